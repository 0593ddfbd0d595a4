"""Sixty-four futures side by side: what a processor does on one of them it does on eight at once."""
