"""The terminal as wide as it is; what goes to a file or another program keeps its lines whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions
from rich.segment import Segment
from rich.text import Text

WIDE, LEAST = 10_000, 20
_HARD, _HELD = "\u00a0", "\ue000"
"""A space that no line may break at, and a letter of nobody's in its place while lines are made."""


class Screen(Console):
    """A console that breaks no line between a number and its percent sign; Rich itself breaks at any space."""

    def render(self, renderable: Any, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Render as ever, with hard spaces kept out of sight."""
        held = _held(renderable) if isinstance(renderable, Text) else renderable
        for segment in super().render(held, options):
            text = segment.text
            yield segment._replace(text=text.replace(_HELD, _HARD)) if _HELD in text else segment


def _held(text: Text) -> Text:
    if _HARD not in text.plain:
        return text
    made = text.copy()
    made.plain = made.plain.replace(_HARD, _HELD)
    return made


def screen(most: int | None = None) -> Console:
    """A console at most so many columns wide; without a terminal COLUMNS, else as many as that or a line needs."""
    if not sys.stdout.isatty():
        told = os.environ.get("COLUMNS", "")
        wanted = max(LEAST, int(told)) if told.isascii() and told.isdecimal() else WIDE
        return Screen(highlight=False, width=min(wanted, most or WIDE))
    made = Screen(highlight=False)
    return made if most is None or made.width <= most else Screen(highlight=False, width=most)


def hang(console: Console, lead: Text, text: Text) -> None:
    """Print a text behind a mark; what doesn't fit on the line goes on under its first word."""
    for place, line in enumerate(_held(text).wrap(console, max(LEAST, console.width - lead.cell_len))):
        console.print(Text.assemble(lead if place == 0 else " " * lead.cell_len, line))
