"""Several compiled plans as one network, with links between them."""
