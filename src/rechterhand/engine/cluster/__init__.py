"""Futures on more than one machine."""
