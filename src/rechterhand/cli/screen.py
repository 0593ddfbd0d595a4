"""The terminal as wide as it is; what goes to a file or another program keeps its lines whole."""

from __future__ import annotations

import sys

from rich.console import Console

WIDE = 10_000


def screen(most: int | None = None) -> Console:
    """A console at most so many columns wide; without a terminal that many, or as many as a line needs."""
    if not sys.stdout.isatty():
        return Console(highlight=False, width=most or WIDE)
    made = Console(highlight=False)
    return made if most is None or made.width <= most else Console(highlight=False, width=most)
