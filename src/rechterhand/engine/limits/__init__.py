"""How late each node may come before the finish passes a limit."""
