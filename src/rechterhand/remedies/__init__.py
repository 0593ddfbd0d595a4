"""Ways out: remedies for what holds a plan up, applied to a copy of it and priced on the same futures."""
