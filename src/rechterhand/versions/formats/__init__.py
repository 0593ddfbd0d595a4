"""Two formats of one plan: what they write down differently and mean alike, so that it isn't told as a change."""
