"""Links from the columns for predecessors and successors, read by the notation and the numbering that fit the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rechterhand.intake.tables.columns import kinds
from rechterhand.intake.tables.grid import Cell, Fault, shown
from rechterhand.intake.tables.notation import Dialect, Written, read
from rechterhand.intake.tables.references import References, number_style
from rechterhand.intake.tables.table import Table
from rechterhand.intake.tables.words import plain
from rechterhand.record.link import LagUnit, Link, LinkType
from rechterhand.text import Message

Dates = Sequence[tuple[datetime | None, datetime | None]]
"""Start and finish of each task, by place."""

_WORKING_DAY = 480
_WEEKEND = 3
"""Days between a finish on Friday and the start on Monday after it."""

_MICROSOFT_HEADINGS = frozenset({"voorafgaande taken", "opvolgende taken"})
_SHEETS_OF_MICROSOFT = ("task_table", "taak_tabel", "taken_tabel", "takentabel", "taaktabel")


@dataclass(frozen=True, slots=True)
class Found:
    """A link as written: places of both tasks, and in which column and task it stands."""

    before: int
    after: int
    written: Written
    key: str
    place: int


def links(
    table: Table, calls: References, ids: Sequence[int], dates: Dates, told: Mapping[str, str | None]
) -> tuple[Link, ...]:
    """All links; what means no task is noted.

    Parameters
    ----------
    table, calls
        The table, and what its tasks are called.
    ids
        Each task's id, by place.
    dates
        Each task's start and finish as the table has them: they show which reading is meant.
    told
        What a mapping file says of ``numbers`` and ``links``.
    """
    style = numbering(table, calls, dates, told.get("numbers"))
    found = _read(table, calls, style, note=True)
    if told.get("numbers") is None and style != "id" and any(one.written.numbered for one in found):
        table.notes.assume(f"numbers_{style}", Message.of(f"tables.numbers_{style}"))
    dialect = _dialect(table, found, dates, told.get("links"))
    made: dict[tuple[tuple[int, int, LinkType, object], int], Found] = {}
    times: Counter[tuple[str, tuple[int, int, LinkType, object]]] = Counter()
    for one in found:
        if one.before == one.after:
            table.missed(table.lines[one.place], one.key, "tables.link_to_itself")
            continue
        type_ = one.written.type(dialect)
        # what both columns name is one link; with another lag, or twice in one column, it is a second one
        link = (one.before, one.after, type_, one.written.lag)
        times[one.key, link] += 1
        made.setdefault((link, times[one.key, link]), one)
    return tuple(
        _link(ids[before], ids[after], one.written, type_, number)
        for number, (((before, after, type_, _), _), one) in enumerate(made.items(), 1)
    )


def numbering(table: Table, calls: References, dates: Dates, told: str | None) -> str:
    """What bare numbers among predecessors are: 'id', 'order' or 'row'. The tasks' dates decide where it is open."""
    style = number_style(table, calls, told)
    if style is not None:
        return style
    wrong = {}
    for style in ("order", "row"):
        found = _read(table, calls, style, note=False)
        wrong[style] = sum(_fit(one, LinkType.FS, dates) < 0 for one in found)
    return "row" if wrong["row"] < wrong["order"] else "order"


def _read(table: Table, calls: References, style: str, *, note: bool) -> list[Found]:
    def resolve(text: str) -> int | None:
        return calls.resolve(text, style)

    found = []
    for key in ("predecessors", "successors"):
        for place, line in enumerate(table.lines):
            cell = table.cell(line, key)
            if cell is None:
                continue
            text = "" if isinstance(cell, Fault) else shown(cell)
            written, missed = read(_apart(text, cell, resolve), resolve, table.week)
            if note and (missed or not text):
                table.missed(line, key, "tables.no_such_task", told="; ".join(missed)[:80])
            for one in written:
                pair = (one.row, place) if key == "predecessors" else (place, one.row)
                found.append(Found(*pair, one, key, place))
    return found


def _apart(text: str, cell: Cell, resolve: object) -> str:
    """A list '3,4' that a Dutch spreadsheet took for the number 3.4."""
    if not isinstance(cell, float) or cell.is_integer() or not callable(resolve) or resolve(text) is not None:
        return text
    parts = text.split(".")
    return ";".join(parts) if len(parts) == 2 and all(resolve(one) is not None for one in parts) else text


def _dialect(table: Table, found: Sequence[Found], dates: Dates, told: str | None) -> Dialect:
    """How BE and EB are meant: as told, by the origin of the file, by other codes, else by the tasks' own dates."""
    doubtful = [one for one in found if one.written.code in {"BE", "EB"}]
    if told is not None or not doubtful:
        return Dialect(told or "microsoft")
    if {"BB", "EE"} & {one.written.code for one in found}:
        table.notes.assume("links_letters", Message.of("tables.links_letters", example=doubtful[0].written.text))
        return Dialect.LETTERS
    if _of_microsoft(table):
        table.notes.assume("links_microsoft", Message.of("tables.links_microsoft", example=doubtful[0].written.text))
        return Dialect.MICROSOFT
    fit = {one: [_fit(link, link.written.type(one), dates) for link in doubtful] for one in Dialect}
    score = {one: (sum(each < 0 for each in found), -sum(each > 0 for each in found)) for one, found in fit.items()}
    after = {one: sum(link.written.type(one) is LinkType.FS for link in doubtful) for one in Dialect}
    best = min(Dialect, key=lambda one: (score[one], -after[one]))
    other = next(one for one in Dialect if one is not best)
    key = f"links_{best}_{'fitted' if score[best] < score[other] else 'guessed'}"
    table.notes.assume(key, Message.of(f"tables.{key}", example=doubtful[0].written.text))
    return best


def _of_microsoft(table: Table) -> bool:
    """Headings or sheet of Dutch Microsoft Project, or our own template, which explains its notation."""
    titles = {plain(title) for title in table.columns.titles.values()}
    if {plain(kind.titles["nl"]) for kind in kinds().values() if kind.in_template} <= titles:
        return True
    return bool(_MICROSOFT_HEADINGS & titles) or table.sheet.name.casefold().startswith(_SHEETS_OF_MICROSOFT)


def _fit(one: Found, type_: LinkType, dates: Dates) -> int:
    """How the tasks' own dates agree with a link: -1 they go against it, 1 they follow from it, 0 neither."""
    (start, finish), (next_start, next_finish) = dates[one.before], dates[one.after]
    before = finish if type_ in {LinkType.FS, LinkType.FF} else start
    after = next_start if type_ in {LinkType.FS, LinkType.SS} else next_finish
    lag = one.written.lag
    if before is None or after is None or lag.percent is not None:
        return 0
    days = (after.date() - before.date()).days
    asked = lag.minutes / (1440 if lag.elapsed else _WORKING_DAY * 5 / 7)
    if days < min(asked, 0) - 1 or (days < 0 <= asked):
        return -1
    return 1 if abs(days - asked) <= _WEEKEND else 0


def _link(before: int, after: int, written: Written, type_: LinkType, number: int) -> Link:
    lag = written.lag
    unit = LagUnit.ELAPSED if lag.elapsed else LagUnit.WORKING
    if lag.percent is not None:
        unit = LagUnit.ELAPSED_PERCENT if lag.elapsed else LagUnit.PERCENT
    return Link(before, after, type_, lag_minutes=lag.minutes, lag_unit=unit, lag_percent=lag.percent, id=number)
