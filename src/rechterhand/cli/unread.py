"""What lies under a result, on quiet lines of the terminal: what wasn't understood, what was assumed."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from rechterhand.cli.language import language, say
from rechterhand.intake import Reading
from rechterhand.record.assumption import Assumption
from rechterhand.text import render
from rechterhand.text.plain import plain


def show_unread(reading: Reading, console: Console) -> None:
    """How many kinds of data don't count, and which command names them; nothing where all was understood."""
    if reading.not_understood:
        console.print(Text(say("cli.unread", count=len(reading.not_understood)), style="dim"))


def show_assumed(assumptions: Iterable[Assumption], console: Console) -> None:
    """A line for each assumption that decides dates; ``--json`` has the others."""
    for one in assumptions:
        if one.loud:
            console.print(Text(plain(render(one.text, language())), style="dim"))
