"""Plans with one planted obstacle of a known price, and what that price truly is."""
