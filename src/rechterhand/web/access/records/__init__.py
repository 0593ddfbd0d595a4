"""A file a kind of record."""
