"""Who may do what: roles, the permission matrix, and the guard that every route declares."""
