"""The first rows of a table as they stand, for whoever says which column is what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from rechterhand.intake.tables.columns import recognise
from rechterhand.intake.tables.grid import Sheet, letters, sheets, shown
from rechterhand.intake.tables.header import SEARCHED, find, headings
from rechterhand.intake.tables.mapping import MappingFile
from rechterhand.intake.tables.words import plain

MOST_SHEETS = 30
MOST_ROWS = 30
MOST_COLUMNS = 150
LONGEST = 120
SAMPLES = 3


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row by its number from 1: the text of each cell, and its headings, were it the header row."""

    number: int
    cells: tuple[str, ...]
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """A column: its number from 0, its letter, its heading, what stands beneath it, and what it seems to be.

    ``by_name`` when a mapping can name it: it has a heading, which no column before it has.
    """

    place: int
    letter: str
    heading: str
    samples: tuple[str, ...]
    guess: str
    by_name: bool


@dataclass(frozen=True, slots=True)
class SeenSheet:
    """The first rows of a sheet; ``header_row`` is the one that looks most like the header row, 0 when it is empty."""

    name: str
    hidden: bool
    header_row: int
    rows: tuple[SeenRow, ...]

    def row(self, number: int) -> SeenRow | None:
        """The row of a number, among those that are here."""
        return next((one for one in self.rows if one.number == number), None)

    def columns(self, header_row: int) -> tuple[SeenColumn, ...]:
        """Every column with something in it, were this the header row."""
        header = self.row(header_row)
        told = header.headings if header else ()
        guesses = {place: key for key, place in recognise(told).places.items()}
        beneath = [one.cells for one in self.rows if one.number > header_row]
        width = max((len(one) for one in (told, *beneath)), default=0)
        found, known = [], set[str]()
        for place in range(width):
            heading = told[place] if place < len(told) else ""
            samples = tuple(islice((row[place] for row in beneath if place < len(row) and row[place]), SAMPLES))
            if heading or samples:
                by_name = bool(plain(heading)) and plain(heading) not in known
                guess = guesses.get(place, "") if by_name else ""
                found.append(SeenColumn(place, letters(place), heading, samples, guess, by_name))
            known.add(plain(heading))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands in a table; ``separator`` is empty for a workbook."""

    sheets: tuple[SeenSheet, ...]
    separator: str = ""

    def sheet(self, name: str) -> SeenSheet | None:
        """The sheet of a name."""
        return next((one for one in self.sheets if one.name == name), None)


def seen(told: dict[str, Any]) -> Seen:
    """The beginning of what the worker hands over, in bounds."""
    return Seen(tuple(_sheet(one) for one in islice(sheets(told["sheets"]), MOST_SHEETS)), told.get("separator", ""))


def _sheet(sheet: Sheet) -> SeenSheet:
    rows = tuple(
        SeenRow(number, _cut([shown(one) for one in cells]), headings(sheet, number)[:MOST_COLUMNS])
        for number, cells in islice(sheet.rows.items(), MOST_ROWS)
    )
    header = find(sheet, MappingFile())
    fullest = max(rows[:SEARCHED], key=lambda one: sum(map(bool, one.headings)), default=None)
    number = header.first if header else fullest.number if fullest else 0
    return SeenSheet(sheet.name, sheet.hidden, number, rows)


def _cut(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(one if len(one) <= LONGEST else one[: LONGEST - 1] + "…" for one in cells[:MOST_COLUMNS])
