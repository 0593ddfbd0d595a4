"""One file a remedy."""
