"""One file a kind of bottleneck; each declares ``detector``."""
