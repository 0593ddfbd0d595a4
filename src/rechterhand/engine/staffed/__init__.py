"""Futures in which people and machines are only in one place at a time."""
