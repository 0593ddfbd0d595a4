"""Monte Carlo on the compiled plan: the finish as a distribution."""
