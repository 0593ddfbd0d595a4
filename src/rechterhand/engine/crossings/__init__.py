"""What the finish becomes without one activity, for many activities in one sweep."""
