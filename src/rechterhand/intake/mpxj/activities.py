"""Tasks of MPXJ's JSON become activities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from rechterhand.intake.mpxj.baselines import baselines
from rechterhand.intake.mpxj.columns import Column, Columns, assembled
from rechterhand.intake.mpxj.custom import Names
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
_OF_PRIMAVERA = _CONSTRAINTS | {
    "MUST_START_ON": ConstraintType.MANDATORY_START,
    "MUST_FINISH_ON": ConstraintType.MANDATORY_FINISH,
}
"""MPXJ has one name for what Microsoft Project says must be on a date and what Primavera calls mandatory."""
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
    """What holds for all tasks of a file; ``units``: of durations, by id, ``parents``: ids of those with tasks below
    them, ``task_type``: the default.
    """

    primavera: bool
    units: Mapping[int, str]
    parents: frozenset[int]
    task_type: str | None
    estimates: Estimates
    names: Names


def activities(tasks: Columns, found: Found) -> list[Activity]:
    """The activities of all tasks, in their order."""
    inserted = _inserted(tasks, found)
    return assembled(
        Activity,
        len(tasks),
        {
            **_identity(tasks, found, inserted),
            **_settings(tasks, found),
            **_durations(tasks, found),
            **_dates(tasks),
            **_rules(tasks, _OF_PRIMAVERA if found.primavera else _CONSTRAINTS),
            **_progress(tasks),
            "three_point": [found.estimates.of(row) for row in tasks.rows],
            "codes": found.names.codes_of(tasks, "activity_code_values"),
            "fields": found.names.fields_of(tasks, "task"),
            "notes": tasks.of("notes", _notes if found.primavera else None),
            "responsible": tasks.first("responsibility_code", "contact"),
            "stored": stored(tasks, primavera=found.primavera),
            "baselines": baselines(tasks),
            "cost": _cost(tasks),
        },
    )


def _inserted(tasks: Columns, found: Found) -> list[bool]:
    """Which tasks stand for a whole project elsewhere, of which the file has only this row."""
    if not tasks.has("external_project"):
        return [False] * len(tasks)
    return [bool(row.get("external_project")) and row.get("unique_id", 0) not in found.parents for row in tasks.rows]


def _identity(tasks: Columns, found: Found, inserted: list[bool]) -> dict[str, Column]:
    external = [told or one for told, one in zip(tasks.of("external_task", bool), inserted, strict=True)]
    return {
        "id": tasks.of("unique_id", int, otherwise=0),
        "name": tasks.of("name", _text),
        "type": [
            _type(row, primavera=found.primavera, inserted=one) for row, one in zip(tasks.rows, inserted, strict=True)
        ],
        "row": tasks.of("id"),
        "code": tasks.of("activity_id" if found.primavera else "wbs"),
        "wbs": tasks.of("wbs"),
        "outline_level": tasks.of("outline_level", int, otherwise=0),
        "parent_id": tasks.of("parent_task_unique_id"),
        "guid": tasks.of("guid"),
        "external": external,
        "external_project": [
            told if elsewhere else None for told, elsewhere in zip(tasks.of("project"), external, strict=True)
        ],
    }


def _settings(tasks: Columns, found: Found) -> dict[str, Column]:
    return {
        "active": tasks.of("active", bool),
        "manual": tasks.of("task_mode", lambda told: told == "MANUALLY_SCHEDULED"),
        "estimated": tasks.of("estimated", bool),
        "milestone_mark": tasks.same(None) if found.primavera else tasks.of("milestone", bool),
        "calendar_id": tasks.of("calendar_unique_id"),
        "ignore_resource_calendars": tasks.of("ignore_resource_calendar", bool),
        "task_type": tasks.of("type", lambda told: _TASK_TYPES.get(str(told or found.task_type))),
        "effort_driven": tasks.of("effort_driven", bool),
        "priority": tasks.of("priority"),
        "levelling_delay_minutes": tasks.of("leveling_delay", lambda told: minutes(told) or 0),
        "levelling_delay_elapsed": tasks.of("leveling_delay_units", lambda told: told in _ELAPSED, otherwise="ed"),
    }


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


def _durations(tasks: Columns, found: Found) -> dict[str, Column]:
    duration = tasks.of("duration", minutes, otherwise=0)
    if found.primavera:
        duration = _of_unscheduled(tasks, duration)
    return {
        "duration_minutes": duration,
        "remaining_duration_minutes": _remaining(tasks, duration, primavera=found.primavera),
        "actual_duration_minutes": tasks.of("actual_duration", minutes),
        "planned_duration_minutes": tasks.of("planned_duration", minutes),
        "elapsed": tasks.of("unique_id", lambda key: found.units.get(key, "").startswith("e"), otherwise=0),
        "duration_unit": tasks.same(None) if found.primavera else tasks.of("unique_id", found.units.get, otherwise=0),
        "work_minutes": tasks.of("work", minutes),
        "remaining_work_minutes": tasks.of("remaining_work", minutes),
        "actual_work_minutes": tasks.of("actual_work", minutes),
        "planned_work_minutes": tasks.of("planned_work", minutes),
        "overtime_work_minutes": tasks.of("overtime_work", minutes),
        "actual_overtime_work_minutes": tasks.of("actual_overtime_work", minutes),
        "remaining_overtime_work_minutes": tasks.of("remaining_overtime_work", minutes),
        "budget_work_minutes": tasks.of("budget_work", minutes),
    }


def _of_unscheduled(tasks: Columns, duration: list[int | None]) -> list[int | None]:
    """Work under way in an XER without early dates has no duration in MPXJ: what is done and what is left."""
    done, left = tasks.of("actual_duration", minutes), tasks.of("remaining_duration", minutes)
    return [
        whole or ((one or 0) + (other or 0) if row.get("actual_start") and not row.get("summary") else whole)
        for whole, one, other, row in zip(duration, done, left, tasks.rows, strict=True)
    ]


def _remaining(tasks: Columns, duration: list[int | None], *, primavera: bool) -> list[int | None]:
    """MPXJ leaves out noughts: absent means nothing left, unless nothing was started, or a share is told and no finish
    (Planner, of which MPXJ gives what is done and not what is left).
    """
    begun = ("actual_finish", "actual_start", "actual_duration")

    def left(row: Row, whole: int | None) -> int:
        if not any(row.get(name) for name in begun):
            return whole or 0
        under_way = not primavera and not row.get("actual_finish") and 0 < (row.get("percent_complete") or 0) < 100
        return max(0, (whole or 0) - (minutes(row.get("actual_duration")) or 0)) if under_way else 0

    return [
        told if told is not None else left(row, whole)
        for told, whole, row in zip(tasks.of("remaining_duration", minutes), duration, tasks.rows, strict=True)
    ]


def _dates(tasks: Columns) -> dict[str, Column]:
    names = ("start", "finish", "actual_start", "actual_finish", "planned_start", "planned_finish", "stop", "resume")
    return {
        **{name: tasks.moments(name) for name in names},
        "suspended": tasks.moments("suspend_date"),
        "splits": [_parts(row) for row in tasks.rows] if tasks.has("work_splits") else tasks.same(()),
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


def _rules(tasks: Columns, types: Mapping[str, ConstraintType]) -> dict[str, Column]:
    return {
        "constraint": tasks.of("constraint_type", types.__getitem__, otherwise="AS_SOON_AS_POSSIBLE"),
        "constraint_date": tasks.moments("constraint_date"),
        "second_constraint": tasks.of("secondary_constraint_type", lambda told: types[told] if told else None),
        "second_constraint_date": tasks.moments("secondary_constraint_date"),
        "deadline": tasks.moments("deadline"),
        "expected_finish": tasks.moments("expected_finish"),
        "external_early_start": tasks.moments("external_early_start"),
        "external_late_finish": tasks.moments("external_late_finish"),
    }


def _progress(tasks: Columns) -> dict[str, Column]:
    return {
        "percent_type": tasks.of("percent_complete_type", lambda told: _PERCENT.get(str(told))),
        "percent_complete": tasks.of("percent_complete", number, otherwise=0),
        "percent_work_complete": tasks.of("percent_work_complete", number, otherwise=0),
        "percent_physical": tasks.of("physical_percent_complete", number, otherwise=0),
    }


_COSTS = {
    "total": "cost",
    "planned": "planned_cost",
    "actual": "actual_cost",
    "remaining": "remaining_cost",
    "fixed": "fixed_cost",
    "overtime": "overtime_cost",
    "actual_overtime": "actual_overtime_cost",
    "remaining_overtime": "remaining_overtime_cost",
    "budget": "budget_cost",
}


def _cost(tasks: Columns) -> Column:
    if not tasks.has(*_COSTS.values()):
        return tasks.same(Cost())
    return assembled(Cost, len(tasks), {part: tasks.of(name, number) for part, name in _COSTS.items()})


def _notes(told: Any) -> str | None:
    """Without the heading that MPXJ puts above notes of Primavera that have no subject of their own."""
    return str(told or "").removeprefix("Notes\n").strip() or None


def _text(told: Any) -> str:
    return str(told or "")
