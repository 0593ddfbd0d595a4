"""One file a circumstance; each declares ``circumstance``."""
