"""Activities and links as the worker takes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rechterhand.export.mpxj.values import Length, effort, length, text, told
from rechterhand.record.activity import Activity, ActivityType, ConstraintType, PercentType, TaskType
from rechterhand.record.link import LagUnit, Link

THREE_POINTS = {"low": "Optimistische duur", "likely": "Waarschijnlijke duur", "high": "Pessimistische duur"}
"""Names by which readers of such fields, our own among them, know them."""

_TYPES = {
    ActivityType.TASK: "TASK_DEPENDENT",
    ActivityType.RESOURCE_DEPENDENT: "RESOURCE_DEPENDENT",
    ActivityType.START_MILESTONE: "START_MILESTONE",
    ActivityType.FINISH_MILESTONE: "FINISH_MILESTONE",
    ActivityType.LEVEL_OF_EFFORT: "LEVEL_OF_EFFORT",
    ActivityType.WBS_SUMMARY: "WBS_SUMMARY",
}
_PERCENT = {PercentType.DURATION: "DURATION", PercentType.UNITS: "UNITS", PercentType.PHYSICAL: "PHYSICAL"}
_CONSTRAINTS = {
    ConstraintType.AS_SOON_AS_POSSIBLE: "AS_SOON_AS_POSSIBLE",
    ConstraintType.AS_LATE_AS_POSSIBLE: "AS_LATE_AS_POSSIBLE",
    ConstraintType.START_NO_EARLIER_THAN: "START_NO_EARLIER_THAN",
    ConstraintType.START_NO_LATER_THAN: "START_NO_LATER_THAN",
    ConstraintType.FINISH_NO_EARLIER_THAN: "FINISH_NO_EARLIER_THAN",
    ConstraintType.FINISH_NO_LATER_THAN: "FINISH_NO_LATER_THAN",
    ConstraintType.MUST_START_ON: "MUST_START_ON",
    ConstraintType.MUST_FINISH_ON: "MUST_FINISH_ON",
    ConstraintType.START_ON: "START_ON",
    ConstraintType.FINISH_ON: "FINISH_ON",
    ConstraintType.MANDATORY_START: "MUST_START_ON",
    ConstraintType.MANDATORY_FINISH: "MUST_FINISH_ON",
}
_TASK_TYPES = {
    TaskType.FIXED_UNITS: "FIXED_UNITS",
    TaskType.FIXED_DURATION: "FIXED_DURATION",
    TaskType.FIXED_WORK: "FIXED_WORK",
    TaskType.FIXED_DURATION_AND_UNITS: "FIXED_DURATION_AND_UNITS",
}


def activity(one: Activity, row: int, *, primavera: bool, minutes_per_day: int) -> dict[str, Any]:
    """One row of the plan by MPXJ's names of its fields."""

    def lasts(minutes: float | None) -> Length | None:
        return length(minutes, minutes_per_day, elapsed=one.elapsed)

    fields = {
        **_identity(one, row, primavera=primavera),
        **_scheduling(one),
        **_dates(one),
        **_stored(one, minutes_per_day),
        "DURATION": lasts(one.duration_minutes),
        "REMAINING_DURATION": lasts(_remaining(one)),
        "ACTUAL_DURATION": lasts(one.actual_duration_minutes),
        "PLANNED_DURATION": lasts(one.planned_duration_minutes),
        "WORK": effort(one.work_minutes),
        "REMAINING_WORK": effort(one.remaining_work_minutes),
        "ACTUAL_WORK": effort(one.actual_work_minutes),
        "PLANNED_WORK": effort(one.planned_work_minutes),
        "PERCENT_COMPLETE": one.percent_complete,
        "PERCENT_WORK_COMPLETE": one.percent_work_complete,
        "PHYSICAL_PERCENT_COMPLETE": one.percent_physical,
        "COST": one.cost.total,
        "PLANNED_COST": one.cost.planned,
        "ACTUAL_COST": one.cost.actual,
        "REMAINING_COST": one.cost.remaining,
        "FIXED_COST": one.cost.fixed,
        **dict(_baselines(one, minutes_per_day)),
        **_three_point(one, primavera=primavera, minutes_per_day=minutes_per_day),
    }
    return {"id": one.id, "parent": one.parent_id, "fields": told(fields)}


def _remaining(one: Activity) -> int | None:
    if one.remaining_duration_minutes is None and not one.type.is_summary:
        return 0 if one.finished else one.duration_minutes
    return one.remaining_duration_minutes


def _identity(one: Activity, row: int, *, primavera: bool) -> dict[str, Any]:
    return {
        "UNIQUE_ID": one.id,
        "ID": row,
        "SEQUENCE_NUMBER": row,
        "NAME": one.name,
        "WBS": one.wbs,
        "ACTIVITY_ID": one.code if primavera and not one.type.is_summary else None,
        "OUTLINE_LEVEL": one.outline_level,
        "SUMMARY": one.type.is_summary,
        "MILESTONE": one.type.is_milestone,
        "ACTIVITY_TYPE": _TYPES.get(one.type) if primavera else None,
        "ACTIVE": one.active,
        "NOTES": one.notes,
        "CONTACT": one.responsible,
    }


def _scheduling(one: Activity) -> dict[str, Any]:
    return {
        "CALENDAR_UNIQUE_ID": one.calendar_id,
        "IGNORE_RESOURCE_CALENDAR": one.ignore_resource_calendars,
        "TYPE": _TASK_TYPES[one.task_type or TaskType.FIXED_UNITS],
        "TASK_MODE": "MANUALLY_SCHEDULED" if one.manual else "AUTO_SCHEDULED",
        "EFFORT_DRIVEN": one.effort_driven,
        "ESTIMATED": one.estimated,
        "PRIORITY": one.priority if one.priority is not None else 500,
        "CONSTRAINT_TYPE": _CONSTRAINTS[one.constraint],
        "CONSTRAINT_DATE": text(one.constraint_date),
        "SECONDARY_CONSTRAINT_TYPE": None if one.second_constraint is None else _CONSTRAINTS[one.second_constraint],
        "SECONDARY_CONSTRAINT_DATE": text(one.second_constraint_date),
        "DEADLINE": text(one.deadline),
        "EXPECTED_FINISH": text(one.expected_finish),
        "EXTERNAL_EARLY_START": text(one.external_early_start),
        "EXTERNAL_LATE_FINISH": text(one.external_late_finish),
        "PERCENT_COMPLETE_TYPE": None if one.percent_type is None else _PERCENT[one.percent_type],
    }


def _dates(one: Activity) -> dict[str, Any]:
    return {
        "START": text(one.start),
        "FINISH": text(one.finish),
        "ACTUAL_START": text(one.actual_start),
        "ACTUAL_FINISH": text(one.actual_finish),
        "PLANNED_START": text(one.planned_start),
        "PLANNED_FINISH": text(one.planned_finish),
        "STOP": text(one.stop),
        "RESUME": text(one.resume),
        "SUSPEND_DATE": text(one.suspended),
    }


def _stored(one: Activity, minutes_per_day: int) -> dict[str, Any]:
    """Dates and floats that a scheduling tool computed."""
    kept = one.stored
    floats = {
        "TOTAL_SLACK": kept.total_float_minutes,
        "FREE_SLACK": kept.free_float_minutes,
        "START_SLACK": kept.start_float_minutes,
        "FINISH_SLACK": kept.finish_float_minutes,
    }
    return {
        "EARLY_START": text(kept.early_start),
        "EARLY_FINISH": text(kept.early_finish),
        "LATE_START": text(kept.late_start),
        "LATE_FINISH": text(kept.late_finish),
        "REMAINING_EARLY_START": text(kept.remaining_early_start),
        "REMAINING_EARLY_FINISH": text(kept.remaining_early_finish),
        "REMAINING_LATE_START": text(kept.remaining_late_start),
        "REMAINING_LATE_FINISH": text(kept.remaining_late_finish),
        "CRITICAL": kept.critical,
        **{name: length(minutes, minutes_per_day) for name, minutes in floats.items()},
    }


def _baselines(one: Activity, minutes_per_day: int) -> Iterator[tuple[str, Any]]:
    for each in one.baselines:
        head = "BASELINE" if each.number == 0 else f"BASELINE{each.number}"
        yield f"{head}_START", text(each.start)
        yield f"{head}_FINISH", text(each.finish)
        yield f"{head}_DURATION", length(each.duration_minutes, minutes_per_day)
        yield f"{head}_WORK", effort(each.work_minutes)
        yield f"{head}_COST", each.cost


def three_point_fields(*, primavera: bool) -> dict[str, str]:
    """Which custom field holds which point: durations in Microsoft Project, days as numbers in Primavera."""
    kind = "NUMBER" if primavera else "DURATION"
    return {f"{kind}{place}": name for place, name in enumerate(THREE_POINTS.values(), 1)}


def _three_point(one: Activity, *, primavera: bool, minutes_per_day: int) -> dict[str, Any]:
    if one.three_point is None:
        return {}
    points = (one.three_point.low_minutes, one.three_point.likely_minutes, one.three_point.high_minutes)
    days = [None if point is None else point / minutes_per_day for point in points]
    lengths = [length(point, minutes_per_day) for point in points]
    return dict(zip(three_point_fields(primavera=primavera), days if primavera else lengths, strict=True))


def link(one: Link, key: int, minutes_per_day: int) -> dict[str, Any]:
    """One link with its lag."""
    lag = length(one.lag_minutes, minutes_per_day, elapsed=one.lag_unit is LagUnit.ELAPSED)
    if one.lag_unit in {LagUnit.PERCENT, LagUnit.ELAPSED_PERCENT}:
        lag = one.lag_percent or 0.0, "PERCENT" if one.lag_unit is LagUnit.PERCENT else "ELAPSED_PERCENT"
    return {
        "id": key,
        "predecessor": one.predecessor_id,
        "successor": one.successor_id,
        "type": one.type.value,
        "lag": lag,
    }
