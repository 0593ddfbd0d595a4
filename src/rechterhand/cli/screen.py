"""The terminal as wide as it is; what goes to a file or another program keeps its lines whole."""

from __future__ import annotations

import os
import sys

from rich.console import Console

WIDE, LEAST = 10_000, 20


def screen(most: int | None = None) -> Console:
    """A console at most so many columns wide; without a terminal COLUMNS, else as many as that or a line needs."""
    if not sys.stdout.isatty():
        told = os.environ.get("COLUMNS", "")
        wanted = max(LEAST, int(told)) if told.isascii() and told.isdecimal() else WIDE
        return Console(highlight=False, width=min(wanted, most or WIDE))
    made = Console(highlight=False)
    return made if most is None or made.width <= most else Console(highlight=False, width=most)
