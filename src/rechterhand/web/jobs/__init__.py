"""Long work in the background: thin tasks that fetch, call one action or the core, store and tell their progress."""
