"""How many people walk at once."""

VISITORS = 50
VISITORS_A_SECOND = 10
"""People who come in a second."""
