"""Let somebody with time do what waits for somebody else of the same role or group.

Effect: the activity is assigned to the other, with the same hours. Only within a role or group that the plan names:
whether the other can do it is asked, not taken for granted. Cost: the difference of their rates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from rechterhand.record.activity import Activity
from rechterhand.record.resource import Assignment, Resource, ResourceKind
from rechterhand.remedies.case import Case, remaining
from rechterhand.remedies.rates import hourly
from rechterhand.remedies.remedy import Remedy, Way
from rechterhand.remedies.sight import Sight
from rechterhand.text import Message

TRIED = 5
"""Activities of each resource that wait longest."""
BUSY = 0.8
"""Of what somebody has between the dates of the work: who is asked more for isn't free."""


def _propose(sight: Sight) -> Iterator[Way]:
    if sight.people is None:
        return
    known = {one.id: one for one in sight.plan.resources}
    waits = sight.people.waits
    for short in sight.people.shortages:
        mine = known[short.resource_id]
        alike = [one for one in sight.plan.resources if _alike(mine, one)]
        for key in short.waiting[:TRIED]:
            activity = sight.by_id[key]
            who = {whose.id: work for work, whose in sight.staffed(key)}
            if activity.started or mine.id not in who:
                continue
            free = [one for one in alike if one.id not in who and _has_time(sight, one, activity, waits.get(key, 0.0))]
            if free:
                best = min(free, key=lambda one: (_asked(sight, one, activity, waits.get(key, 0.0)), one.id))
                yield _way(sight, activity, (mine, best), who[mine.id])


def _alike(one: Resource, other: Resource) -> bool:
    """Whether the plan gives both the same role, else the same group."""
    if one.id == other.id or other.kind is not one.kind or not other.active:
        return False
    if one.role and other.role:
        return one.role == other.role
    return one.group is not None and one.group == other.group


def _asked(sight: Sight, one: Resource, activity: Activity, waits: float) -> float:
    """Share of somebody's time that is asked for already while the work would be done."""
    since, until = sight.begins(activity.id), sight.ends(activity.id) + timedelta(days=waits * 7 / 5)
    length = max(1.0, (until - since).total_seconds() / 60)
    asked = 0.0
    for work in sight.plan.assignments:
        other = sight.by_id.get(work.activity_id)
        if work.resource_id != one.id or other is None or other.finished or not sight.is_scheduled(other):
            continue
        common = min(until, sight.ends(other.id)) - max(since, sight.begins(other.id))
        rate = (work.remaining_work_minutes or work.work_minutes) / max(1, remaining(other))
        asked += rate * max(0.0, common.total_seconds() / 60) / length
    return asked / max(0.1, 1.0 if one.max_units is None else one.max_units)


def _has_time(sight: Sight, one: Resource, activity: Activity, waits: float) -> bool:
    return _asked(sight, one, activity, waits) < BUSY


def _way(sight: Sight, activity: Activity, people: tuple[Resource, Resource], work: Assignment) -> Way:
    mine, other = people
    rates = [hourly(one, sight.now) for one in people]
    form = "colleague" if mine.name == other.name else "named"
    hours = (work.remaining_work_minutes or work.work_minutes) / 60
    return Way(
        target=("activity", activity.id),
        degree=str(other.id),
        title=Message.of(f"remedies.move_work.{form}", name=activity.name, other=other.name),
        effect=Message.of(f"remedies.move_work.effect_{form}", one=mine.name, other=other.name, hours=round(hours)),
        side=Message.of("remedies.move_work.side_tool" if _tool(other) else "remedies.move_work.side"),
        kind="resource",
        about=frozenset({activity.id}),
        touches=frozenset({("work", activity.id)}),
        apply=partial(_apply, activity.id, (mine.id, other.id)),
        cost=None if rates[0] is None or rates[1] is None else max(0.0, rates[1] - rates[0]) * hours,
        weight=(sight.people.waits if sight.people else _NOBODY).get(activity.id, 0.0),
        with_people=True,
    )


_NOBODY: Mapping[int, float] = {}


def _tool(one: Resource) -> bool:
    return one.kind is ResourceKind.EQUIPMENT


def _apply(key: int, people: tuple[int, int], case: Case) -> Case:
    def other(one: Assignment) -> Assignment:
        mine = one.activity_id == key and one.resource_id == people[0]
        return replace(one, resource_id=people[1]) if mine else one

    return case.with_assignments(other)


remedy = Remedy(("resource",), "level_resources", _propose)
