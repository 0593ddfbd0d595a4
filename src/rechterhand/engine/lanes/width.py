"""How many futures lie side by side."""

LANES = 64
"""A row of lanes is one stretch of memory; rows of a thousand activities still fit the second cache of a core."""
