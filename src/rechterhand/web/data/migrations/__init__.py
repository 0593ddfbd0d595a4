"""Made by makemigrations, and written by hand where data moves."""
