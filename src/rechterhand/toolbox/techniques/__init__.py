"""A folder for each technique."""
