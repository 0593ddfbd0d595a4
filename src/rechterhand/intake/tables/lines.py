"""Which rows of a table are tasks; titles, totals, repeated headers and remarks beneath the table are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rechterhand.intake.tables.columns import Columns
from rechterhand.intake.tables.grid import Sheet, shown
from rechterhand.intake.tables.header import Header, headings
from rechterhand.intake.tables.notes import Notes
from rechterhand.intake.tables.words import meanings, plain
from rechterhand.text import Message

_NAMES = ("phase", "name", "subtask")
_PLANNED = ("duration", "start", "finish", "predecessors", "successors", "deadline", "percent_complete")
_REMARK = (*_PLANNED, "id", "wbs")


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is a task: its row in the sheet, its place among the tasks from 1, its name as written.

    ``depth`` is 1-3 when the name stands in a column for phases, tasks or subtasks; ``group`` is the phase
    that a task's own row names. ``heading``: a name alone, first or beneath a blank row, right above a row with more.
    """

    row: int
    order: int
    name: str
    depth: int | None = None
    group: str | None = None
    heading: bool = False


def lines(header: Header, notes: Notes) -> tuple[Line, ...]:
    """The tasks of a sheet, in order; what is left out is noted."""
    sheet, columns = header.sheet, header.columns
    columns_of_names = [(key, columns.places[key]) for key in _NAMES if key in columns]
    repeated = _texts(headings(sheet, header.last))
    found: list[Line] = []
    blocks = _blocks(header)
    beneath = _beneath(blocks, sheet, columns)
    titles = _titles(blocks, sheet, columns) - beneath
    for row in (row for block in blocks for row in block):
        told = [(place, key, shown(sheet.cell(row, column))) for place, (key, column) in enumerate(columns_of_names, 1)]
        named = [one for one in told if one[2]]
        if _texts(headings(sheet, row)) == repeated:
            continue
        if not named:
            _note(notes, header, row, "tables.row_without_name")
        elif _is_total(named[-1][2]):
            _note(notes, header, row, "tables.row_total")
        elif found and row in beneath:
            _note(notes, header, row, "tables.row_beneath")
        else:
            line = _line(sheet, row, len(found) + 1, named, columns)
            found.append(replace(line, heading=row in titles))
    return tuple(found)


def _blocks(header: Header) -> list[list[int]]:
    """Rows below the header, parted by blank rows."""
    found: list[list[int]] = []
    before = 0
    for row in header.sheet.rows:
        if row > header.last:
            if not found or row > before + 1:
                found.append([])
            found[-1].append(row)
            before = row
    return found


def _beneath(blocks: Sequence[Sequence[int]], sheet: Sheet, columns: Columns) -> frozenset[int]:
    """Rows that stand beneath the table: blocks of names alone, except one name between tasks, which heads a phase."""
    found: set[int] = set()
    for number, block in enumerate(blocks[1:], 1):
        if any(not _is_bare(sheet, row, columns) for row in block):
            continue
        after = blocks[number + 1][0] if number + 1 < len(blocks) else None
        if len(block) > 1 or after is None or _is_bare(sheet, after, columns):
            found.update(block)
    return frozenset(found)


def _titles(blocks: Sequence[Sequence[int]], sheet: Sheet, columns: Columns) -> frozenset[int]:
    """First rows of blocks that are a name alone, numbered or not, where the row after them has more."""
    found: set[int] = set()
    for number, block in enumerate(blocks):
        below = block[1:] or [row for after in blocks[number + 1 : number + 2] for row in after]
        if below and _is_bare(sheet, block[0], columns, _PLANNED) and not _is_bare(sheet, below[0], columns, _PLANNED):
            found.add(block[0])
    return frozenset(found)


def _line(sheet: Sheet, row: int, order: int, named: list[tuple[int, str, str]], columns: Columns) -> Line:
    _, key, text = named[-1]
    raw = sheet.cell(row, columns.places[key])
    name = raw.rstrip().expandtabs(4) if isinstance(raw, str) else text
    several = len({"phase", "name", "subtask"} & columns.places.keys()) > 1
    depth = _NAMES.index(key) + 1 if several else None
    group = next((told for _, one, told in named[:-1] if one == "phase"), None)
    return Line(row, order, name, depth, group)


def _texts(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(plain(one) for one in row if one)


def _is_bare(sheet: Sheet, row: int, columns: Columns, keys: Sequence[str] = _REMARK) -> bool:
    """A name, or text somewhere, and nothing that a task has."""
    return all(sheet.cell(row, columns.of(key)) is None for key in keys if key in columns)


def _is_total(name: str) -> bool:
    return plain(name) in meanings("total") or plain(name).split(" ")[0] in {"totaal", "total", "eindtotaal"}


def _note(notes: Notes, header: Header, row: int, key: str) -> None:
    """The whole row stands in the report, so that nothing is lost."""
    cells = [(column, cell) for column, cell in enumerate(header.sheet.rows[row]) if cell is not None]
    text = " | ".join(shown(cell) for _, cell in cells)
    notes.missed("–", header.sheet.place(row, cells[0][0]), text, Message.of(key))
