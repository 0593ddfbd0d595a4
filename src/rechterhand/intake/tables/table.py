"""Typed access to the cells of a table: what can't be read is noted and kept, never lost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from rechterhand.intake.tables.columns import Columns
from rechterhand.intake.tables.dates import Order, Stamp, is_week_alone, stamp, without_year
from rechterhand.intake.tables.durations import Span, Week, span
from rechterhand.intake.tables.grid import Cell, Fault, Sheet, shown
from rechterhand.intake.tables.lines import Line
from rechterhand.intake.tables.notes import Notes
from rechterhand.intake.tables.words import meaning, says_nothing, says_unknown
from rechterhand.record.plan import UnreadDate
from rechterhand.text import Message

_NUMBER = re.compile(r"[-+]?\d{1,15}(?:[.,]\d+)?")
_MONEY = re.compile(r"[-+]?\d[\d.,' ]{0,20}")

_SHOWN = 80
"""Signs of a cell that are kept to show it."""

_PAIRS = (("start", "finish"), ("actual_start", "actual_finish"), ("baseline_start", "baseline_finish"))


@dataclass(slots=True)
class Table:
    """A sheet with its columns and tasks, and how its dates and bare durations are to be read.

    ``kept`` holds by row what wasn't understood, under its column's title; ``unread_dates`` by row of the sheet and
    column the cells that should be dates, called by that row.
    """

    sheet: Sheet
    columns: Columns
    lines: Sequence[Line]
    notes: Notes
    orders: Mapping[str, Order] = field(default_factory=dict)
    week: Week = field(default_factory=Week)
    duration_unit: str = "d"
    kept: dict[int, dict[str, str]] = field(default_factory=dict)
    unread_dates: dict[tuple[int, str], UnreadDate] = field(default_factory=dict)

    def cell(self, line: Line, key: str) -> Cell:
        """What stands in a column; None when the table lacks it, the cell is empty, or says that nothing applies."""
        column = self.columns.of(key)
        found = None if column is None else self.sheet.cell(line.row, column)
        return None if isinstance(found, str) and says_nothing(found) else found

    def missed(self, line: Line, key: str, reason: str, **values: str) -> None:
        """Note a cell that wasn't understood and keep what stands there."""
        column, title = self.columns.places[key], self.columns.titles[key]
        cell = self.sheet.cell(line.row, column)
        if isinstance(cell, Fault):
            unsaved = shown(cell).startswith("=")
            reason, values = "tables.cell_unsaved" if unsaved else "tables.cell_fault", {}
        elif isinstance(cell, str) and says_unknown(cell):
            reason, values = "tables.cell_unknown", {}
        self.notes.missed(title, self.sheet.place(line.row, column), cell, Message.of(reason, **values))
        self.kept.setdefault(line.row, {})[title] = shown(cell)

    def text(self, line: Line, key: str) -> str | None:
        """The text of a cell."""
        cell = self.cell(line, key)
        if isinstance(cell, Fault):
            self.missed(line, key, "tables.cell_fault")
            return None
        return None if cell is None else shown(cell)

    def date(self, line: Line, key: str) -> Stamp | None:
        """The date of a cell."""
        cell = self.cell(line, key)
        if cell is None or (isinstance(cell, float) and cell == 0):
            return None
        found = stamp(cell, self.orders.get(key, Order.DMY)) or self._beside(line, key, cell)
        if found is None:
            self.missed(line, key, "tables.week_without_year" if is_week_alone(cell) else "tables.no_date")
            column, title = self.columns.places[key], self.columns.titles[key]
            place = self.sheet.place(line.row, column).address
            self.unread_dates[line.row, key] = UnreadDate(line.row, title, place, shown(cell)[:_SHOWN])
        return found

    def _beside(self, line: Line, key: str, cell: Cell) -> Stamp | None:
        """A date without a year, in the year that the other date of its row gives."""
        pair = next((pair for pair in _PAIRS if key in pair), None)
        if pair is None:
            return None
        other = pair[0] if key == pair[1] else pair[1]
        known = stamp(self.cell(line, other), self.orders.get(other, Order.DMY))
        if known is None:
            return None
        found = without_year(cell, self.orders.get(key, Order.DMY), known.moment, after=key == pair[1])
        if found is not None:
            column = self.columns.places[key]
            values = {"example": shown(cell), "where": str(self.sheet.place(line.row, column))}
            self.notes.assume("year_beside", Message.of("tables.year_beside", found=found.moment.date(), **values))
        return found

    def duration(self, line: Line, key: str) -> Span | None:
        """The duration of a cell; bare numbers in the unit of the heading, else of the table."""
        cell = self.cell(line, key)
        if cell is None:
            return None
        found = span(cell, self.columns.units.get(key) or self.duration_unit, self.week)
        if found is None:
            self.missed(line, key, "tables.no_duration")
        return found

    def effort(self, line: Line, key: str) -> int | None:
        """Work in minutes; bare numbers are hours unless the heading says otherwise."""
        cell = self.cell(line, key)
        if cell is None:
            return None
        found = span(cell, self.columns.units.get(key) or "h", self.week)
        if found is None or found.elapsed:
            self.missed(line, key, "tables.no_work")
            return None
        return found.minutes

    def number(self, line: Line, key: str) -> float | None:
        """The number of a cell."""
        cell = self.cell(line, key)
        if cell is None:
            return None
        found = number(cell)
        if found is None:
            self.missed(line, key, "tables.no_number")
        return found

    def money(self, line: Line, key: str) -> float | None:
        """An amount; signs of currency are left out."""
        cell = self.cell(line, key)
        if cell is None:
            return None
        found = amount(cell)
        if found is None:
            self.missed(line, key, "tables.no_number")
        return found

    def flag(self, line: Line, key: str) -> bool | None:
        """Yes or no; None when empty."""
        cell = self.cell(line, key)
        if cell is None or isinstance(cell, bool):
            return cell
        found = {"yes": True, "no": False}.get(meaning("flag", shown(cell)) or "")
        if found is None:
            self.missed(line, key, "tables.no_flag")
        return found

    def word(self, line: Line, key: str, subject: str) -> str | None:
        """The meaning of a cell among the words of a subject."""
        cell = self.cell(line, key)
        if cell is None:
            return None
        found = meaning(subject, shown(cell))
        if found is None:
            self.missed(line, key, f"tables.no_{subject}")
        return found


def number(cell: Cell) -> float | None:
    """A number, also from text such as '3,5'."""
    if isinstance(cell, bool | Fault | timedelta):
        return None
    if isinstance(cell, float):
        return cell
    text = cell.strip() if isinstance(cell, str) else ""
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def amount(cell: Cell) -> float | None:
    """An amount of money, also from text such as '€ 1.250,00' or '1,250.00'."""
    if not isinstance(cell, str):
        return number(cell)
    text = cell[:60].replace("€", "").replace("EUR", "").replace("$", "").replace("\u00a0", " ").strip(" -,")
    if not _MONEY.fullmatch(text):
        return None
    text = text.replace(" ", "").replace("'", "")
    last = max(text.rfind("."), text.rfind(","))
    decimals = len(text) - last - 1
    if last >= 0 and decimals != 3:
        whole = text[:last].replace(".", "").replace(",", "")
        text = f"{whole}.{text[last + 1 :]}"
    else:
        text = text.replace(".", "").replace(",", "")
    try:
        return float(text)
    except ValueError:
        return None
