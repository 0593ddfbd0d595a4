"""That part of the file wasn't understood, on one quiet line of the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from rechterhand.cli.language import say
from rechterhand.intake import Reading


def show_unread(reading: Reading, console: Console) -> None:
    """How many kinds of data don't count, and which command names them; nothing where all was understood."""
    if reading.not_understood:
        console.print(Text(say("cli.unread", count=len(reading.not_understood)), style="dim"))
