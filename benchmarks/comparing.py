"""How long comparing two versions takes: ``python -m benchmarks comparing``.

A generated plan and the same plan four weeks on: one activity in fifty with another duration, one link in two hundred
gone and as many new, one activity in a hundred added and one in five hundred deleted, a few held dates, a holiday, and
progress up to the new data date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from benchmarks import networks
from benchmarks.measuring import Row
from benchmarks.performance import write_table
from rechterhand.engine.schedule.result import ScheduledActivity
from rechterhand.engine.schedule.solve import schedule
from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.record.calendar import CalendarException
from rechterhand.record.link import Link
from rechterhand.record.plan import Plan
from rechterhand.versions.compare import compare

SIZES = (1_000, 10_000)
MONTH = timedelta(days=28)
SHIFT = timedelta(days=7)
STEPS = {"match": "finding which is which and what changed", "attribute": "causes of the finish", "simulate": "of P80"}


def main(_: list[str]) -> int:
    """Run it; there is no target, only what a person waits for."""
    compare(*_versions(100))
    write_table("comparing", "python -m benchmarks comparing", [row for size in SIZES for row in _of(size)])
    return 0


def _of(size: int) -> Iterator[Row]:
    made = compare(*_versions(size))
    told = f"{size:,} activities, {len(made.changes):,} changes, {len(made.finish.parts)} causes"
    yield Row(f"{told}: whole comparison", sum(made.seconds.values()), "s")
    for name, step in STEPS.items():
        yield Row(f"{size:,} activities: {step}", made.seconds[name], "s")


def _versions(size: int) -> tuple[Plan, Plan]:
    old = networks.plan(networks.network(size))
    return old, month_on(old)


def month_on(plan: Plan, *, seed: int = 1) -> Plan:
    """The next version of a generated plan."""
    random = np.random.default_rng(seed)
    until = (plan.status_date or networks.START) + MONTH
    count = len(plan.activities)
    longer, gone, held = (random.random(count) < share for share in (1 / 50, 1 / 500, 1 / 1000))
    rows = [
        _changed(one, until, longer=bool(longer[row]), held=bool(held[row]))
        for row, one in enumerate(schedule(plan))
        if not gone[row]
    ]
    added = [
        replace(plan.activities[int(row)], id=count + 1 + place, name=f"Added {place}", code=f"N{place}")
        for place, row in enumerate(random.integers(0, count, count // 100))
    ]
    there = {one.id for one in rows}
    kept = [one for one in plan.links if {one.predecessor_id, one.successor_id} <= there]
    links = [one for one in kept if random.random() >= 1 / 200]
    # Between the ends of two links in a row nothing can go round in a circle.
    behind = {one.predecessor_id: one.successor_id for one in kept}
    for one in kept[::200]:
        if one.successor_id in behind:
            links.append(Link(one.predecessor_id, behind[one.successor_id]))
    for new in added:
        between = kept[int(random.integers(len(kept)))]
        links += [Link(between.predecessor_id, new.id), Link(new.id, between.successor_id)]
    first = plan.calendars[0]
    holiday = CalendarException(first=(until + SHIFT).date(), last=(until + SHIFT).date())
    calendars = (replace(first, exceptions=(*first.exceptions, holiday)), *plan.calendars[1:])
    return replace(plan, activities=(*rows, *added), links=tuple(links), calendars=calendars, status_date=until)


def _changed(one: ScheduledActivity, until: datetime, *, longer: bool, held: bool) -> Activity:
    activity = one.activity
    if one.early_start is None or one.early_finish is None:
        return activity
    if one.early_finish <= until:
        return replace(
            activity, actual_start=one.early_start, actual_finish=one.early_finish, remaining_duration_minutes=0
        )
    length = (activity.duration_minutes or 0) * (3 if longer else 2) // 2
    if longer:
        activity = replace(
            activity, duration_minutes=length, remaining_duration_minutes=length, planned_duration_minutes=length
        )
    if held:
        activity = replace(
            activity, constraint=ConstraintType.START_NO_EARLIER_THAN, constraint_date=one.early_start + SHIFT
        )
    return activity
