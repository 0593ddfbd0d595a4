"""What several screens are made of: the price tag, heads, and tables without lines."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rechterhand.text import Language
from rechterhand.text.writing import margin, number


def price_tag(days: float, error: float, language: Language) -> str:
    """The product's own mark: what something costs or brings, with its sampling error."""
    return f"⟨{number(days, language, 1)} ± {margin(error, language)}⟩"


def heading(console: Console, words: str) -> None:
    """A head with a free line above it."""
    console.print()
    console.print(Text(words, style="bold underline"))


def grid() -> Table:
    """A table of columns alone."""
    return Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
