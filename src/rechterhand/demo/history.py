"""What happened up to the status date: the programme as it really went, and what was reported of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from rechterhand.demo.calendars import DAY
from rechterhand.demo.programme import Programme, Task
from rechterhand.demo.skeleton import skeleton
from rechterhand.engine.network.clock import build_clock
from rechterhand.engine.network.kernel import arrays_of, as_start, work_before
from rechterhand.engine.schedule.result import ScheduledActivity, ScheduleResult, to_minute, to_moment
from rechterhand.engine.schedule.solve import schedule
from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.record.plan import Dialect, Plan


def with_progress(plan: Plan, programme: Programme) -> Plan:
    """The plan with actual dates, remaining durations and percentages at the status date.

    Work runs as long as it really takes, after what it depends on. Work that nobody reports on, and all that waits
    for it, hasn't begun.
    """
    tasks = {one.code: one for one in programme.tasks()}
    lived = _lived(plan, programme, tasks)
    rows = tuple(
        one if one.code is None else _reported(one, tasks[one.code], lived, programme.status_date)
        for one in plan.activities
    )
    return replace(plan, activities=rows, status_date=programme.status_date)


def known_days(programme: Programme, dialect: Dialect) -> Callable[[Task], float]:
    """How long a task takes by what is known at the status date: what it really takes from the day that it began."""
    tasks = {one.code: one for one in programme.tasks()}
    lived = _lived(skeleton(programme, dialect, days=lambda task: task.real_days), programme, tasks)
    begun = {
        one.activity.code for one in lived
        if one.activity.code is not None and one.early_start is not None and one.early_start < programme.status_date
    }  # fmt: skip
    begun -= {code for code, one in tasks.items() if one.stale}
    return lambda task: task.real_days if task.code in begun else task.expected_days


def _lived(plan: Plan, programme: Programme, tasks: dict[str, Task]) -> ScheduleResult:
    """The dates as they really are; what isn't reported on waits for the status date."""
    real = skeleton(programme, plan.dialect, days=lambda task: task.real_days)
    waits = ConstraintType.START_NO_EARLIER_THAN, programme.status_date
    return schedule(
        replace(
            real,
            activities=tuple(
                replace(one, constraint=waits[0], constraint_date=waits[1])
                if one.code is not None and tasks[one.code].stale
                else one
                for one in real.activities
            ),
        )
    )


def _reported(one: Activity, task: Task, lived: ScheduleResult, status: datetime) -> Activity:
    dates: ScheduledActivity = lived[one.id]
    start, finish = task.began or dates.early_start, task.ended or dates.early_finish
    if start is None or finish is None or start >= status or task.stale:
        return one
    calendar = _calendar(lived.plan, one)
    if task.left is None and (finish <= status or task.ended is not None):
        took = _worked(lived.plan, calendar, start, finish) if one.duration_minutes else 0
        return replace(
            one,
            actual_start=start,
            actual_finish=finish,
            duration_minutes=took,
            actual_duration_minutes=took,
            remaining_duration_minutes=0,
            percent_complete=100.0,
        )
    done = _worked(lived.plan, calendar, start, status)
    really = _worked(lived.plan, calendar, status, finish) if finish > status else 0
    left = _left(task, done, really)
    return replace(
        one,
        actual_start=start,
        duration_minutes=done + left,
        actual_duration_minutes=done,
        remaining_duration_minutes=left,
        stop=status,
        resume=_next_start(lived.plan, calendar, status),
        percent_complete=float(round(100 * done / (done + left))),
    )


def _left(task: Task, done: int, really: int) -> int:
    """What is said to be left: what was agreed, until as many days were worked as it will be late."""
    if task.left is not None:
        return round(task.left * DAY)
    late = round((task.real_days - task.expected_days) * DAY)
    return really if done >= late else max(DAY, round(task.expected_days * DAY) - done)


def _calendar(plan: Plan, one: Activity) -> int:
    """The activity's own calendar, else that of the role that does it."""
    if one.calendar_id is not None:
        return one.calendar_id
    by_role = {each.id: each.calendar_id for each in plan.resources}
    theirs = (by_role[each.resource_id] for each in plan.assignments
              if each.activity_id == one.id and each.resource_id is not None)  # fmt: skip
    return next(theirs, None) or plan.default_calendar_id or 0


def _worked(plan: Plan, calendar: int, first: datetime, last: datetime) -> int:
    """Working minutes of a calendar between two moments."""
    clock = build_clock(plan.calendars, [calendar], first.date(), last.date())
    arrays, row = arrays_of(clock), clock.position[calendar]
    return int(work_before(arrays, row, to_minute(last)) - work_before(arrays, row, to_minute(first)))


def _next_start(plan: Plan, calendar: int, after: datetime) -> datetime | None:
    """The first moment from here on at which a calendar works."""
    clock = build_clock(plan.calendars, [calendar], after.date(), after.date().replace(year=after.year + 1))
    arrays, row = arrays_of(clock), clock.position[calendar]
    return to_moment(int(as_start(arrays, row, work_before(arrays, row, to_minute(after)))))
