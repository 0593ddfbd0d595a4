"""Calendars as the worker takes them."""

from __future__ import annotations

from typing import Any

from rechterhand.record.calendar import Calendar


def calendar(one: Calendar) -> dict[str, Any]:
    """One calendar: week, exceptions, work weeks and parent."""
    minutes = {"Day": one.minutes_per_day, "Week": one.minutes_per_week, "Month": one.minutes_per_month}
    return {
        "id": one.id,
        "name": one.name,
        "personal": one.of_resource,
        "parent": one.parent_id,
        "minutes": {name: value for name, value in minutes.items() if value is not None},
        "week": one.week,
        "exceptions": [
            {"first": each.first.isoformat(), "last": each.last.isoformat(), "hours": each.hours, "name": each.name}
            for each in one.exceptions
        ],
        "work_weeks": [
            {"first": each.first.isoformat(), "last": each.last.isoformat(), "week": each.week, "name": each.name}
            for each in one.work_weeks
        ],
    }
