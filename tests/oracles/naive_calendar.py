"""Working time as a plain list of intervals: slow, but obvious. Moments are minutes since 1970."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import cache

from rechterhand.record.calendar import Calendar, Hours

EPOCH = datetime(1970, 1, 1)
DAY = 1440


def minutes(moment: datetime) -> int:
    return round((moment - EPOCH).total_seconds() / 60)


def hours_on(calendar: Calendar, day: date, others: Sequence[Calendar]) -> Hours:
    """A dated rule of the calendar, else of its parents, else the first week that says something of the weekday."""
    lineage = [calendar]
    while (parent := next((one for one in others if one.id == lineage[-1].parent_id), None)) is not None:
        lineage.append(parent)
    for one in lineage:
        for exception in one.exceptions:
            if exception.first <= day <= exception.last:
                return exception.hours
        for special in one.work_weeks:
            hours = special.week[day.weekday()]
            if special.first <= day <= special.last and hours is not None:
                return hours
    return next((hours for one in lineage if (hours := one.week[day.weekday()]) is not None), ())


@cache
def minutes_shared(hours: tuple[Hours, ...], least: int) -> Hours:
    """The time of a day in which at least so many of several work."""
    at_work = [
        sum(start <= minute < finish for one in hours for start, finish in one) >= least for minute in range(DAY)
    ]
    edges = [
        minute
        for minute in range(DAY + 1)
        if (minute > 0 and at_work[minute - 1]) != (minute < DAY and at_work[minute])
    ]
    return tuple(zip(edges[::2], edges[1::2], strict=True))


class Span:
    """Working time of hours by day, between two days; outside them, and without hours, time never pauses."""

    def __init__(self, hours: Callable[[date], Hours] | None, first: date, last: date) -> None:
        self.starts: list[int] = []
        self.finishes: list[int] = []
        self.before: list[int] = []
        worked = 0
        day = first
        while day <= last:
            midnight = minutes(datetime(day.year, day.month, day.day))
            for start, finish in ((0, DAY),) if hours is None else hours(day):
                self.starts.append(midnight + start)
                self.finishes.append(midnight + finish)
                self.before.append(worked)
                worked += finish - start
            day += timedelta(days=1)
        self.total = worked
        self.pauses = worked < self.finishes[-1] - self.starts[0] if self.starts else False

    def worked(self, moment: int) -> int:
        """Working minutes before a moment."""
        at = bisect_right(self.starts, moment) - 1
        if at < 0:
            return moment - self.starts[0]
        if moment >= self.finishes[-1]:
            return self.total + moment - self.finishes[-1]
        return self.before[at] + min(moment, self.finishes[at]) - self.starts[at]

    def begin(self, work: int) -> int:
        """The moment with so much work before it that is followed by work."""
        if work < 0:
            return self.starts[0] + work
        if work >= self.total:
            return self.finishes[-1] + work - self.total
        at = bisect_right(self.before, work) - 1
        return self.starts[at] + work - self.before[at]

    def end(self, work: int) -> int:
        """The moment with so much work before it that is preceded by work."""
        if work <= 0:
            return self.starts[0] + work
        if work > self.total:
            return self.finishes[-1] + work - self.total
        at = bisect_left(self.before, work) - 1
        return self.starts[at] + work - self.before[at]
