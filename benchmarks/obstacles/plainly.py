"""A second implementation of futures: one future, one activity, one link at a time, in plain Python.

It knows what generated plans have: finish-to-start links with waiting time, calendars, and dates before which work
doesn't begin. Samples are the same, so each finish must come out the same to the minute; those of the
first futures are drawn one by one as well.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, datetime, timedelta

import numpy as np
from tests.oracles.naive_staffed import finish_of
from tests.oracles.one_by_one import durations_of

from benchmarks.obstacles.case import START, Case
from benchmarks.obstacles.definitions import Thing, one_more
from benchmarks.obstacles.truth import Truth, days_of
from rechterhand.engine.futures.lanes import samples_of
from rechterhand.engine.futures.spread import Spreads
from rechterhand.engine.staffed.arrays import monday_of, staff_of
from rechterhand.record.calendar import Calendar
from rechterhand.record.link import Link

EPOCH = datetime(1970, 1, 1)
YEARS = 12
ONE_BY_ONE = 20


def confirmed(truth: Truth, thing: Thing, futures: int) -> bool:
    """Whether the finishes of the first futures, as the plan is and relieved, are those of the truth."""
    if thing.relieved is None:
        return _confirmed_with_people(truth, thing, futures)
    for case in (truth.case, thing.relieved()):
        if _finishes(truth, case, futures) != truth.finishes(case)[:futures].tolist():
            return False
    return True


class Hours:
    """Working time of a calendar, as stretches of minutes since 1970."""

    def __init__(self, calendar: Calendar) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.worked: list[int] = [0]
        day: date = START.date()
        for _ in range(YEARS * 366):
            for first, last in calendar.week[day.weekday()] or ():
                midnight = _minute(datetime(day.year, day.month, day.day))
                self.starts.append(midnight + first)
                self.ends.append(midnight + last)
                self.worked.append(self.worked[-1] + last - first)
            day += timedelta(days=1)

    def before(self, moment: int) -> int:
        """Minutes of work before a moment."""
        place = bisect_right(self.starts, moment) - 1
        return 0 if place < 0 else self.worked[place] + min(moment, self.ends[place]) - self.starts[place]

    def moment(self, worked: int) -> int:
        """The first moment before which so much is worked."""
        if worked <= 0:
            return self.starts[0]
        place = bisect_left(self.worked, worked) - 1
        return self.starts[place] + worked - self.worked[place]


def _finishes(truth: Truth, case: Case, futures: int) -> list[int]:
    hours = {one.id: Hours(one) for one in case.plan.calendars}
    order, rows = _order(case), {one.id: row for row, one in enumerate(case.plan.activities)}
    network, spreads = truth.compiled(case)
    lasts = {key: _lasting(spreads, truth.run.seed, int(network.node[rows[key]]), futures) for key in order}
    for iteration in range(min(futures, ONE_BY_ONE)):
        drawn = durations_of(network, spreads, truth.run.seed, iteration)
        if any(lasts[key][iteration] != drawn[network.node[rows[key]]] for key in order):
            raise ValueError("samples side by side aren't those drawn one by one")
    return [_finish(case, order, hours, {key: lasts[key][iteration] for key in order}) for iteration in range(futures)]


def _lasting(spreads: Spreads, seed: int, node: int, futures: int) -> list[int]:
    """Durations of an activity in the first futures."""
    found = np.empty(futures, np.int64)
    samples_of(spreads.arrays, np.uint64(seed), node, found)
    return found.tolist()


def _order(case: Case) -> list[int]:
    """Activities, each after what comes before it."""
    found: list[int] = []
    left = {one.id for one in case.plan.activities if not one.type.is_summary}
    while left:
        ready = sorted(key for key in left if not left & {one.predecessor_id for one in case.into.get(key, [])})
        found += ready
        left -= set(ready)
    return found


def _finish(case: Case, order: list[int], hours: dict[int, Hours], lasts: dict[int, int]) -> int:
    """The finish of one future, minutes since 1970."""
    finish: dict[int, int] = {}
    for key in order:
        one = case.activities[key]
        own = hours[one.calendar_id or case.plan.default_calendar_id or 0]
        start = own.before(_minute(START))
        if one.constraint_date is not None:
            start = max(start, own.before(_minute(one.constraint_date)))
        for link in case.into.get(key, []):
            start = max(start, _asked(link, own, finish))
        finish[key] = own.moment(start + lasts[key])
    return max(finish.values())


def _asked(link: Link, own: Hours, finish: dict[int, int]) -> int:
    return own.before(finish[link.predecessor_id]) + link.lag_minutes


def _minute(moment: datetime) -> int:
    return int((moment - EPOCH) / timedelta(minutes=1))


def _confirmed_with_people(truth: Truth, thing: Thing, futures: int) -> bool:
    """With people each activity is placed by a whole pass of its own."""
    people = truth.people
    assert people is not None
    base, relieved = truth.days(thing)
    resource = int(thing.key.rpartition(":")[2])
    place = next(at for at, one in enumerate(people.staff.resources) if one.id == resource)
    weeks = [monday_of(week) for week in people.weeks_short(place)]
    more = staff_of(truth.compiled(one_more(truth.case, resource, weeks))[0])
    assert more is not None
    for iteration in range(futures):
        drawn = durations_of(people.staff.network, truth.compiled(truth.case)[1], truth.run.seed, iteration)
        plain = [finish_of(staff, people.order, drawn)[0] for staff in (people.staff, more)]
        found = days_of(np.array([plain[0], min(plain)]))
        if found.tolist() != [base[iteration], relieved[iteration]]:
            return False
    return True
