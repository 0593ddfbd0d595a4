"""What every request passes, outermost first: health, its line in the log, its errors."""
