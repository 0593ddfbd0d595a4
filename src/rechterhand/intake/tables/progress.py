"""How far each task is: percentages, words such as 'gereed', and actual dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rechterhand.intake.tables.dates import is_actual
from rechterhand.intake.tables.grid import Cell, shown
from rechterhand.intake.tables.notes import some
from rechterhand.intake.tables.spans import When, finishing, starting
from rechterhand.intake.tables.status import percentages
from rechterhand.intake.tables.table import Table, number
from rechterhand.intake.tables.words import meaning
from rechterhand.intake.tables.worktime import moved
from rechterhand.record.activity import Reported
from rechterhand.text import Message


@dataclass(slots=True)
class Progress:
    """Share done from 0 to 100, actual dates, and whether the task was dropped.

    ``derived`` says where dates come from that the table doesn't tell: 'planned', 'duration', and of tasks that were
    ``undated`` 'links', 'plan' or 'back'. ``told`` is what the table says, ``reported`` the same where the table
    contradicts itself and something else was made of it. ``left``: what remains says how far the task is.
    """

    percent: float | None = None
    start: datetime | None = None
    finish: datetime | None = None
    dropped: bool = False
    derived: str | None = None
    undated: bool = False
    left: bool = False
    told: Reported | None = None
    reported: Reported | None = None


def progress(table: Table, whens: Sequence[When], summaries: frozenset[int], kinds: Sequence[str]) -> list[Progress]:
    """By task's place; ``kinds`` are their calendars. Who was begun or done without any date is ``undated``."""
    whole = _is_share(table)
    return [
        _of(table, place, whens[place], (whole, share), kinds[place], summary=place in summaries)
        for place, share in enumerate(_in_status(table))
    ]


def settle(table: Table, made: Sequence[Progress], start: datetime | None, until: datetime | None) -> None:
    """Note what was derived, by way, and what the table says against it.

    ``start`` is when tasks began that waited for none and have no date, ``until`` before when work must lie that was
    counted back.
    """
    values = {"start": start, "until": until}
    for way, needed in (("planned", ()), ("duration", ()), ("links", ()), ("plan", ("start",)), ("back", ("until",))):
        names = [table.lines[place].name.strip() for place, one in enumerate(made) if one.derived == way]
        if names:
            key = "actuals_derived" if way == "planned" else f"actuals_{way}"
            told = {one: values[one] for one in needed}
            table.notes.assume(key, Message.of(f"tables.{key}", count=len(names), examples=some(names), **told))
    names = [table.lines[place].name.strip() for place, one in enumerate(made) if one.left]
    if names:
        title = table.columns.titles["remaining_duration"]
        text = Message.of("tables.progress_left", count=len(names), examples=some(names), title=title)
        table.notes.assume("progress_left", text)
    for one in made:
        if one.told is not None:
            one.reported = _contradicted(table, one.told, one)


def _in_status(table: Table) -> list[float | None]:
    """By task's place the percentage that its status is."""
    found = percentages([table.cell(line, "status") for line in table.lines])
    if any(one is not None for one in found):
        title = table.columns.titles["status"]
        table.notes.assume("status_percent", Message.of("tables.status_percent", title=title))
    return found


def _of(table: Table, place: int, when: When, told: tuple[bool, float | None], kind: str, *, summary: bool) -> Progress:
    """What a row says; ``told`` is whether numbers are shares of one, and the percentage that its status is."""
    line, (whole, share) = table.lines[place], told
    marked = {key: _is_mark(table.cell(line, key)) for key in ("actual_start", "actual_finish")}
    ended = None if marked["actual_finish"] else table.date(line, "actual_finish")
    found = Progress(
        percent=_percent(table, place, whole=whole),
        start=None if marked["actual_start"] else starting(table.date(line, "actual_start")),
        finish=starting(ended) if when.milestone else finishing(ended),
    )
    status = table.word(line, "status", "status") if share is None else None
    found.percent = share if found.percent is None else found.percent
    found.dropped = status == "dropped"
    if (status == "finished" or marked["actual_finish"]) and found.percent is None:
        found.percent = 100.0
    if summary:
        return found
    if found.start is None and is_actual(table.cell(line, "start")):
        found.start = when.start
    if found.finish is None and is_actual(table.cell(line, "finish")):
        found.finish = when.finish
    if found.percent is None and status is None:
        _by_what_is_left(table, place, when, found)
    found.told = Reported(None if found.left else found.percent, found.start, found.finish)
    if found.finish is not None and found.percent is None:
        found.percent = 100.0
    started = status == "started" or marked["actual_start"]
    begun = (started and not when.milestone) or bool(found.percent) or found.finish is not None
    _dates(found, when, kind, _lasted(table, place, when), begun=begun)
    if found.start is not None and found.finish is not None and found.finish < found.start:
        _end_first(table, place, found)
    return found


def _is_mark(cell: Cell) -> bool:
    """An x, a tick or 'ja' where the date should stand: it was begun or done, nobody says when."""
    return cell is True or (isinstance(cell, str) and meaning("flag", cell) == "yes")


def _by_what_is_left(table: Table, place: int, when: When, found: Progress) -> None:
    """Nothing left is done, less than the duration is begun; only where neither percentage nor status says it."""
    left = table.duration(table.lines[place], "remaining_duration")
    if left is None or not when.minutes or left.elapsed != when.elapsed or left.minutes >= when.minutes:
        return
    found.percent, found.left = round(100 * (1 - left.minutes / when.minutes), 6), True


def _lasted(table: Table, place: int, when: When) -> int:
    """How long a finished task took, as far as the table says: its actual duration, else the planned one."""
    actual = table.duration(table.lines[place], "actual_duration")
    return actual.minutes if actual is not None and actual.elapsed == when.elapsed else when.minutes or 0


def _dates(found: Progress, when: When, kind: str, minutes: int, *, begun: bool) -> None:
    """Dates that what is told doesn't give: the planned ones, else by duration from the other date of the task."""
    if found.percent == 100 and found.finish is None:
        start = found.start or when.start
        if when.finish is not None and (start is None or when.finish >= start):
            found.finish, found.derived = when.finish, "planned"
        elif start is not None:
            found.finish, found.derived = (
                moved(start, minutes, kind, elapsed=when.elapsed),
                "duration" if minutes else "planned",
            )
    if not begun or found.start is not None:
        return
    end = found.finish or when.finish
    if when.start is not None and (end is None or when.start <= end):
        found.start, found.derived = when.start, found.derived or "planned"
    elif end is not None:
        found.start, found.derived = (
            moved(end, -minutes, kind, elapsed=when.elapsed),
            "duration" if minutes else "planned",
        )
    else:
        found.undated = not found.dropped


def _contradicted(table: Table, told: Reported, made: Progress) -> Reported | None:
    """What was told, where a column for it stands empty or dates are turned; None for what a table has no place for."""
    start_made = told.actual_start != made.start and (told.actual_start or "actual_start" in table.columns)
    finish_made = told.actual_finish != made.finish and (told.actual_finish or "actual_finish" in table.columns)
    if not (start_made or finish_made):
        return None
    return Reported(
        made.percent,
        told.actual_start if start_made else made.start,
        told.actual_finish if finish_made else made.finish,
    )


def _end_first(table: Table, place: int, found: Progress) -> None:
    """An actual finish before the start: what was told stays, what was derived follows it."""
    line = table.lines[place]
    if table.cell(line, "actual_start") is not None and table.cell(line, "actual_finish") is not None:
        table.missed(line, "actual_finish", "tables.finish_before_start")
    if table.cell(line, "actual_finish") is not None:
        found.start = found.finish
    else:
        found.finish = found.start


def _percent(table: Table, place: int, *, whole: bool) -> float | None:
    """0 to 100. 'Ja' and 'gereed' are 100."""
    line = table.lines[place]
    cell = table.cell(line, "percent_complete")
    if cell is None:
        return None
    found = _told(cell, whole=whole)
    if found is None or not 0 <= found <= 100:
        table.missed(line, "percent_complete", "tables.no_percent")
        return None
    return found


def _told(cell: Cell, *, whole: bool) -> float | None:
    if isinstance(cell, bool):
        return 100.0 if cell else 0.0
    if isinstance(cell, float):
        return round(cell * 100, 6) if whole else cell
    text = shown(cell)
    if text.endswith("%"):
        return number(text[:-1].strip())
    told = number(cell)
    if told is not None:
        return round(told * 100, 6) if whole else told
    word = meaning("status", text) or {"yes": "finished", "no": "open"}.get(meaning("flag", text) or "")
    return {"finished": 100.0, "open": 0.0}.get(word or "")


def _is_share(table: Table) -> bool:
    """Whether numbers are shares of one: a spreadsheet keeps 50 % as 0.5. So when none is over 1."""
    cells = [table.cell(line, "percent_complete") for line in table.lines]
    numbers = [found for cell in cells if (found := number(cell)) is not None]
    if not numbers or max(numbers) > 1:
        return False
    if max(numbers) == 1 and all(one in {0, 1} for one in numbers):
        title = table.columns.titles["percent_complete"]
        table.notes.assume("percent_share", Message.of("tables.percent_share", title=title))
    return max(numbers) > 0
