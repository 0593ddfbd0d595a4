"""What follows when one activity, link or bound changes: only what hangs on it is computed again."""
