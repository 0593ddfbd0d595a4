"""The operations, one file a subject: each makes one query or one action call."""
