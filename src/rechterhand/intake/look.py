"""Looks at the first rows of a table without making a plan of them."""

from __future__ import annotations

from pathlib import Path

from rechterhand.intake.choose import best, explained, open_file
from rechterhand.intake.tables.plan import cells
from rechterhand.intake.tables.seen import Seen, seen
from rechterhand.sandbox import Worker, shared


def look(path: str | Path, *, separator: str | None = None, worker: Worker | None = None) -> Seen | None:
    """The first rows of a table, whether or not a plan can be made of them; None for what holds a project.

    Raises what ``rechterhand.intake.read`` does.
    """
    opened = open_file(path, worker or shared())
    with explained(opened, table=True):
        reader = best(opened)
        return None if reader.cells is None else seen(cells(opened, reader.cells, separator))
