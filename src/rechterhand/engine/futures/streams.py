"""Streams: what is drawn for a key."""

DURATION, DRIVER, RISK, IMPACT = range(1, 5)
