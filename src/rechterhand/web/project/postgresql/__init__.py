"""Django's PostgreSQL backend, which notices soon that there is no database to wait for."""
