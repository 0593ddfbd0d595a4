"""Streams: what is drawn for a key."""

DURATION, DRIVER, RISK, IMPACT, COST = range(1, 6)
