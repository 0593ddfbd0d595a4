"""Finding changes, one file a subject."""
