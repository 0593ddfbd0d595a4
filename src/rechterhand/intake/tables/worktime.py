"""Working time of calendars that a table names without defining: office hours, seven days, around the clock."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from rechterhand.record.calendar import STANDARD_DAY, STANDARD_WEEK, Calendar, Hours

ALL_DAY: Hours = ((0, 1440),)
WEEKS: dict[str, tuple[Hours, ...]] = {
    "standard": tuple(day or () for day in STANDARD_WEEK),
    "seven_days": (STANDARD_DAY,) * 7,
    "all_hours": (ALL_DAY,) * 7,
}


def calendar(number: int, name: str, kind: str) -> Calendar:
    """A calendar of one of the known kinds."""
    week = WEEKS[kind]
    return Calendar(id=number, name=name, week=week, minutes_per_day=_length(week[0]))


def minutes_between(start: datetime, finish: datetime, kind: str = "standard") -> int:
    """Working minutes from one moment to another, without holidays; 0 when the second isn't later."""
    if finish <= start:
        return 0
    week = WEEKS[kind]
    if start.date() == finish.date():
        return _within(week[start.weekday()], start.time(), finish.time())
    first, last = start.date() + timedelta(days=1), finish.date()
    days = (last - first).days
    weeks, rest = divmod(days, 7)
    whole = weeks * sum(map(_length, week))
    whole += sum(_length(week[(first.weekday() + one) % 7]) for one in range(rest))
    return (
        _within(week[start.weekday()], start.time(), None)
        + whole
        + _within(week[finish.weekday()], None, finish.time())
    )


def after(start: datetime, minutes: int, kind: str = "standard") -> datetime:
    """When so much work is done that begins at a moment; at the end of a day, not the beginning of the next."""
    week = WEEKS[kind]
    whole = sum(map(_length, week))
    moment, left = start, minutes
    if left > whole:
        weeks = (left - 1) // whole
        moment, left = moment + timedelta(weeks=weeks), left - weeks * whole
    while left > 0:
        now = moment.hour * 60 + moment.minute
        for first, last in week[moment.weekday()]:
            worked = max(0, last - max(first, now))
            if worked >= left:
                return _at(moment, max(first, now) + left)
            left -= worked
        moment = _at(moment, 1440)
    return moment


def before(finish: datetime, minutes: int, kind: str = "standard") -> datetime:
    """When work began that is done at a moment and took so many minutes; at the start of a day, not the end of one."""
    week = WEEKS[kind]
    whole = sum(map(_length, week))
    moment, left = finish, minutes
    if left > whole:
        weeks = (left - 1) // whole
        moment, left = moment - timedelta(weeks=weeks), left - weeks * whole
    now = moment.hour * 60 + moment.minute
    while left > 0:
        for first, last in reversed(week[moment.weekday()]):
            worked = max(0, min(last, now) - first)
            if worked >= left:
                return _at(moment, min(last, now) - left)
            left -= worked
        moment, now = moment - timedelta(days=1), 1440
    return moment


def moved(moment: datetime, minutes: int, kind: str = "standard", *, elapsed: bool = False) -> datetime:
    """So much later, or earlier where negative: in working time, or by the clock when ``elapsed``."""
    if elapsed:
        return moment + timedelta(minutes=minutes)
    return after(moment, minutes, kind) if minutes >= 0 else before(moment, -minutes, kind)


def next_work(moment: datetime, kind: str = "standard") -> datetime:
    """The first moment from this one on at which is worked."""
    week = WEEKS[kind]
    for _ in range(8):
        now = moment.hour * 60 + moment.minute
        for first, last in week[moment.weekday()]:
            if now < last:
                return _at(moment, max(now, first))
        moment = _at(moment, 1440)
    return moment


def day_start(kind: str = "standard") -> timedelta:
    """When work begins on a working day."""
    return timedelta(minutes=WEEKS[kind][0][0][0])


def day_finish(kind: str = "standard") -> timedelta:
    """When work ends on a working day."""
    return timedelta(minutes=WEEKS[kind][0][-1][1])


def _at(moment: datetime, minutes: int) -> datetime:
    return moment.replace(hour=0, minute=0) + timedelta(minutes=minutes)


def _length(hours: Hours) -> int:
    return sum(finish - start for start, finish in hours)


def _within(hours: Hours, start: time | None, finish: time | None) -> int:
    low = 0 if start is None else start.hour * 60 + start.minute
    high = 1440 if finish is None else finish.hour * 60 + finish.minute
    return sum(max(0, min(high, last) - max(low, first)) for first, last in hours)
