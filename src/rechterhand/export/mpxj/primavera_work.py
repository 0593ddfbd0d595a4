"""What Primavera keeps of work besides: budgets and remaining dates of assignments, sums of labour and equipment."""

from __future__ import annotations

from typing import Any

from rechterhand.export.mpxj.values import effort, text, told
from rechterhand.record.activity import Activity
from rechterhand.record.plan import Plan
from rechterhand.record.resource import Assignment, ResourceKind

_SUMS = {ResourceKind.WORK: "LABOR", ResourceKind.EQUIPMENT: "NONLABOR"}


def budget(one: Assignment, task: Activity) -> dict[str, Any]:
    """More fields of an assignment, by MPXJ's names.

    Where the plan names no budget it is the work, once begun in the share that the approved duration is of the present
    one, so that units per hour stay as they are. Before that Primavera keeps budget and work equal.
    """
    share = _share(task)
    whole = one.start == task.start and one.finish == task.finish
    fields = {
        "PLANNED_WORK": effort(_planned(one, share)),
        "PLANNED_COST": None if one.cost is None else round(one.cost * share, 4),
        "PLANNED_START": text(task.planned_start if whole else one.start),
        "PLANNED_FINISH": text(task.planned_finish if whole else one.finish),
    }
    if not task.finished and one.remaining_work_minutes:
        dates = task.stored
        fields |= {
            "REMAINING_EARLY_START": text(dates.remaining_early_start if task.started else one.start),
            "REMAINING_EARLY_FINISH": text(one.finish),
            "REMAINING_LATE_START": text(dates.remaining_late_start),
            "REMAINING_LATE_FINISH": text(dates.remaining_late_finish),
        }
    return told(fields)


def sums(plan: Plan) -> dict[int, dict[str, Any]]:
    """Units of labour and of equipment by task: planned, done and to be done. Only tasks with assignments have any."""
    tasks = {one.id: one for one in plan.activities}
    kinds = {one.id: one.kind for one in plan.resources}
    found: dict[int, dict[str, float]] = {}
    for one in plan.assignments:
        kind = _SUMS.get(kinds.get(one.resource_id or 0, ResourceKind.WORK))
        if kind is None or one.activity_id not in tasks:
            continue
        own = found.setdefault(one.activity_id, {})
        planned = _planned(one, _share(tasks[one.activity_id]))
        for name, minutes in (
            ("PLANNED_WORK", planned),
            (f"PLANNED_WORK_{kind}", planned),
            (f"ACTUAL_WORK_{kind}", one.actual_work_minutes),
            (f"REMAINING_WORK_{kind}", one.remaining_work_minutes),
        ):
            own[name] = own.get(name, 0.0) + minutes
    return {key: {name: effort(minutes) for name, minutes in own.items()} for key, own in found.items()}


def _share(task: Activity) -> float:
    planned, present = task.planned_duration_minutes, task.duration_minutes
    return planned / present if task.started and planned and present else 1.0


def _planned(one: Assignment, share: float) -> float:
    return one.work_minutes * share if one.planned_work_minutes is None else one.planned_work_minutes
