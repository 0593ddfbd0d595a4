"""What stands above the table: the project's name, its start, the status date."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from rechterhand.intake.tables.dates import Order, stamp
from rechterhand.intake.tables.grid import Cell, shown
from rechterhand.intake.tables.header import Header
from rechterhand.intake.tables.notes import Notes
from rechterhand.intake.tables.spans import finishing, starting
from rechterhand.intake.tables.words import meaning
from rechterhand.text import Message

_LONGEST_NAME = 120
_MOST_TITLES = 2
"""A row with more texts than this is no title: P6 writes the names of its fields above the header."""


@dataclass(slots=True)
class About:
    """What the rows above the table tell of the project."""

    name: str | None = None
    start: datetime | None = None
    finish: datetime | None = None
    status_date: datetime | None = None


def read(header: Header, notes: Notes) -> About:
    """Labels with their values ('Peildatum: 1-3-2026', or in two cells); a text alone is the project's name.

    What is neither is noted.
    """
    found = About()
    titles: list[tuple[int, int, Cell]] = []
    for row, cells in header.sheet.rows.items():
        if row >= header.first:
            break
        filled = [(column, cell) for column, cell in enumerate(cells) if cell is not None]
        place = 0
        while place < len(filled):
            column, cell = filled[place]
            after = filled[place + 1][1] if place + 1 < len(filled) else None
            used = _labelled(found, cell, after)
            if used == 0:
                titles.append((row, column, cell))
            place += max(1, used)
    _name(found, titles, header, notes)
    return found


def _labelled(found: About, cell: Cell, after: Cell) -> int:
    """Take a label with its value; how many cells that took, 0 when it is no label."""
    if not isinstance(cell, str):
        return 0
    label, colon, rest = cell.strip().partition(":")
    if colon and rest.strip():
        return 1 if _take(found, label, rest.strip()) else 0
    if after is None:
        return 1 if meaning("above", label) is not None else 0
    return 2 if _take(found, label, after) else 0


def _take(found: About, label: str, value: Cell) -> bool:
    kind = meaning("above", label)
    if kind is None:
        return False
    if kind == "name":
        found.name = found.name or shown(value)[:_LONGEST_NAME]
        return True
    moment = stamp(value, Order.DMY)
    if moment is None:
        return False
    if kind == "start":
        found.start = starting(moment)
    elif kind == "finish":
        found.finish = finishing(moment)
    else:
        found.status_date = finishing(moment)
    return True


def _name(found: About, titles: list[tuple[int, int, Cell]], header: Header, notes: Notes) -> None:
    texts = Counter(row for row, _, _ in titles)
    for row, column, cell in titles:
        short = isinstance(cell, str) and len(cell.strip()) <= _LONGEST_NAME
        if found.name is None and isinstance(cell, str) and short and texts[row] <= _MOST_TITLES:
            found.name = cell.strip()
            continue
        notes.missed("–", header.sheet.place(row, column), cell, Message.of("tables.above_table"))
