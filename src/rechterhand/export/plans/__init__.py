"""One file a format; each declares ``writer``."""
