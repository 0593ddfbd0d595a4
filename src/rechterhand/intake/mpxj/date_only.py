"""Microsoft Exchange files may hold dates without time of day; Microsoft Project then starts and ends days by default.

Starts become the first and finishes the last moment of work on that day in the project's calendar.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from rechterhand.intake.mpxj.calendars import calendar
from rechterhand.intake.mpxj.values import Row, clock
from rechterhand.record.calendar import STANDARD_DAY, Hours

_MIDNIGHT = "T00:00:00.0"
_STARTS = frozenset({"start", "early_start", "late_start", "actual_start", "resume", "start_date", "baseline_start"})
_FINISHES = frozenset(
    {"finish", "early_finish", "late_finish", "actual_finish", "stop", "deadline", "finish_date", "baseline_finish",
     "status_date"}
)  # fmt: skip


def is_date_only(properties: Row) -> bool:
    """Whether the file's dates have no time of day."""
    return properties.get("file_type") == "MPX" and "HH_MM" not in str(properties.get("date_format", "HH_MM"))


def with_times(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with times of day in the dates of the project, its tasks and assignments."""
    properties = document["property_values"]
    rows = document.get("calendars", ())
    of_project: Row = next(
        (row for row in rows if row.get("unique_id", 0) == properties.get("default_calendar_unique_id")), {}
    )
    week = calendar(of_project, {}).week
    morning = clock(str(properties.get("default_start_time", "08:00")))
    later = morning - STANDARD_DAY[0][0]
    default = tuple((start + later, end + later) for start, end in STANDARD_DAY)
    days = [hours or default for hours in week]
    return {
        **document,
        "property_values": _timed(properties, days),
        "tasks": [_timed(row, days) for row in document.get("tasks", ())],
        "assignments": [_timed(row, days) for row in document.get("assignments", ())],
    }


def _timed(row: Row, days: list[Hours]) -> dict[str, Any]:
    made = dict(row)
    point = "duration" in row and not row["duration"]
    for key, value in row.items():
        ends = key in _FINISHES or (key == "constraint_date" and "FINISH" in str(row.get("constraint_type")))
        if (
            isinstance(value, str)
            and value.endswith(_MIDNIGHT)
            and (ends or key in _STARTS or key == "constraint_date")
        ):
            hours = days[date.fromisoformat(value[:10]).weekday()]
            made[key] = _at(value, hours[-1][1] if ends and not point else hours[0][0])
    return made


def _at(value: str, minute: int) -> str:
    """A date at a minute of the day; the end of the day is its last minute."""
    minute = min(minute, 1439)
    return f"{value[:10]}T{minute // 60:02}:{minute % 60:02}:00.0"
