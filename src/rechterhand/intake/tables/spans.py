"""When each task begins, ends and how long it lasts, from whichever of the three a table tells."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from rechterhand.intake.tables.dates import Stamp
from rechterhand.intake.tables.durations import Span
from rechterhand.intake.tables.notes import some
from rechterhand.intake.tables.table import Table
from rechterhand.intake.tables.worktime import day_finish, day_start, minutes_between
from rechterhand.record.link import Link, LinkType
from rechterhand.text import Message

_LEAST = 3


@dataclass(slots=True)
class When:
    """Start and finish as moments, duration in minutes; ``guess`` says what the duration rests on when not told:
    'dates', 'landed', 'likely', 'baseline', 'actual', 'milestone', 'lost' or 'nothing'. ``lost``: one of its dates
    couldn't be read or doesn't count. ``marked`` is the table's own mark of a milestone, None without a column for it;
    ``milestone`` says whether it is one.
    """

    start: datetime | None = None
    finish: datetime | None = None
    minutes: int | None = None
    elapsed: bool = False
    estimated: bool = False
    milestone: bool = False
    marked: bool | None = None
    guess: str | None = None
    lost: bool = False


def starting(found: Stamp | None, calendar: str = "standard") -> datetime | None:
    """A date without time begins when work does."""
    if found is None:
        return None
    return found.moment if found.timed else found.moment + day_start(calendar)


def finishing(found: Stamp | None, calendar: str = "standard") -> datetime | None:
    """A date without time ends when work does; a week on its Friday."""
    if found is None:
        return None
    moment = found.moment + timedelta(days=4) if found.week else found.moment
    return moment if found.timed else moment + day_finish(calendar)


def spans(table: Table, summaries: frozenset[int], calendars: Sequence[str]) -> list[When]:
    """By task's place; ``summaries`` are those of rows that others hang under, ``calendars`` kinds by place."""
    calendar_days = _counts_calendar_days(table, summaries)
    return [
        _when(table, place, place in summaries, calendars[place], calendar_days=calendar_days)
        for place in range(len(table.lines))
    ]


def landed(whens: Sequence[When], ids: Sequence[int], tied: Sequence[Link]) -> list[When]:
    """Days on which nothing is done: who begins and ends on the day on which its predecessor ends is a milestone.

    Only where no duration is told: as work of a day it would lie a day later than the table puts it.
    """
    place = {key: number for number, key in enumerate(ids)}
    ends: dict[int, set[date]] = {}
    for one in tied:
        finish = whens[place[one.predecessor_id]].finish
        if one.type is LinkType.FS and not one.lag_minutes and not one.lag_percent and finish is not None:
            ends.setdefault(place[one.successor_id], set()).add(finish.date())
    return [_landed(when, ends.get(number, set())) for number, when in enumerate(whens)]


def _landed(when: When, ends: Collection[date]) -> When:
    if when.guess != "dates" or when.start is None or when.finish is None or not ends:
        return when
    day, midnight = when.start.date(), when.start.replace(hour=0, minute=0)
    if when.finish.date() != day or max(ends) != day or when.start - day_start() != midnight:
        return when
    return replace(when, guess="landed", minutes=0, elapsed=False, milestone=True, finish=when.start)


def note_guesses(table: Table, whens: Sequence[When]) -> None:
    """Note what was derived as assumptions, with the first tasks as examples."""
    for guess in ("dates", "landed", "milestone", "likely", "baseline", "actual", "lost", "nothing"):
        rows = [table.lines[place].name.strip() for place, one in enumerate(whens) if one.guess == guess]
        if rows:
            table.notes.assume(
                f"duration_{guess}", Message.of(f"tables.duration_{guess}", count=len(rows), examples=some(rows))
            )


def _when(table: Table, place: int, summary: bool, calendar: str, *, calendar_days: bool) -> When:
    line = table.lines[place]
    begin, end = table.date(line, "start"), table.date(line, "finish")
    told = table.duration(line, "duration")
    marked = None if summary else _marked(table, place)
    when = When(starting(begin, calendar), finishing(end, calendar), milestone=bool(marked), marked=marked)
    if when.start is not None and when.finish is not None and when.finish < when.start:
        table.missed(line, "finish", "tables.finish_before_start")
        when.finish = None
    when.lost = any(
        moment is None and table.cell(line, key) is not None
        for key, moment in (("start", when.start), ("finish", when.finish))
    )
    if told is not None and not (told.bare and calendar_days and when.start and when.finish):
        when.minutes, when.elapsed, when.estimated = told.minutes, told.elapsed, told.estimated
    elif told is not None and told.minutes == 0:
        when.minutes = 0
    elif summary:
        pass
    else:
        _derive(table, place, when, calendar)
    when.milestone = not summary and (when.minutes == 0 or (when.milestone and told is None))
    if when.milestone:
        _as_moment(when, begin, end)
    return when


def _marked(table: Table, place: int) -> bool | None:
    line = table.lines[place]
    flag = bool(table.flag(line, "milestone")) if "milestone" in table.columns else None
    if flag or "type" not in table.columns:
        return flag
    return table.word(line, "type", "type") == "milestone"


def _derive(table: Table, place: int, when: When, calendar: str) -> None:
    """The duration of a task that tells none."""
    likely = table.duration(table.lines[place], "likely")
    if when.milestone:
        when.minutes = 0
    elif when.start is not None and when.finish is not None:
        when.guess = "dates"
        when.minutes = minutes_between(when.start, when.finish, calendar)
        if when.minutes == 0:  # work on days off
            when.minutes, when.elapsed = round((when.finish - when.start).total_seconds() / 60), True
    elif likely is not None:
        when.guess, when.minutes, when.elapsed = "likely", likely.minutes, likely.elapsed
    elif (other := _elsewhere(table, place, calendar)) is not None:
        when.guess, when.minutes, when.elapsed = other
    elif when.lost:
        when.guess, when.minutes, when.estimated = "lost", table.week.day, True
    elif when.start is not None or when.finish is not None:
        when.guess, when.minutes, when.milestone = "milestone", 0, True
    else:
        when.guess, when.minutes, when.estimated = "nothing", table.week.day, True


def _elsewhere(table: Table, place: int, calendar: str) -> tuple[str, int, bool] | None:
    """The duration that the baseline has, else the one between the actual dates; with what gave it."""
    line = table.lines[place]
    told = table.duration(line, "baseline_duration")
    if told is not None:
        return "baseline", told.minutes, told.elapsed
    for key in ("baseline", "actual"):
        start = starting(table.date(line, f"{key}_start"), calendar)
        finish = finishing(table.date(line, f"{key}_finish"), calendar)
        if start is not None and finish is not None and (minutes := minutes_between(start, finish, calendar)):
            return key, minutes, False
    return None


def _as_moment(when: When, begin: Stamp | None, end: Stamp | None) -> None:
    """A milestone's date without time is the start of that day: it then never holds up work of the same day."""
    when.minutes = 0
    one = end or begin
    if one is not None:
        when.start = when.finish = one.moment if one.timed else one.moment + day_start()


def _counts_calendar_days(table: Table, summaries: frozenset[int]) -> bool:
    """Whether bare durations are the days between the dates, weekends included (a formula such as =D2-C2+1)."""
    if "duration" in table.columns.units or "duration" not in table.columns:
        return False
    work, inclusive, exclusive = 0, 0, 0
    for place, line in enumerate(table.lines):
        cell = table.cell(line, "duration")
        if place in summaries or not isinstance(cell, float):
            continue
        begin, end = table.date(line, "start"), table.date(line, "finish")
        start, finish = starting(begin), finishing(end)
        if start is None or finish is None or finish < start:
            continue
        days = (finish.date() - start.date()).days
        if days + 1 == minutes_between(start, finish) / table.week.day:
            continue  # within one week: tells nothing
        work += _is(cell, minutes_between(start, finish) / table.week.day)
        inclusive += _is(cell, days + 1)
        exclusive += _is(cell, days)
    clearly = max(inclusive, exclusive) >= _LEAST and max(inclusive, exclusive) > 2 * work
    if clearly:
        title = table.columns.titles["duration"]
        count = max(inclusive, exclusive)
        table.notes.assume("calendar_days", Message.of("tables.calendar_days", title=title, count=count))
    return clearly


def _is(cell: float, days: float) -> bool:
    return abs(cell - days) < 0.01


def three_point(
    low: Span | None, likely: Span | None, high: Span | None, minutes: int | None
) -> tuple[int | None, ...]:
    """Low, likely and high in minutes; the task's own duration is the likely one where the table leaves it out."""
    told = [None if one is None else one.minutes for one in (low, likely, high)]
    if told[1] is None and (told[0] is not None or told[2] is not None):
        told[1] = minutes
    return tuple(told)
