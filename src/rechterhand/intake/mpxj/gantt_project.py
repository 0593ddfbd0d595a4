"""What GanttProject means beyond what MPXJ makes of its file: links at any depth, notes, starts that stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rechterhand.intake.tables.notes import some
from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.record.assumption import Assumption
from rechterhand.record.link import Link, LinkType
from rechterhand.record.plan import Plan
from rechterhand.text import Message

_TO_START = frozenset({LinkType.FS, LinkType.SS})


def as_told(plan: Plan, told: Mapping[str, Any]) -> tuple[Plan, tuple[Assumption, ...]]:
    """The plan with the links and notes of the file itself.

    A task that waits for no other begins where it was put, as GanttProject leaves it there.

    Parameters
    ----------
    plan
        As MPXJ reads it.
    told
        ``links`` (predecessor, successor, type, lag in days) and ``notes`` by task.
    """
    kept, day = {one.id for one in plan.activities}, plan.options.minutes_per_day
    links = tuple(
        Link(before, after, LinkType(kind), lag_minutes=round(lag * day), id=number)
        for number, (before, after, kind, lag) in enumerate(told["links"], 1)
        if before in kept and after in kept
    )
    notes = {int(key): text for key, text in told["notes"].items()}
    noted = [replace(one, notes=one.notes or notes.get(one.id)) for one in plan.activities]
    rows, names = _held(noted, links, plan)
    assumed = Message.of("intake.dates_hold", count=len(names), examples=some(names))
    return (
        replace(plan, activities=tuple(rows), links=links),
        (Assumption("dates_hold", assumed),) if names else (),
    )


def _held(activities: list[Activity], links: tuple[Link, ...], plan: Plan) -> tuple[list[Activity], list[str]]:
    """The activities with their start as 'not earlier' where no link holds it, and the names of those."""
    waiting = {one.successor_id for one in links if one.type in _TO_START}
    parents = {one.id: one.parent_id for one in activities}
    rows, names = list(activities), list[str]()
    for place, one in enumerate(activities):
        undated = one.constraint is ConstraintType.AS_SOON_AS_POSSIBLE and not one.started
        if one.type.is_summary or not undated or one.start is None or _waits(one.id, parents, waiting):
            continue
        if plan.start is not None and one.start.date() <= plan.start.date():
            continue
        rows[place] = replace(one, constraint=ConstraintType.START_NO_EARLIER_THAN, constraint_date=one.start)
        names.append(one.name.strip())
    return rows, names


def _waits(key: int | None, parents: Mapping[int, int | None], waiting: set[int]) -> bool:
    seen: set[int] = set()
    while key is not None and key not in seen:
        if key in waiting:
            return True
        seen.add(key)
        key = parents.get(key)
    return False
