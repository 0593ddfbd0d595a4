"""Calendars of MPXJ's JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rechterhand.intake.mpxj.values import Row, clock, day
from rechterhand.record.calendar import STANDARD_WEEK, Calendar, CalendarException, Hours, WorkWeek

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def calendar(row: Row, expanded: Mapping[str, Sequence[Row]], *, filled: bool = False) -> Calendar:
    """One calendar; days of type default follow the parent.

    Parameters
    ----------
    row
        As in MPXJ's JSON.
    expanded
        Recurring exceptions as days, by calendar.
    filled
        Microsoft Project 98's format (.mpp of type 8): MPXJ gives the standard hours for a derived calendar's days
        that follow the parent.
    """
    key = row.get("unique_id", 0)
    week = _week(row)
    if filled and row.get("parent_unique_id") is not None:
        week = tuple(None if own == usual else own for own, usual in zip(week, STANDARD_WEEK, strict=True))
    return Calendar(
        id=int(key),
        name=str(row.get("name") or ""),
        week=week,
        exceptions=tuple(
            CalendarException(day(one["from"]), day(one["to"]), _hours(one.get("hours")), one.get("name"))
            for one in expanded.get(str(key), row.get("exceptions", ()))
        ),
        work_weeks=tuple(
            WorkWeek(day(one["effective_from"]), day(one["effective_to"]), _week(one), one.get("name"))
            for one in row.get("working_weeks", ())
        ),
        parent_id=row.get("parent_unique_id"),
        minutes_per_day=row.get("minutes_per_day"),
        minutes_per_week=row.get("minutes_per_week"),
        minutes_per_month=row.get("minutes_per_month"),
        of_resource=row.get("type") == "RESOURCE" or bool(row.get("personal")),
    )


def _week(row: Row) -> tuple[Hours | None, ...]:
    return tuple(_day(row.get(name)) for name in _DAYS)


def _day(told: Any) -> Hours | None:
    if told is None or told.get("type") == "default":
        return None
    return _hours(told.get("hours"))


def _hours(told: Any) -> Hours:
    """Intervals in order; an end of 00:00 is midnight at the end of the day."""
    spans = []
    for one in told or ():
        if "from" not in one or "to" not in one:
            continue  # a damaged file
        start, finish = clock(one["from"]), clock(one["to"])
        if finish <= start:
            finish = 1440
        spans.append((start, finish))
    return tuple(sorted(spans))
