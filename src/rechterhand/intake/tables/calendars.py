"""Calendars that a table names: known kinds of weeks; others are taken as office hours, and said."""

from __future__ import annotations

from rechterhand.intake.tables.grid import shown
from rechterhand.intake.tables.table import Table
from rechterhand.intake.tables.words import meaning, plain
from rechterhand.intake.tables.worktime import calendar
from rechterhand.record.calendar import Calendar
from rechterhand.text import Message

OWN = "5 × 8"


def calendars(table: Table) -> tuple[list[str], tuple[Calendar, ...], list[int | None]]:
    """By task's place the kind of its calendar; all calendars, the own one first; by place its id, None for the own."""
    made: dict[str, Calendar] = {}
    kinds: list[str] = []
    ids: list[int | None] = []
    for line in table.lines:
        cell = table.cell(line, "calendar")
        name = shown(cell) if cell is not None else ""
        kind = meaning("calendar", name) if name else "standard"
        if kind is None:
            table.missed(line, "calendar", "tables.unknown_calendar")
        kinds.append(kind or "standard")
        if not name or kind == "standard":
            ids.append(None)
            continue
        key = plain(name)
        made.setdefault(key, calendar(len(made) + 2, name, kind or "standard"))
        ids.append(made[key].id)
    table.notes.assume("own_calendar", Message.of("tables.own_calendar"))
    return kinds, (calendar(1, OWN, "standard"), *made.values()), ids
