"""How fast the workbench is with a whole organisation in it: ``make bench-web``."""
