"""The sheets of the workbook, one file each; each has a function that builds it."""
