"""Microsoft Project's rules for one activity: nothing is enforced at the status date, hard dates may break logic."""

from __future__ import annotations

from rechterhand.engine.network.arrays import BY_LINKS, FIXED
from rechterhand.engine.network.clock import CalendarKey, Mixed
from rechterhand.engine.network.rule import Rule, Setting, minute, project_start
from rechterhand.record.activity import Activity, ConstraintType, TaskType


def rule(activity: Activity, setting: Setting) -> Rule:
    """What Microsoft Project makes of an activity."""
    own = activity.calendar_id if activity.calendar_id is not None else setting.plan.default_calendar_id
    made = Rule(
        calendar=calendar_of(activity, setting),
        duration=max(0, activity.duration_minutes or 0),
        float_calendar=own,
        stays_at_finish=True,
        stays_at_start=BY_LINKS,
    )
    if activity.elapsed:
        made.calendar = made.float_calendar = None
    if activity.manual or activity.external:
        _typed(activity, made)
    elif activity.finished:
        _finished(activity, made)
    elif activity.started:
        _started(activity, made, setting)
    else:
        _unstarted(activity, made, setting)
    if activity.manual or activity.started:
        made.start_links = FIXED
    if activity.deadline is not None and not activity.finished:
        _late_finish(made, minute(activity.deadline))
    return made


def calendar_of(activity: Activity, setting: Setting) -> CalendarKey:
    """The task's calendar, else the project's; where resources' calendars count, the time in which any of them works.

    They don't count for a task of fixed duration, nor for a manual one.
    """
    fixed = activity.task_type in _FIXED_DURATION or activity.manual or activity.ignore_resource_calendars
    calendars = set() if fixed else setting.work_calendars(activity)
    own = activity.calendar_id
    if not calendars:
        return own if own is not None else setting.plan.default_calendar_id
    if len(calendars) == 1 and own is None:
        return calendars.pop()
    return Mixed(frozenset(calendars), own if own in setting.calendars else None)


def _typed(activity: Activity, made: Rule) -> None:
    """Manual and external tasks stay where they were put."""
    if activity.start is not None:
        made.start_from = made.start_until = minute(activity.start)
        if activity.finish is not None:
            made.span = (minute(activity.start), minute(activity.finish))
            made.typed_finish = made.span[1] if activity.manual else None
    made.finished = activity.finished
    made.unlimiting = activity.finished


def _finished(activity: Activity, made: Rule) -> None:
    start = activity.actual_start or activity.start or activity.actual_finish
    finish = activity.actual_finish
    made.finished = made.unlimiting = True
    if start is None or finish is None:
        return
    made.fixed_start, made.fixed_finish = minute(start), minute(finish)
    made.start_from = made.start_until = made.fixed_start
    made.span = (made.fixed_start, made.fixed_finish)


def _started(activity: Activity, made: Rule, setting: Setting) -> None:
    """The actual start is fixed; remaining work stays where it lies, and moves after a slipping predecessor only when
    work may be split.
    """
    if activity.actual_start is None:
        return
    made.fixed_start = minute(activity.actual_start)
    begun = bool(activity.actual_duration_minutes)
    remaining = activity.remaining_duration_minutes
    begin = activity.resume if begun and activity.resume is not None else activity.actual_start
    made.start_from = minute(begin)
    made.duration = made.duration if remaining is None or not begun else remaining
    if begun and activity.resume is None:
        made.duration = max(0, activity.duration_minutes or 0)
    parts = [part for part in activity.splits if minute(part[1]) > made.start_from]
    if len(activity.splits) > 1 and parts:
        made.start_from = max(made.start_from, minute(parts[0][0]))
        made.span = (made.start_from, minute(parts[-1][1]))
    elif (work := _spread(activity, made, setting)) is not None:
        made.span = (max(made.start_from, work[0]), work[1])
    if not (begun and setting.plan.options.split_in_progress):
        made.start_until = made.start_from
    if activity.constraint is ConstraintType.FINISH_NO_EARLIER_THAN and activity.constraint_date is not None:
        made.finish_from = minute(activity.constraint_date)
    _limits(activity, made)


def _unstarted(activity: Activity, made: Rule, setting: Setting) -> None:
    links = setting.links_into.get(activity.id, ())
    dated = activity.constraint in _EARLY and activity.constraint_date is not None
    if not dated and not any(link.type in {"FS", "SS"} for link in links):
        made.start_from = minute(project_start(setting.plan))
    if len(activity.splits) > 1:
        made.span = (minute(activity.splits[0][0]), minute(activity.splits[-1][1]))
    else:
        made.span = _spread(activity, made, setting)
    made.alap = activity.constraint is ConstraintType.AS_LATE_AS_POSSIBLE
    if activity.constraint_date is None:
        return
    at = minute(activity.constraint_date)
    hard = setting.plan.options.honour_constraints
    match activity.constraint:
        case ConstraintType.START_NO_EARLIER_THAN:
            made.start_from = at if made.start_from is None else max(made.start_from, at)
        case ConstraintType.FINISH_NO_EARLIER_THAN:
            made.finish_from = at
        case ConstraintType.START_NO_LATER_THAN if hard:
            made.start_until = at
        case ConstraintType.FINISH_NO_LATER_THAN if hard:
            made.finish_until = at
        case ConstraintType.MUST_START_ON | ConstraintType.START_ON | ConstraintType.MANDATORY_START:
            made.start_from = at
            made.start_until = at if hard else None
            made.pinned_late = hard
        case ConstraintType.MUST_FINISH_ON | ConstraintType.FINISH_ON | ConstraintType.MANDATORY_FINISH:
            made.finish_from = at
            made.start_from = None if hard else made.start_from
            made.finish_until = at if hard else None
            made.pinned_late = hard
        case _:
            pass
    _limits(activity, made)


def _spread(activity: Activity, made: Rule, setting: Setting) -> tuple[int, int] | None:
    """The period in which resources with different calendars work, each in its own time, as the file spreads it; None
    for other tasks. A duration alone doesn't say who of them ends last.
    """
    if not isinstance(made.calendar, Mixed) or len(made.calendar.resources) < 2 or setting.plan.source.date_only:
        return None
    work = [(one.start, one.finish) for one in setting.working(activity) if one.work_minutes]
    starts, finishes = [start for start, _ in work if start], [finish for _, finish in work if finish]
    if not work or len(starts) < len(work) or len(finishes) < len(work) or min(starts) >= max(finishes):
        return None
    return minute(min(starts)), minute(max(finishes))


def _limits(activity: Activity, made: Rule) -> None:
    """Late dates from constraints, hard or soft."""
    if activity.constraint_date is None:
        return
    at = minute(activity.constraint_date)
    if activity.constraint in _LATE_START and not activity.started:
        made.late_start_by = at
    elif activity.constraint in _LATE_FINISH:
        _late_finish(made, at)


def _late_finish(made: Rule, at: int) -> None:
    made.late_finish_by = at if made.late_finish_by is None else min(made.late_finish_by, at)


_FIXED_DURATION = frozenset({TaskType.FIXED_DURATION, TaskType.FIXED_DURATION_AND_UNITS})
_EARLY = frozenset({ConstraintType.START_NO_EARLIER_THAN, ConstraintType.FINISH_NO_EARLIER_THAN})
"""A date of its own takes the place of the project start, also when it lies before it."""
_LATE_START = frozenset(
    {
        ConstraintType.START_NO_LATER_THAN,
        ConstraintType.MUST_START_ON,
        ConstraintType.START_ON,
        ConstraintType.MANDATORY_START,
    }
)
_LATE_FINISH = frozenset(
    {
        ConstraintType.FINISH_NO_LATER_THAN,
        ConstraintType.MUST_FINISH_ON,
        ConstraintType.FINISH_ON,
        ConstraintType.MANDATORY_FINISH,
    }
)
