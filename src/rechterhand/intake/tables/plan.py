"""A plan from a table: the confined worker hands over cells, the modules beside this one make the plan."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rechterhand import errors
from rechterhand.intake.reader import Opened, Reading
from rechterhand.intake.tables import above, conventions
from rechterhand.intake.tables.activities import Parts, activities
from rechterhand.intake.tables.begun import Scene, date_begun
from rechterhand.intake.tables.calendars import calendars
from rechterhand.intake.tables.choose import choose
from rechterhand.intake.tables.demote import demoted
from rechterhand.intake.tables.first_day import first_day
from rechterhand.intake.tables.grid import sheets, shown
from rechterhand.intake.tables.header import Header
from rechterhand.intake.tables.lines import lines
from rechterhand.intake.tables.links import links, numbering
from rechterhand.intake.tables.mapping import MappingFile, load
from rechterhand.intake.tables.notes import Notes
from rechterhand.intake.tables.outline import outline
from rechterhand.intake.tables.progress import progress, settle
from rechterhand.intake.tables.references import code, references
from rechterhand.intake.tables.refit import refitted
from rechterhand.intake.tables.resources import resources
from rechterhand.intake.tables.rules import rules
from rechterhand.intake.tables.spans import landed, note_guesses, spans
from rechterhand.intake.tables.table import Table
from rechterhand.intake.tables.waits import free, waits, whole
from rechterhand.record.plan import Plan, ScheduleOptions, Source, UnreadDate
from rechterhand.text import Message

TEXT = "rechterhand.intake.tables.separated:load"
"""The function for text with separators."""


def read_table(opened: Opened, function: str, format_: str) -> Reading:
    """Read a table in the worker with one of the ``load`` functions here, and make a plan of it.

    Raises
    ------
    UnreadableFile, PasswordRefused, TooLarge, NoTable, BadInput
        With sheet, row and column where they apply.
    """
    mapping = load(opened.mapping)
    started = time.perf_counter()
    told = cells(opened, function, mapping.separator)
    loaded = time.perf_counter()
    notes = Notes()
    header = choose(sheets(told["sheets"]), mapping, opened.project, notes)
    plan = _plan(opened, format_, header, mapping, notes)
    timings = {"load": loaded - started, "map": time.perf_counter() - loaded}
    return Reading(plan, tuple(notes.not_understood()), notes.assumptions, MappingProxyType(timings))


def cells(opened: Opened, function: str, separator: str | None = None) -> dict[str, Any]:
    """What the worker hands over; ``separator`` stands between the cells of a text, when somebody knows it.

    Raises UnreadableFile, PasswordRefused, TooLarge.
    """
    known = {"separator": separator} if separator and function == TEXT else {}
    told: dict[str, Any] = opened.worker.run(function, path=str(opened.path), **known)
    return told


def _plan(opened: Opened, format_: str, header: Header, mapping: MappingFile, notes: Notes) -> Plan:
    table = _table(header, mapping, notes)
    tree = outline(table)
    summaries = tree.has_children()
    kinds, kept, own = calendars(table)
    whens = spans(table, summaries, kinds)
    calls = references(table, tree.wbs)
    dates = [(one.start, one.finish) for one in whole(whens, kinds)]
    style = numbering(table, calls, dates, mapping.numbers)
    ids = _ids(table, style)
    by_row = _by_row(table, ids)
    if by_row:
        notes.assume("sheet_rows", Message.of("tables.sheet_rows"))
    tied = links(table, calls, ids, dates, {"numbers": mapping.numbers, "links": mapping.links})
    whens = landed(whens, ids, tied)
    note_guesses(table, whens)
    about = above.read(header, notes)
    made = progress(table, whens, summaries, kinds)
    first = first_day(table, whens, made, about)
    begun = date_begun(made, Scene(whens, kinds, ids, tied, tree, first, about.status_date))
    settle(table, made, begun.start, begun.until)
    dated = [
        replace(one, start=done.start, finish=done.finish) if done.undated else one
        for one, done in zip(whens, made, strict=True)
    ]
    open_ = [made[place].start is None and place not in summaries for place in range(len(ids))]
    alone = [one and two for one, two in zip(open_, free(ids, tied, tree), strict=True)]
    later = [one and two for one, two in zip(open_, waits(ids, tied, whole(dated, kinds)), strict=True)]
    parts = Parts(
        ids, tree, whens, made, rules(table, whole(whens, kinds), alone, later), own, kinds, about.status_date
    )
    rows = activities(table, parts)
    people, assigned = resources(table, ids, {one.id: one.work_minutes or 0 for one in rows})
    _note_columns(table)
    stem = Path(opened.name).stem
    return Plan(
        name=about.name or stem,
        key=stem,
        source=Source(opened.name, format_, opened.sha256, sheet_rows=by_row, columns=frozenset(table.columns.places)),
        activities=rows,
        links=tied,
        calendars=kept,
        default_calendar_id=kept[0].id,
        resources=people,
        assignments=assigned,
        options=ScheduleOptions(from_status_date=True),
        start=about.start or min((first.moment, *(one.start for one in made if one.undated and one.start))),
        finish=about.finish,
        status_date=about.status_date,
        unread_dates=_unread(table, ids),
        properties=MappingProxyType({"sheet": header.sheet.name} if header.sheet.name else {}),
    )


def _table(header: Header, mapping: MappingFile, notes: Notes) -> Table:
    tasks = lines(header, notes)
    if not tasks:
        raise errors.NoTable(
            Message.of("tables.no_tasks"),
            where=_where(header.sheet.name) | {"row": header.last},
            hint=Message.of("tables.no_tasks_hint"),
        )
    header = replace(header, columns=refitted(header, tasks, mapping, notes))
    header = replace(header, columns=demoted(header, tasks))
    table = Table(header.sheet, header.columns, tasks, notes)
    table.orders = conventions.orders(header, tasks, mapping.dates, notes)
    table.duration_unit = mapping.duration_unit or "d"
    return table


def _where(sheet: str) -> dict[str, str | int]:
    return {"sheet": sheet} if sheet else {}


def _ids(table: Table, style: str) -> list[int]:
    """Ids as the file numbers its tasks: unique ids, numbers, else what links call them by, else rows of the sheet."""
    for key in ("uid", "id"):
        texts = [shown(table.cell(line, key)) for line in table.lines]
        if all(one.isascii() and one.isdecimal() and len(one) < 16 for one in texts):
            numbers = [int(one) for one in texts]
            if len(set(numbers)) == len(numbers):
                return numbers
    _note_doubles(table)
    linked = {"predecessors", "successors"} & table.columns.places.keys()
    return [line.order if linked and style == "order" else line.row for line in table.lines]


def _unread(table: Table, ids: Sequence[int]) -> tuple[UnreadDate, ...]:
    """Cells that should be dates, called by the activity of their row."""
    known = {line.row: key for line, key in zip(table.lines, ids, strict=True)}
    return tuple(replace(one, activity_id=known[row]) for (row, _), one in sorted(table.unread_dates.items()))


def _by_row(table: Table, ids: Sequence[int]) -> bool:
    """Whether tasks can only be called by their rows in the sheet."""
    return "id" not in table.columns.places and ids == [line.row for line in table.lines]


def _note_doubles(table: Table) -> None:
    """Numbers that stand with several tasks: no link can mean one of them."""
    seen: set[str] = set()
    for line in table.lines:
        text = code(shown(table.cell(line, "id")))
        if text and text in seen:
            table.missed(line, "id", "tables.double_id")
        seen.add(text)


def _note_columns(table: Table) -> None:
    """Columns that nothing knows, and those without a text for a heading: kept with the tasks, and named."""
    unknown, used = table.columns.unknown, table.columns.used
    for line in table.lines:
        for column, cell in enumerate(table.sheet.rows[line.row]):
            if cell is None or column in used:
                continue
            place = table.sheet.place(line.row, column)
            key = "tables.unknown_column" if column in unknown else "tables.nameless_column"
            table.notes.missed(unknown.get(column, "–"), place, cell, Message.of(key))
