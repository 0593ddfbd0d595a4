"""Cells as a table holds them, wherever they came from: rows by number, and what the eye sees beside the values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Fault:
    """What a spreadsheet shows where a formula failed, such as #N/A."""

    text: str


Cell: TypeAlias = str | float | bool | datetime | timedelta | Fault | None


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: sheet (empty for text files), row from 1, column from 0."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"{self.sheet}!{self.address}" if self.sheet else self.address

    @property
    def letters(self) -> str:
        """The column as a spreadsheet shows it."""
        return letters(self.column)

    @property
    def address(self) -> str:
        """Column and row as a spreadsheet shows them."""
        return f"{self.letters}{self.row}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``rows`` holds the rows with something in them, by number from 1, in order.

    ``indents`` (by row and column), ``levels`` (row grouping) and ``hidden_rows`` are what a workbook shows besides.
    """

    name: str
    rows: Mapping[int, tuple[Cell, ...]]
    hidden: bool = False
    indents: Mapping[tuple[int, int], int] = field(default_factory=dict)
    levels: Mapping[int, int] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    summary_above: bool = False

    def cell(self, row: int, column: int | None) -> Cell:
        """What stands in a cell; None beyond the edge."""
        cells = self.rows.get(row, ())
        return cells[column] if column is not None and column < len(cells) else None

    def place(self, row: int, column: int) -> Place:
        """Where a cell is, for messages."""
        return Place(self.name, row, column)


def letters(column: int) -> str:
    """A, B, … Z, AA from a number from 0."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def shown(cell: Cell) -> str:
    """A cell as text, for messages and for keeping what wasn't understood."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "✓" if cell else "✗"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else str(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes").removesuffix(" 00:00")
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return cell.text if isinstance(cell, Fault) else cell.strip()


def sheets(told: Iterable[Mapping[str, Any]]) -> tuple[Sheet, ...]:
    """Sheets as the worker told them."""
    return tuple(_sheet(one) for one in told)


def _sheet(told: Mapping[str, Any]) -> Sheet:
    return Sheet(
        name=told["name"],
        rows={number: tuple(_cell(one) for one in cells) for number, cells in told["rows"]},
        hidden=told.get("hidden", False),
        indents={(row, column): indent for row, column, indent in told.get("indents", ())},
        levels=dict(told.get("levels", ())),
        hidden_rows=frozenset(told.get("hidden_rows", ())),
        summary_above=told.get("summary_above", False),
    )


def _cell(told: Any) -> Cell:
    if isinstance(told, list):
        kind, value = told
        if kind == "moment":
            return datetime.fromisoformat(value)
        return timedelta(seconds=value) if kind == "span" else Fault(value)
    if isinstance(told, str):
        return told if told.strip() else None
    if isinstance(told, int) and not isinstance(told, bool):
        return float(told)
    return told if isinstance(told, bool | float) else None
