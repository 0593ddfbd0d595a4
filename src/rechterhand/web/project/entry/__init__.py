"""What the command line calls, by dotted name: one file a command."""
