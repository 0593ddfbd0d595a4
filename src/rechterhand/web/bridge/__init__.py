"""Between what is kept and the core: plans and results to and from rows and files."""
