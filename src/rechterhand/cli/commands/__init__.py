"""One file a command; each declares ``command``. Imported when called."""
