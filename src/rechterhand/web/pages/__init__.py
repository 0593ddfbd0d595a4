"""Pages by area: views that make one query or one action call, and their templates."""
