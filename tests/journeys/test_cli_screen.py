"""Lines on the terminal are broken where a reader would break them."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.table import Table
from rich.text import Text

from rechterhand.cli.screen import Screen, hang

WORDS = "Of 9 dates 2 have less than a 50\u00a0% chance; the rest got \u221210\u00a0% to +30\u00a0% around it."


@pytest.mark.parametrize("columns", range(20, 60))
@pytest.mark.parametrize("way", ["line", "behind a mark", "table"])
def test_a_number_keeps_its_percent_sign(way: str, columns: int) -> None:
    console = Screen(file=StringIO(), width=columns, highlight=False)
    if way == "line":
        console.print(WORDS)
    elif way == "behind a mark":
        hang(console, Text("- "), Text(WORDS))
    else:
        table = Table(box=None, show_header=False)
        table.add_row(Text(WORDS))
        console.print(table)

    told = console.file.getvalue()  # type: ignore[attr-defined] - the file is the one from above
    lines = [line.lstrip("- ").rstrip() for line in told.splitlines()]
    assert not [line for line in lines if line.startswith("%")]
    assert " ".join(lines).split() == WORDS.split()
