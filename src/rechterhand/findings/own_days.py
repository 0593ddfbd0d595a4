"""Days of an activity in words: working days, or days of its own calendar where that has another week."""

from __future__ import annotations

from rechterhand.findings.calendars import weekdays_of
from rechterhand.record.activity import Activity
from rechterhand.record.plan import Plan
from rechterhand.text import Message


def own_days(plan: Plan, one: Activity, days: float) -> Message:
    """'2 working days'; '3 days of its calendar (7 a week)' where its calendar has another week than the plan's."""
    if one.elapsed or one.calendar_id is None or plan.default_calendar_id is None:
        return Message.of("checks.days", days=days)
    own, usual = (weekdays_of(plan.calendars, key) for key in (one.calendar_id, plan.default_calendar_id))
    if own in {0, usual}:
        return Message.of("checks.days", days=days)
    return Message.of("checks.days_of_week", days=days, week=own)
