"""On which days a plan's own calendar works: lists count working days by it without reading the plan again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from rechterhand.record.plan import Plan
from rechterhand.reports.days import WorkingDays

USUAL = "1111100"
"""Monday to Friday."""
AROUND = timedelta(days=365)
"""So long before and after the dates that a verdict speaks of, holidays are known."""


def working_days(plan: Plan, days: list[date]) -> dict[str, Any]:
    """``week``: a mark for each day from Monday, 1 where most of these days are worked; ``days_off``: days of such a
    kind on which nobody works. Days that are worked besides don't count.
    """
    if not days:
        return {"week": USUAL, "days_off": []}
    counted, first, last = WorkingDays(plan), min(days) - AROUND, max(days) + AROUND
    every = [first + timedelta(days=place) for place in range((last - first).days + 1)]
    worked = {day: counted.between(day - timedelta(days=1), day) > 0 for day in every}
    week = "".join(_mark([worked[day] for day in every if day.weekday() == weekday]) for weekday in range(7))
    if "1" not in week:
        return {"week": USUAL, "days_off": []}
    return {"week": week, "days_off": [day for day in every if week[day.weekday()] == "1" and not worked[day]]}


def _mark(worked: list[bool]) -> str:
    return "1" if 2 * sum(worked) > len(worked) else "0"
