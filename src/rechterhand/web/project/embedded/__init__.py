"""The embedded PostgreSQL: where it lives, how it is made, and the one process that runs it."""
