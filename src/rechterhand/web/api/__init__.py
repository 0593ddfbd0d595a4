"""The REST API: everything that pages do, through the same actions and queries."""
