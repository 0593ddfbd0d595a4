"""One file a format; each declares ``reader``."""
