"""Counterfactuals: relieve, compute the same futures again, see how many working days come free."""
