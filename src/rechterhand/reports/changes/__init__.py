"""The sections of the page about changes, one file each."""
