"""The compiled plan: calendars as prefix sums, links in compressed rows, whole minutes."""
