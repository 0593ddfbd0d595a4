"""Techniques, and which of them help a plan: one file a command."""
