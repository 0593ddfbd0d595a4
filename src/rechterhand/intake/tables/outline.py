"""The tree of a plan: by levels, WBS numbers, indents, grouped rows, columns for phases and tasks, or blank rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rechterhand.intake.tables.grid import shown
from rechterhand.intake.tables.lines import Line
from rechterhand.intake.tables.table import Table
from rechterhand.text import Message

_BLANKS = " \u00a0\u2007\u3000\t"
_LEAST_SHARE = 0.8
_LEAST_HEADINGS = 2


@dataclass(frozen=True, slots=True)
class Outline:
    """By task's place: its level from 1, the place of its parent (None at the top), and its WBS as written.

    ``source`` says where the tree comes from.
    """

    levels: tuple[int, ...]
    parents: tuple[int | None, ...]
    wbs: tuple[str | None, ...]
    source: str

    def has_children(self) -> frozenset[int]:
        """Places of tasks that others hang under."""
        return frozenset(one for one in self.parents if one is not None)


def outline(table: Table) -> Outline:
    """Find the tree; by the first of the ways that this table shows."""
    wbs = _wbs(table)
    for source, levels in (
        ("level", _by_column(table)),
        ("wbs", _by_wbs(wbs)),
        ("depth", _by_depth(table.lines)),
        ("indent", _by_indent(table)),
        ("group", _by_group(table)),
        ("heading", _by_heading(table.lines)),
    ):
        if levels is not None and len(set(levels)) > 1:
            steady = tuple(_ranks(levels))
            parents = _parents(steady)
            if source in {"indent", "group", "depth", "heading"}:
                table.notes.assume(f"outline_{source}", Message.of(f"tables.outline_{source}"))
            return Outline(steady, parents, wbs, source)
    return Outline((1,) * len(table.lines), (None,) * len(table.lines), wbs, "none")


def _wbs(table: Table) -> tuple[str | None, ...]:
    """WBS as text; a 1.1 after 1.9 was 1.10 before a spreadsheet took it for a number.

    A column of running numbers that holds '1.2.3' is a WBS too.
    """
    key = "wbs" if "wbs" in table.columns else "id"
    if key == "id" and not _dotted(table):
        return (None,) * len(table.lines)
    found: list[str | None] = []
    used: set[str] = set()
    for line in table.lines:
        cell = table.cell(line, key)
        text = shown(cell) if cell is not None else None
        if text and isinstance(cell, float) and text in used and f"{text}0" not in used and "." in text:
            text += "0"
            table.notes.assume("wbs_tenth", Message.of("tables.wbs_tenth", example=text))
        if text:
            used.add(text)
        found.append(text)
    return tuple(found)


def _dotted(table: Table) -> bool:
    texts = [shown(cell) for line in table.lines if (cell := table.cell(line, "id")) is not None]
    numbered = [one for one in texts if one.replace(".", "").isdecimal()]
    return len(numbered) >= _LEAST_SHARE * len(texts) and any("." in one for one in numbered)


def _by_column(table: Table) -> list[int] | None:
    if "level" not in table.columns:
        return None
    found: list[int] = []
    for line in table.lines:
        cell = table.cell(line, "level")
        digits = "".join(sign for sign in shown(cell) if sign.isdecimal()) if cell is not None else ""
        if cell is not None and not 0 < len(digits) < 4:
            table.missed(line, "level", "tables.no_number")
        found.append(int(digits) if 0 < len(digits) < 4 else (found[-1] if found else 1))
    return found


def _by_wbs(wbs: Sequence[str | None]) -> list[int] | None:
    """Depth by dots, where nearly every task has a WBS number of its own; else it is a code for groups."""
    told = [one for one in wbs if one]
    if not wbs or len(set(told)) < _LEAST_SHARE * len(wbs) or not any("." in one.rstrip(".") for one in told):
        return None
    found: list[int] = []
    for one in wbs:
        found.append(one.rstrip(". ").count(".") + 1 if one else (found[-1] if found else 1))
    return found


def _by_depth(lines: Sequence[Line]) -> list[int] | None:
    """Names that stand in columns of their own for phases, tasks and subtasks; of use when some rows are phases."""
    if not any(one.depth for one in lines) or all(one.group for one in lines):
        return None
    return [one.depth or 1 for one in lines]


def _by_indent(table: Table) -> list[int] | None:
    """Blanks before the name and the indent of its cell, whichever the sheet uses."""
    column = table.columns.of("name")
    if column is None:
        return None
    blanks = [len(line.name) - len(line.name.lstrip(_BLANKS)) for line in table.lines]
    shifts = [table.sheet.indents.get((line.row, column), 0) for line in table.lines]
    return shifts if len(set(shifts)) > 1 else blanks


def _by_heading(lines: Sequence[Line]) -> list[int] | None:
    """Names alone above blocks that blank rows part, where several are; tasks above the first hang under none."""
    first = next((place for place, one in enumerate(lines) if one.heading), None)
    if first is None or sum(one.heading for one in lines) < _LEAST_HEADINGS:
        return None
    return [1 if one.heading or place < first else 2 for place, one in enumerate(lines)]


def _ranks(widths: Sequence[int]) -> list[int]:
    """Levels from depths or widths: more than the row above goes one deeper, less goes back to where it fits."""
    open_: list[int] = []
    found = []
    for width in widths:
        while open_ and open_[-1] >= width:
            open_.pop()
        open_.append(width)
        found.append(len(open_))
    return found


def _by_group(table: Table) -> list[int] | None:
    """Rows grouped in the sheet, where every group follows the row that it hangs under."""
    levels = [table.sheet.levels.get(line.row, 0) + 1 for line in table.lines]
    return levels if len(set(levels)) > 1 and levels[0] == 1 else None


def _parents(levels: Sequence[int]) -> tuple[int | None, ...]:
    above: list[int] = []
    found: list[int | None] = []
    for place, level in enumerate(levels):
        del above[level - 1 :]
        found.append(above[-1] if above else None)
        above.append(place)
    return tuple(found)
