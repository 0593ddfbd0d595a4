"""Views of the area, one file a subject."""
