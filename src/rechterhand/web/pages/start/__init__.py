"""The first page, the language, and the limits that hold."""
