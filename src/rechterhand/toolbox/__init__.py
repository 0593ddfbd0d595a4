"""Techniques as data, and which of them fit the circumstances of a plan."""
