"""The REST API: what the pages do, for programs; through the same queries and actions."""
