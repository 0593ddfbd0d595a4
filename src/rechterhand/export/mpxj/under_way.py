"""Dates of the work that is left, which Primavera keeps of all that has begun and hasn't ended.

Its finish column holds the approved date by then. A reader that finds no dates of what is left takes that one for the
end, be it before the start.
"""

from __future__ import annotations

from dataclasses import replace

from rechterhand.export.mpxj.worked import go_on, worked_until
from rechterhand.record.activity import Activity
from rechterhand.record.calendar import Calendar
from rechterhand.record.plan import Plan


def with_remaining_dates(plan: Plan) -> Plan:
    """The plan with the dates of what is left of work under way, where it doesn't have them.

    Parameters
    ----------
    plan
        In Primavera's terms: each activity has its calendar.
    """
    calendars = {one.id: one for one in plan.calendars}
    return replace(plan, activities=tuple(_dated(one, plan, calendars) for one in plan.activities))


def _dated(one: Activity, plan: Plan, calendars: dict[int, Calendar]) -> Activity:
    kept = one.stored
    if not one.started or one.finished or one.type.is_summary:
        return one
    if kept.remaining_early_start is not None and kept.remaining_early_finish is not None:
        return one
    calendar = calendars.get(one.calendar_id or plan.default_calendar_id or 0)
    start, finish = kept.remaining_early_start or one.resume, kept.remaining_early_finish or one.finish
    if calendar is not None:
        from_ = max(filter(None, (one.actual_start, one.stop, plan.status_date)))
        start = start or go_on(calendar, calendars, from_)
        left = one.duration_minutes if one.remaining_duration_minutes is None else one.remaining_duration_minutes
        finish = finish or worked_until(calendar, calendars, start or from_, left or 0)
    dates = replace(
        kept,
        early_start=start,
        early_finish=finish,
        remaining_early_start=start,
        remaining_early_finish=finish,
        remaining_late_finish=kept.remaining_late_finish or kept.late_finish,
    )
    return replace(one, stored=dates)
