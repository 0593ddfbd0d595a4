"""Backups: one archive with the database, the files, and what they need to be read again."""
