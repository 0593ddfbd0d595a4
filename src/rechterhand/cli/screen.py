"""The terminal as wide as it is; what goes to a file or another program keeps its lines whole."""

from __future__ import annotations

import os
import sys

from rich.console import Console
from rich.text import Text

WIDE, LEAST = 10_000, 20


def screen(most: int | None = None) -> Console:
    """A console at most so many columns wide; without a terminal COLUMNS, else as many as that or a line needs."""
    if not sys.stdout.isatty():
        told = os.environ.get("COLUMNS", "")
        wanted = max(LEAST, int(told)) if told.isascii() and told.isdecimal() else WIDE
        return Console(highlight=False, width=min(wanted, most or WIDE))
    made = Console(highlight=False)
    return made if most is None or made.width <= most else Console(highlight=False, width=most)


def hang(console: Console, lead: Text, text: Text) -> None:
    """Print a text behind a mark; what doesn't fit on the line goes on under its first word."""
    for place, line in enumerate(text.wrap(console, max(LEAST, console.width - lead.cell_len))):
        console.print(Text.assemble(lead if place == 0 else " " * lead.cell_len, line))
