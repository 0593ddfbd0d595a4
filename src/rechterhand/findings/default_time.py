"""A calendar as it would be with the working time of the project's default calendar and its own days off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from rechterhand.engine.network.clock import lineage_of, weekday_of
from rechterhand.record.calendar import Calendar, CalendarException, Hours, WorkWeek

MOST_OFF = 1 / 3
"""Share of its ordinary working days that days off take at most; with more they are the pattern, not holidays."""


def as_default(
    calendar: Calendar, calendars: Mapping[int, Calendar], default: Calendar, period: tuple[date, date]
) -> Calendar | None:
    """The calendar with the hours of the default one, on which its own days off stay; None where the default itself
    hangs on it.

    Days off are days that an exception or a work week closes or shortens. Where these take over a third of its
    ordinary working days in the period, such as all Thursdays between meetings, they are left out.
    """
    lineage = lineage_of(calendar, calendars)
    if calendar in lineage_of(default, calendars):
        return None
    week = [weekday_of(lineage, day) for day in range(7)]
    closed = [one for parent in reversed(lineage) for one in parent.exceptions if _shortens(one, week)]
    weeks = [_closed_days(one, week) for parent in reversed(lineage) for one in parent.work_weeks]
    if not _few(closed, weeks, week, period):
        closed, weeks = [], []
    return replace(calendar, week=(None,) * 7, exceptions=tuple(closed), work_weeks=tuple(weeks), parent_id=default.id)


def _shortens(one: CalendarException, week: Sequence[Hours]) -> bool:
    """Whether an exception takes working time away; what it opens on a day that is otherwise free is none."""
    usual = _minutes(week[one.first.weekday()])
    return not one.hours or _minutes(one.hours) < usual


def _closed_days(one: WorkWeek, week: Sequence[Hours]) -> WorkWeek:
    """The days of a period that are closed though they are ordinary working days."""
    closed = tuple(() if hours == () and week[day] else None for day, hours in enumerate(one.week))
    return replace(one, week=closed)


def _few(
    closed: Sequence[CalendarException], weeks: Sequence[WorkWeek], week: Sequence[Hours], period: tuple[date, date]
) -> bool:
    first, last = period
    count = (last - first).days + 1
    usual = sum(bool(week[(first.weekday() + day) % 7]) for day in range(count))
    off = {day for one in closed if not one.hours for day in _days(one.first, one.last, period) if week[day.weekday()]}
    for one in weeks:
        off.update(day for day in _days(one.first, one.last, period) if one.week[day.weekday()] == ())
    return len(off) <= MOST_OFF * usual


def _days(first: date, last: date, period: tuple[date, date]) -> Iterator[date]:
    first, last = max(first, period[0]), min(last, period[1])
    return (first + timedelta(days=day) for day in range((last - first).days + 1))


def _minutes(hours: Hours) -> int:
    return sum(finish - start for start, finish in hours)
