"""What moved since the baseline, and where it began to move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rechterhand.record.activity import Activity, ActivityType
from rechterhand.reports.days import WorkingDays
from rechterhand.verdict import Review

_FOLLOWS = frozenset({ActivityType.LEVEL_OF_EFFORT, ActivityType.HAMMOCK, ActivityType.WBS_SUMMARY})


@dataclass(frozen=True, slots=True)
class Moved:
    """An activity's finish, in the baseline and now; ``days`` later in working days, of which ``own_days`` weren't
    handed down by what it waits for.
    """

    activity: Activity
    promised: datetime
    now: datetime
    days: int
    own_days: int


def movements(review: Review) -> list[Moved]:
    """Every activity with a baseline, those that moved most by themselves first."""
    days = WorkingDays(review.plan)
    finishes: dict[int, tuple[Activity, datetime, datetime, int]] = {}
    for one in review.schedule:
        base = one.activity.baseline()
        if one.activity.type.is_summary or one.activity.type in _FOLLOWS or not one.activity.active:
            continue
        if base is not None and base.finish is not None and one.early_finish is not None:
            later = days.between(base.finish, one.early_finish)
            finishes[one.activity.id] = (one.activity, base.finish, one.early_finish, later)
    handed: dict[int, int] = {}
    for link in review.plan.links:
        if link.predecessor_id in finishes and link.successor_id in finishes:
            later = finishes[link.predecessor_id][3]
            handed[link.successor_id] = max(later, handed.get(link.successor_id, 0))
    found = [
        Moved(activity, promised, now, later, later - handed.get(key, 0))
        for key, (activity, promised, now, later) in finishes.items()
    ]
    return sorted(found, key=lambda one: (-one.own_days, -one.days, one.activity.id))


def end_of(found: list[Moved]) -> tuple[datetime, datetime] | None:
    """The last finish that was promised, and the last one now; None without a baseline."""
    if not found:
        return None
    return max(one.promised for one in found), max(one.now for one in found)
