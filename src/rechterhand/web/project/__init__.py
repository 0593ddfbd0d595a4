"""The installation: settings, addresses, the embedded database, and the processes that serve."""
