"""Columns whose cells say what their heading leaves open: dates beneath 'Gereed', a forecast beside a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rechterhand.intake.tables.columns import Columns, recognise
from rechterhand.intake.tables.dates import Order, stamp
from rechterhand.intake.tables.grid import Cell
from rechterhand.intake.tables.header import Header
from rechterhand.intake.tables.lines import Line
from rechterhand.intake.tables.mapping import MappingFile
from rechterhand.intake.tables.notes import Notes
from rechterhand.intake.tables.words import meaning, plain, says_nothing
from rechterhand.text import Message

_PAIRS = {"start": "baseline_start", "finish": "baseline_finish"}
_ROW = ("start", "duration", "finish")


def refitted(header: Header, lines: Sequence[Line], mapping: MappingFile, notes: Notes) -> Columns:
    """The columns with these put right; what a mapping file names stays. What was changed is noted."""
    if mapping.only:
        return header.columns
    columns = _without_loose(header, lines, mapping)
    header = replace(header, columns=columns)
    told = _forecasts(header, lines, mapping, notes) | _done(header, lines, mapping, notes)
    if not told:
        return columns
    known = {place: columns.titles[key] for key, place in columns.places.items()} | dict(columns.unknown)
    headings = [known.get(place, "") for place in range(max(known) + 1)]
    return recognise(headings, dict(mapping.columns) | told)


def _done(header: Header, lines: Sequence[Line], mapping: MappingFile, notes: Notes) -> dict[str, str]:
    """'Gereed' with dates: the actual finish where another column has the finish or some tasks lack it, else that."""
    columns = header.columns
    for place, title in _open(columns, "percent_complete").items():
        if meaning("heading", title) != "done" or _is_mapped(mapping, title) or not _dated(header, lines, place):
            continue
        rows = [line for line in lines if any(_cell(header, line, columns.of(key)) is not None for key in _ROW)]
        some = any(_cell(header, line, place) is None for line in rows)
        key = "actual_finish" if "finish" in columns or some else "finish"
        if key in columns:
            continue
        notes.assume(f"done_{key}", Message.of(f"tables.done_{key}", title=title))
        return {key: title}
    return {}


def _forecasts(header: Header, lines: Sequence[Line], mapping: MappingFile, notes: Notes) -> dict[str, str]:
    """A forecast beside what is called planned is the plan now; what was planned is the baseline."""
    columns = header.columns
    found: dict[str, str] = {}
    for key, baseline in _PAIRS.items():
        planned = columns.titles.get(key, "")
        said = {"plan", "planned", "gepland", "geplande", "planning", "scheduled"} & set(plain(planned).split(" "))
        if not said or baseline in columns or _is_mapped(mapping, planned):
            continue
        for place, title in columns.unknown.items():
            if meaning("heading", title) == f"forecast_{key}" and _dated(header, lines, place):
                found |= {key: title, baseline: planned}
                text = Message.of("tables.forecast", title=title, others=planned)
                notes.assume(f"forecast_{key}", text)
                break
    return found


def _without_loose(header: Header, lines: Sequence[Line], mapping: MappingFile) -> Columns:
    """Without 'Prognose', 'Baseline' and 'Werkelijk' alone, where no dates stand beneath, but amounts for instance."""
    columns = header.columns
    wrong = [
        key
        for key, place in columns.places.items()
        if meaning("heading", columns.titles[key]) in {"loose", "forecast_finish"}
        and " " not in plain(columns.titles[key])
        and not _is_mapped(mapping, columns.titles[key])
        and not _dated(header, lines, place)
    ]
    return replace(
        columns,
        places={key: place for key, place in columns.places.items() if key not in wrong},
        titles={key: title for key, title in columns.titles.items() if key not in wrong},
        unknown=dict(columns.unknown) | {columns.places[key]: columns.titles[key] for key in wrong},
    )


def _open(columns: Columns, key: str) -> Mapping[int, str]:
    """Columns that nothing knows, and the one read as ``key``, by place."""
    mine = {columns.places[key]: columns.titles[key]} if key in columns else {}
    return dict(columns.unknown) | mine


def _is_mapped(mapping: MappingFile, title: str) -> bool:
    return plain(title) in {plain(one) for one in mapping.columns.values()}


def _dated(header: Header, lines: Sequence[Line], place: int) -> bool:
    """Whether most filled cells of a column are dates."""
    cells = [cell for line in lines if (cell := _cell(header, line, place)) is not None]
    dates = sum(stamp(cell, Order.DMY) is not None for cell in cells)
    return bool(dates) and dates * 2 >= len(cells)


def _cell(header: Header, line: Line, place: int | None) -> Cell:
    cell = None if place is None else header.sheet.cell(line.row, place)
    return None if isinstance(cell, str) and says_nothing(cell) else cell
