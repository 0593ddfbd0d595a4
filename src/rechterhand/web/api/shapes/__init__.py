"""The forms of what is sent and answered, one file a subject."""
