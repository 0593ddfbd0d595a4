"""Projects and programmes: what they are, who is what in them, how they stand and what happened."""
