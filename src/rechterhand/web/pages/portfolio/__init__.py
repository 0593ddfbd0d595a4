"""The portfolio: every project in one table and on one timeline."""
