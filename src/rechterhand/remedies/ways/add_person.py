"""One more of a resource that falls short, from when somebody can be there until it no longer falls short.

Effect: one full unit more, four weeks from now at the earliest, to the last week in which work waits as the plan is,
or for three quarters, half or a quarter of that time: with one more the rest may be done before. What was done before
can still be done, so that no future comes out later. Cost: the resource's rate over the working hours of that period,
also where there is nothing to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import pairwise
from math import ceil

from rechterhand.engine.staffed.result import Shortage
from rechterhand.record.resource import Availability, Resource, ResourceKind
from rechterhand.remedies.case import Case
from rechterhand.remedies.rates import hourly
from rechterhand.remedies.remedy import Remedy, Way
from rechterhand.remedies.sight import Sight
from rechterhand.text import Message

LEAD = timedelta(weeks=4)
"""Before somebody is found and can begin."""
WEEK, FRIDAY = timedelta(weeks=1), timedelta(days=4)
SHARES = (1.0, 0.75, 0.5, 0.25)
"""Of the weeks from then on to the last one short."""


def _propose(sight: Sight) -> Iterator[Way]:
    if sight.people is None:
        return
    known = {one.id: one for one in sight.plan.resources}
    for short in sight.people.shortages:
        first = max(short.weeks[0], _monday(sight.today + LEAD))
        if first > short.weeks[-1]:
            continue
        whole = (short.weeks[-1] - first) // WEEK + 1
        for share in SHARES if whole >= len(SHARES) else SHARES[:1]:
            yield _way(sight, known[short.resource_id], short, (first, whole), share)


def _way(sight: Sight, one: Resource, short: Shortage, period: tuple[date, int], share: float) -> Way:
    first, weeks = period[0], ceil(share * period[1])
    last = first + (weeks - 1) * WEEK + FRIDAY
    rate = hourly(one, sight.now)
    kind = "tool" if one.kind is ResourceKind.EQUIPMENT else "person"
    return Way(
        target=("resource", one.id),
        degree=f"{share:.0%}",
        title=Message.of(f"remedies.add_person.{kind}", name=one.name),
        effect=Message.of("remedies.add_person.effect", first=first, last=last, count=weeks),
        side=Message.of(f"remedies.add_person.side_{kind}", first=first),
        kind="resource",
        about=frozenset(short.waiting),
        touches=frozenset({("resource", one.id)}),
        apply=partial(_apply, one.id, first, last),
        cost=None if rate is None else rate * weeks * sight.plan.options.minutes_per_week / 60,
        weight=short.waited_days,
        with_people=True,
        eases=True,
    )


def _monday(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _apply(key: int, first: date, last: date, case: Case) -> Case:
    return case.with_resource(key, lambda one: replace(one, availability=raised(one, first, last)))


def raised(one: Resource, first: date, last: date, units: float = 1.0) -> tuple[Availability, ...]:
    """The periods of a resource with more of it between two days."""
    begin, end = datetime.combine(first, time.min), datetime.combine(last, time.min)
    usual = 1.0 if one.max_units is None else one.max_units
    marks = {begin, end + timedelta(days=1)}
    for period in one.availability:
        marks |= {period.start} if period.start and begin < period.start <= end else set()
        marks |= {period.finish + timedelta(days=1)} if period.finish and begin <= period.finish < end else set()
    edges = sorted(datetime.combine(mark.date(), time.min) for mark in marks)
    more = [
        Availability(since, until - timedelta(days=1), _level(one, since, usual) + units)
        for since, until in pairwise(edges)
    ]
    return (*one.availability, *more)


def _level(one: Resource, at: datetime, usual: float) -> float:
    """How much there is at the beginning of a day; of periods that overlap the last holds."""
    day = at.date()
    found = [
        period.units
        for period in one.availability
        if (period.start.date() if period.start else day) <= day <= (period.finish.date() if period.finish else day)
    ]
    return found[-1] if found else usual


remedy = Remedy(("resource",), "level_resources", _propose)
