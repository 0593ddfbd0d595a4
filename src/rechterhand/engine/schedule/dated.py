"""A plan with the dates that scheduling gave it, as a scheduling tool saves them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from rechterhand.engine.network.clock import build_clock
from rechterhand.engine.network.kernel import arrays_of, work_before
from rechterhand.engine.schedule.result import NO_DATE, Minutes, ScheduleResult, to_minute, to_moment
from rechterhand.record.activity import Activity, StoredDates
from rechterhand.record.plan import Dialect, Plan
from rechterhand.record.resource import Assignment


def dated(result: ScheduleResult) -> Plan:
    """The plan with computed starts, finishes, floats and summaries' durations filled in; its options stay.

    Parameters
    ----------
    result
        The plan's schedule.
    """
    plan = result.plan
    rows = tuple(_row(result, row, one) for row, one in enumerate(plan.activities))
    rows = tuple(_summary(plan, one) for one in rows) if plan.default_calendar_id is not None else rows
    of_row = {one.id: one for one in rows}
    return replace(
        plan,
        activities=rows,
        assignments=tuple(_assigned(one, of_row.get(one.activity_id)) for one in plan.assignments),
        finish=result.project_finish,
    )


def _assigned(one: Assignment, task: Activity | None) -> Assignment:
    """An assignment without dates of its own lasts as long as its task."""
    if task is None or one.start is not None or one.finish is not None:
        return one
    return replace(one, start=task.start, finish=task.finish)


def _row(result: ScheduleResult, row: int, one: Activity) -> Activity:
    if result.early_start[row] == NO_DATE:
        return one
    start, finish = to_moment(int(result.early_start[row])), to_moment(int(result.early_finish[row]))
    return replace(
        one, start=one.actual_start or start, finish=one.actual_finish or finish, stored=_stored(result, row)
    )


def _stored(result: ScheduleResult, row: int) -> StoredDates:
    one = result.plan.activities[row]
    primavera = result.plan.dialect is Dialect.PRIMAVERA
    if primavera and one.finished:
        return StoredDates()
    start = (result.remaining_start if primavera else result.early_start)[row]
    early, finish, late, until = (
        to_moment(int(moment))
        for moment in (start, result.early_finish[row], result.late_start[row], result.late_finish[row])
    )
    remaining = primavera and not one.type.is_summary
    return StoredDates(
        early_start=early,
        early_finish=finish,
        late_start=late,
        late_finish=until,
        remaining_early_start=early if remaining else None,
        remaining_early_finish=finish if remaining else None,
        remaining_late_start=late if remaining else None,
        remaining_late_finish=until if remaining else None,
        total_float_minutes=_minutes(result.total_float, row),
        free_float_minutes=_minutes(result.free_float, row),
        start_float_minutes=_minutes(result.start_float, row),
        finish_float_minutes=_minutes(result.finish_float, row),
        critical=bool(result.critical[row]),
    )


def _minutes(values: Minutes, row: int) -> int | None:
    return None if values[row] == NO_DATE else int(values[row])


def _summary(plan: Plan, one: Activity) -> Activity:
    """Working time of the plan's calendar between a summary's ends."""
    if not one.type.is_summary or one.start is None or one.finish is None or one.finish <= one.start:
        return one
    key = plan.default_calendar_id or 0
    clock = build_clock(plan.calendars, [key], one.start.date(), one.finish.date() + timedelta(days=1))
    arrays, place = arrays_of(clock), clock.position[key]
    length = work_before(arrays, place, to_minute(one.finish)) - work_before(arrays, place, to_minute(one.start))
    return replace(one, duration_minutes=int(length))
