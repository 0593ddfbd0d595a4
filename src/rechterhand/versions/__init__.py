"""What changed between versions of a plan, and what moved its finish."""
