"""Tasks of MPXJ's JSON become activities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from rechterhand.intake.mpxj.baselines import baselines
from rechterhand.intake.mpxj.estimates import Estimates
from rechterhand.intake.mpxj.stored import stored
from rechterhand.intake.mpxj.values import Row, minutes, moment, number
from rechterhand.record.activity import (
    Activity,
    ActivityType,
    ConstraintType,
    Cost,
    PercentType,
    TaskType,
)

_TYPES = {
    "TASK_DEPENDENT": ActivityType.TASK,
    "RESOURCE_DEPENDENT": ActivityType.RESOURCE_DEPENDENT,
    "LEVEL_OF_EFFORT": ActivityType.LEVEL_OF_EFFORT,
    "START_MILESTONE": ActivityType.START_MILESTONE,
    "FINISH_MILESTONE": ActivityType.FINISH_MILESTONE,
    "WBS_SUMMARY": ActivityType.WBS_SUMMARY,
    "HAMMOCK": ActivityType.HAMMOCK,
    "START_FLAG": ActivityType.START_MILESTONE,
    "FINISH_FLAG": ActivityType.FINISH_MILESTONE,
}
_CONSTRAINTS = {
    "AS_SOON_AS_POSSIBLE": ConstraintType.AS_SOON_AS_POSSIBLE,
    "AS_LATE_AS_POSSIBLE": ConstraintType.AS_LATE_AS_POSSIBLE,
    "START_NO_EARLIER_THAN": ConstraintType.START_NO_EARLIER_THAN,
    "START_NO_LATER_THAN": ConstraintType.START_NO_LATER_THAN,
    "FINISH_NO_EARLIER_THAN": ConstraintType.FINISH_NO_EARLIER_THAN,
    "FINISH_NO_LATER_THAN": ConstraintType.FINISH_NO_LATER_THAN,
    "MUST_START_ON": ConstraintType.MUST_START_ON,
    "MUST_FINISH_ON": ConstraintType.MUST_FINISH_ON,
    "START_ON": ConstraintType.START_ON,
    "FINISH_ON": ConstraintType.FINISH_ON,
    "MANDATORY_START": ConstraintType.MANDATORY_START,
    "MANDATORY_FINISH": ConstraintType.MANDATORY_FINISH,
}
_PERCENT = {"DURATION": PercentType.DURATION, "UNITS": PercentType.UNITS, "PHYSICAL": PercentType.PHYSICAL}
_TASK_TYPES = {
    "FIXED_UNITS": TaskType.FIXED_UNITS,
    "FIXED_DURATION": TaskType.FIXED_DURATION,
    "FIXED_WORK": TaskType.FIXED_WORK,
    "FIXED_DURATION_AND_UNITS": TaskType.FIXED_DURATION_AND_UNITS,
}
_ELAPSED = {"em", "eh", "ed", "ew", "emo", "ey"}


@dataclass(frozen=True, slots=True)
class Found:
    """What holds for all tasks of a file; ``elapsed``: ids of those in clock time, ``parents``: of those with tasks
    below them, ``task_type``: the default.
    """

    primavera: bool
    elapsed: frozenset[int]
    parents: frozenset[int]
    task_type: str | None
    estimates: Estimates


def activity(row: Row, found: Found, *, codes: Mapping[str, str], fields: Mapping[str, object]) -> Activity:
    """One activity; ``codes`` and ``fields`` are its named codes and custom fields."""
    primavera = found.primavera
    manual = row.get("task_mode") == "MANUALLY_SCHEDULED"
    inserted = bool(row.get("external_project")) and row.get("unique_id", 0) not in found.parents
    return Activity(
        id=int(row.get("unique_id", 0)),
        name=str(row.get("name") or ""),
        type=_type(row, primavera=primavera, inserted=inserted),
        row=row.get("id"),
        code=row.get("activity_id") if primavera else row.get("wbs"),
        wbs=row.get("wbs"),
        outline_level=int(row.get("outline_level", 0)),
        parent_id=row.get("parent_task_unique_id"),
        guid=row.get("guid"),
        active=bool(row.get("active")),
        manual=manual,
        external=bool(row.get("external_task")) or inserted,
        external_project=row.get("project") if row.get("external_task") or inserted else None,
        estimated=bool(row.get("estimated")),
        calendar_id=row.get("calendar_unique_id"),
        ignore_resource_calendars=bool(row.get("ignore_resource_calendar")),
        task_type=_TASK_TYPES.get(str(row.get("type") or found.task_type)),
        effort_driven=bool(row.get("effort_driven")),
        priority=row.get("priority"),
        levelling_delay_minutes=minutes(row.get("leveling_delay")) or 0,
        levelling_delay_elapsed=str(row.get("leveling_delay_units", "ed")) in _ELAPSED,
        three_point=found.estimates.of(row),
        elapsed=row.get("unique_id", 0) in found.elapsed,
        codes=codes,
        fields=fields,
        notes=row.get("notes"),
        responsible=row.get("responsibility_code") or row.get("contact"),
        stored=stored(row, primavera=primavera),
        baselines=baselines(row),
        cost=_cost(row),
        **_durations(row),
        **_dates(row),
        **_rules(row),
        **_progress(row),
    )


def _type(row: Row, *, primavera: bool, inserted: bool) -> ActivityType:
    """``inserted``: a project elsewhere of which the file has only this row."""
    if row.get("unique_id", 0) == 0 or (row.get("summary") and not inserted):
        return ActivityType.SUMMARY
    told = row.get("activity_type")
    if told is not None:
        return _TYPES.get(told, ActivityType.TASK)
    if row.get("milestone") and not row.get("duration"):
        return ActivityType.MILESTONE
    if primavera and "duration" not in row and "early_start" not in row:
        return ActivityType.SUMMARY  # a node of the work breakdown structure without children
    return ActivityType.TASK


def _durations(row: Row) -> dict[str, Any]:
    duration = minutes(row.get("duration", 0))
    return {
        "duration_minutes": duration,
        "remaining_duration_minutes": _remaining(row, duration),
        "actual_duration_minutes": minutes(row.get("actual_duration")),
        "planned_duration_minutes": minutes(row.get("planned_duration")),
        "work_minutes": minutes(row.get("work")),
        "remaining_work_minutes": minutes(row.get("remaining_work")),
        "actual_work_minutes": minutes(row.get("actual_work")),
        "planned_work_minutes": minutes(row.get("planned_work")),
    }


def _remaining(row: Row, duration: int | None) -> int | None:
    """MPXJ leaves out noughts: absent means nothing left, unless nothing was started."""
    if "remaining_duration" in row:
        return minutes(row["remaining_duration"])
    if row.get("actual_finish") or row.get("actual_start") or row.get("actual_duration"):
        return 0
    return duration or 0


def _dates(row: Row) -> dict[str, Any]:
    return {
        "start": moment(row.get("start")),
        "finish": moment(row.get("finish")),
        "actual_start": moment(row.get("actual_start")),
        "actual_finish": moment(row.get("actual_finish")),
        "planned_start": moment(row.get("planned_start")),
        "planned_finish": moment(row.get("planned_finish")),
        "stop": moment(row.get("stop")),
        "resume": moment(row.get("resume")),
        "suspended": moment(row.get("suspend_date")),
        "splits": _parts(row),
    }


def _parts(row: Row) -> tuple[tuple[datetime, datetime], ...]:
    """The parts in which work is done. A minute between two of them is no pause: time-phased work in the file is
    rounded.
    """
    parts: list[tuple[datetime, datetime]] = []
    for one in row.get("work_splits", ()):
        start, finish = moment(one["start"]), moment(one["end"])
        if start is None or finish is None:
            continue
        if parts and start - parts[-1][1] <= timedelta(minutes=1):
            start = parts.pop()[0]
        parts.append((start, finish))
    return tuple(parts)


def _rules(row: Row) -> dict[str, Any]:
    second = row.get("secondary_constraint_type")
    return {
        "constraint": _CONSTRAINTS[row.get("constraint_type", "AS_SOON_AS_POSSIBLE")],
        "constraint_date": moment(row.get("constraint_date")),
        "second_constraint": _CONSTRAINTS[second] if second else None,
        "second_constraint_date": moment(row.get("secondary_constraint_date")),
        "deadline": moment(row.get("deadline")),
        "expected_finish": moment(row.get("expected_finish")),
        "external_early_start": moment(row.get("external_early_start")),
        "external_late_finish": moment(row.get("external_late_finish")),
    }


def _progress(row: Row) -> dict[str, Any]:
    return {
        "percent_type": _PERCENT.get(str(row.get("percent_complete_type"))),
        "percent_complete": number(row.get("percent_complete", 0)),
        "percent_work_complete": number(row.get("percent_work_complete", 0)),
        "percent_physical": number(row.get("physical_percent_complete", 0)),
    }


def _cost(row: Row) -> Cost:
    return Cost(
        total=number(row.get("cost")),
        planned=number(row.get("planned_cost")),
        actual=number(row.get("actual_cost")),
        remaining=number(row.get("remaining_cost")),
        fixed=number(row.get("fixed_cost")),
    )
