"""Measured figures: what the engine takes, in ratios to other packages and to the limit of the machine."""
