"""Finds the header row of a plan among the first rows, and what stands above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from rechterhand.intake.tables.columns import Columns, recognise
from rechterhand.intake.tables.grid import Cell, Sheet, shown
from rechterhand.intake.tables.mapping import MappingFile
from rechterhand.intake.tables.words import plain

SEARCHED = 20
_LONGEST_HEADING = 120
_LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header row is (``last`` is its lower row when it takes two), and which column is what."""

    sheet: Sheet
    first: int
    last: int
    columns: Columns

    @property
    def score(self) -> int:
        """How many columns were recognised."""
        return len(self.columns.places)


def find(sheet: Sheet, mapping: MappingFile) -> Header | None:
    """The header row with most recognised columns among the first 20; of equals a single row, the upper one."""
    candidates = [one for one in _candidates(sheet, mapping) if one.columns.is_plan and _names_tell(one)]
    return max(candidates, key=lambda one: (one.score, one.first == one.last, -one.first), default=None)


def _names_tell(header: Header) -> bool:
    """Whether names are mostly words: a register with a column 'tasks' that counts them is no plan."""
    columns = [place for key in ("name", "phase", "subtask") if (place := header.columns.of(key)) is not None]
    rows = islice((row for row in header.sheet.rows if row > header.last), _LOOKED_AT)
    cells = [cell for row in rows for column in columns if (cell := header.sheet.cell(row, column)) is not None]
    words = sum(1 for cell in cells if any(sign.isalpha() for sign in shown(cell)))
    return not cells or words * 2 >= len(cells)


def headings(sheet: Sheet, row: int) -> tuple[str, ...]:
    """The texts of a row as headings; empty where there is something else."""
    return tuple(_heading(cell) for cell in sheet.rows.get(row, ()))


def _candidates(sheet: Sheet, mapping: MappingFile) -> Iterator[Header]:
    if mapping.header_row is not None:
        yield from _at(sheet, mapping.header_row, mapping)
        return
    for place, row in enumerate(islice(sheet.rows, SEARCHED * 2)):
        if row > SEARCHED and place >= SEARCHED:
            return
        yield from _at(sheet, row, mapping)


def _at(sheet: Sheet, row: int, mapping: MappingFile) -> Iterator[Header]:
    upper = headings(sheet, row)
    if sum(1 for one in upper if one) == 0:
        return
    yield Header(sheet, row, row, recognise(upper, mapping.columns, only=mapping.only))
    lower = headings(sheet, row + 1)
    if _all_texts(sheet.rows.get(row + 1, ())) and "" in _within(upper, lower):
        both = tuple(_joined(upper, lower))
        yield Header(sheet, row, row + 1, recognise(both, mapping.columns, only=mapping.only))


def _heading(cell: Cell) -> str:
    text = shown(cell) if isinstance(cell, str) else ""
    return text if len(text) <= _LONGEST_HEADING else ""


def _all_texts(cells: tuple[Cell, ...]) -> bool:
    return bool(cells) and all(one is None or isinstance(one, str) for one in cells)


def _within(upper: tuple[str, ...], lower: tuple[str, ...]) -> tuple[str, ...]:
    """The upper row as wide as the lower: a merged heading leaves gaps."""
    return upper + ("",) * (len(lower) - len(upper))


def _joined(upper: tuple[str, ...], lower: tuple[str, ...]) -> Iterator[str]:
    """Two rows read as one: 'Basislijn' over 'Begin' and 'Einde'."""
    group = ""
    for place in range(max(len(upper), len(lower))):
        above = upper[place] if place < len(upper) else ""
        below = lower[place] if place < len(lower) else ""
        group = above or group
        if not below:
            yield above
        elif above or group:
            yield _best(group, below)
        else:
            yield below


def _best(group: str, below: str) -> str:
    """The pair when it is known as a pair, else the lower heading alone."""
    pair = f"{group} {below}"
    return pair if recognise((pair,)).places and plain(group) not in {"planning", "plan", "taak", "task"} else below
