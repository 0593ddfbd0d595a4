"""The JSON of ``schedule``."""

from __future__ import annotations

from typing import Any

from rechterhand.engine.schedule.float_paths import FloatPaths
from rechterhand.engine.schedule.result import ScheduledActivity, ScheduleResult
from rechterhand.record.activity import Activity
from rechterhand.schema.envelope import days, moment


def schedule_document(result: ScheduleResult, paths: FloatPaths | None = None) -> dict[str, Any]:
    """Computed dates and floats beside the stored ones; the float paths where they were asked for."""
    document = {
        "project_finish": moment(result.project_finish) if result.has_dates else None,
        "activities": [_activity(result, row) for row in range(len(result))],
    }
    return document if paths is None else document | {"float_paths": _paths(paths)}


def _paths(found: FloatPaths) -> dict[str, Any]:
    return {
        "to": found.end_id,
        "paths": [
            {
                "number": one.number,
                "relative_float_minutes": one.relative_float_minutes,
                "link_float_minutes": one.link_float_minutes,
                "joins": one.joins,
                "activities": [_member(found.schedule[key]) for key in one.activity_ids],
            }
            for one in found
        ],
    }


def _member(one: ScheduledActivity) -> dict[str, Any]:
    return {
        "id": one.activity.id,
        "early_start": moment(one.early_start),
        "early_finish": moment(one.early_finish),
        "total_float_minutes": one.total_float_minutes,
    }


def _activity(result: ScheduleResult, row: int) -> dict[str, Any]:
    one = result.at(row)
    activity = one.activity
    return {
        "id": activity.id,
        "code": activity.code,
        "name": activity.name,
        "type": activity.type.value,
        "early_start": moment(one.early_start),
        "early_finish": moment(one.early_finish),
        "late_start": moment(one.late_start),
        "late_finish": moment(one.late_finish),
        "total_float_minutes": one.total_float_minutes,
        "free_float_minutes": one.free_float_minutes,
        "interfering_float_minutes": one.interfering_float_minutes,
        "drag_minutes": one.drag_minutes,
        "drag_days": days(one.drag_days),
        "critical": one.critical,
        "on_longest_path": one.on_longest_path,
        "minutes_per_day": one.minutes_per_day,
        "stored": _stored(activity),
    }


def _stored(activity: Activity) -> dict[str, Any]:
    stored = activity.stored
    return {
        "early_start": moment(stored.early_start),
        "early_finish": moment(stored.early_finish),
        "late_start": moment(stored.late_start),
        "late_finish": moment(stored.late_finish),
        "total_float_minutes": stored.total_float_minutes,
        "free_float_minutes": stored.free_float_minutes,
        "critical": stored.critical,
        "actual_start": moment(activity.actual_start),
        "actual_finish": moment(activity.actual_finish),
    }
