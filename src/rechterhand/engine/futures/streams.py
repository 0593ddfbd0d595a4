"""Streams: what is drawn for a key."""

DURATION, DRIVER, RISK, IMPACT, COST, PLACE = range(1, 7)
