"""Working time of a calendar between two moments, as plans state it: few days at a time, so counted day by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from rechterhand.record.calendar import Calendar, Hours


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
