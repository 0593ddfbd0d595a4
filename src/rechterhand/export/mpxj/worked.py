"""Working time of a calendar between two moments, as plans state it: few days at a time, so counted day by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from rechterhand.record.calendar import Calendar, Hours

_MINUTE = timedelta(minutes=1)
_FARTHEST = 3660
"""Days after which no more work is looked for."""


def worked_between(calendar: Calendar, others: Mapping[int, Calendar], first: datetime, last: datetime) -> int:
    """Minutes of work from ``first`` to ``last``; negative when ``last`` lies before. ``others`` has its parents."""
    if last < first:
        return -worked_between(calendar, others, last, first)
    line = tuple(_line(calendar, others))
    total, day = 0.0, first.date()
    while day <= last.date():
        midnight = datetime.combine(day, time.min)
        from_, until = (max(0.0, min(1440.0, (one - midnight) / timedelta(minutes=1))) for one in (first, last))
        total += sum(max(0.0, min(end, until) - max(start, from_)) for start, end in _hours(line, day))
        day += timedelta(days=1)
    return round(total)


def worked_until(calendar: Calendar, others: Mapping[int, Calendar], start: datetime, minutes: int) -> datetime | None:
    """When so many minutes of work are done that begin at a moment; None where the calendar never works so much."""
    line, left = tuple(_line(calendar, others)), float(minutes)
    if left <= 0:
        return start
    for midnight in _midnights(start):
        for first, last in _hours(line, midnight.date()):
            begin = max(float(first), (start - midnight) / _MINUTE)
            if last - begin >= left:
                return midnight + (begin + left) * _MINUTE
            left -= max(0.0, last - begin)
    return None


def go_on(calendar: Calendar, others: Mapping[int, Calendar], after: datetime) -> datetime | None:
    """The first moment from here on at which the calendar works; None where it never does."""
    line = tuple(_line(calendar, others))
    for midnight in _midnights(after):
        for first, last in _hours(line, midnight.date()):
            begin = max(float(first), (after - midnight) / _MINUTE)
            if begin < last:
                return midnight + begin * _MINUTE
    return None


def _midnights(first: datetime) -> Iterator[datetime]:
    """Of the day and of those that follow."""
    day = datetime.combine(first.date(), time.min)
    for ahead in range(_FARTHEST):
        yield day + timedelta(days=ahead)


def _line(calendar: Calendar, others: Mapping[int, Calendar]) -> Iterator[Calendar]:
    """The calendar, its parent, and so on; a loop ends it."""
    seen: set[int] = set()
    one: Calendar | None = calendar
    while one is not None and one.id not in seen:
        seen.add(one.id)
        yield one
        one = None if one.parent_id is None else others.get(one.parent_id)


def _hours(line: tuple[Calendar, ...], day: date) -> Hours:
    """Exception over work week over own week over parent."""
    for one in line:
        for each in one.exceptions:
            if each.first <= day <= each.last:
                return each.hours
        for period in one.work_weeks:
            hours = period.week[day.weekday()] if period.first <= day <= period.last else None
            if hours is not None:
                return hours
        own = one.week[day.weekday()]
        if own is not None:
            return own
    return ()
