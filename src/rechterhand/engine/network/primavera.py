"""P6's rules for one activity: data date, constraints, milestones, expected finish."""

from __future__ import annotations

from datetime import datetime

from rechterhand.engine.network.arrays import STAYS
from rechterhand.engine.network.rule import Rule, Setting, minute
from rechterhand.record.activity import Activity, ActivityType, ConstraintType
from rechterhand.record.plan import ProgressMode


def rule(activity: Activity, setting: Setting) -> Rule:
    """What P6 makes of an activity. No remaining work lies before the data date; finished work passes logic on."""
    calendar = calendar_of(activity, setting)
    made = Rule(
        calendar=calendar,
        float_calendar=calendar,
        duration=_duration(activity),
        start_from=setting.data_date,
        stays_at_start=activity.type is ActivityType.START_MILESTONE,
        stays_at_finish=activity.type is ActivityType.FINISH_MILESTONE,
        finished=activity.finished,
        start_links=STAYS,
    )
    if activity.actual_start is not None:
        made.fixed_start = minute(activity.actual_start)
    if activity.actual_finish is not None:
        made.fixed_finish = minute(activity.actual_finish)
        made.calendar = made.float_calendar = None  # finished work hands on the data date itself, whatever its calendar
        if setting.plan.options.progress is ProgressMode.ACTUAL_DATES:
            made.start_from = made.start_until = minute(activity.actual_finish)
        return made
    if activity.resume is not None and activity.suspended is not None:
        made.start_from = max(setting.data_date, minute(activity.resume))
    if not setting.plan.options.ignore_external_links:
        _external(activity, made)
    _constrain(activity, made, activity.constraint, activity.constraint_date)
    _constrain_late(made, activity.second_constraint, activity.second_constraint_date)
    if setting.plan.options.use_expected_finish and activity.expected_finish is not None:
        _expect(activity, made, setting)
    return made


def calendar_of(activity: Activity, setting: Setting) -> int | None:
    """The activity's calendar; of a resource dependent one that of its resources, when they have one together."""
    if activity.type is ActivityType.RESOURCE_DEPENDENT:
        calendars = setting.work_calendars(activity)
        if len(calendars) == 1:
            return calendars.pop()
    return activity.calendar_id if activity.calendar_id is not None else setting.plan.default_calendar_id


def _duration(activity: Activity) -> int:
    if activity.finished or activity.type.is_milestone:
        return 0
    remaining = activity.remaining_duration_minutes
    return max(0, (activity.duration_minutes or 0) if remaining is None else remaining)


def _external(activity: Activity, made: Rule) -> None:
    if activity.external_early_start is not None:
        made.start_from = max(made.start_from or 0, minute(activity.external_early_start))
    if activity.external_late_finish is not None:
        made.late_finish_by = minute(activity.external_late_finish)


def _constrain(activity: Activity, made: Rule, kind: ConstraintType, date: datetime | None) -> None:
    if kind is ConstraintType.AS_LATE_AS_POSSIBLE:
        made.alap = True
    if date is None:
        return
    at = minute(date)
    if kind in {ConstraintType.START_ON, ConstraintType.START_NO_EARLIER_THAN} and not activity.started:
        made.start_from = max(made.start_from or 0, at)
    elif kind in {ConstraintType.FINISH_ON, ConstraintType.FINISH_NO_EARLIER_THAN}:
        made.finish_from = _end_of_day(date)
    elif kind in {ConstraintType.MANDATORY_START, ConstraintType.MUST_START_ON} and not activity.started:
        made.start_from = made.start_until = at
        made.late_start_by, made.pinned_late = at, True
    elif kind in {ConstraintType.MANDATORY_FINISH, ConstraintType.MUST_FINISH_ON}:
        made.finish_from = made.finish_until = made.late_finish_by = _end_of_day(date)
        made.start_from, made.pinned_late = None, True
    _constrain_late(made, kind, date)


def _constrain_late(made: Rule, kind: ConstraintType | None, date: datetime | None) -> None:
    if date is None or kind is None:
        return
    if kind in {ConstraintType.START_ON, ConstraintType.START_NO_LATER_THAN} and made.fixed_start is None:
        at = minute(date)
        made.late_start_by = at if made.late_start_by is None else min(made.late_start_by, at)
    elif kind in {ConstraintType.FINISH_ON, ConstraintType.FINISH_NO_LATER_THAN}:
        at = _end_of_day(date)
        made.late_finish_by = at if made.late_finish_by is None else min(made.late_finish_by, at)


def _end_of_day(date: datetime) -> int:
    """A finish date without time of day means the end of that day."""
    return minute(date) + (1440 if date.hour == date.minute == 0 else 0)


def _expect(activity: Activity, made: Rule, setting: Setting) -> None:
    """The expected finish sets the remaining duration, unless late as possible or driven at the finish."""
    driven_at_finish = any(link.type in {"FF", "SF"} for link in setting.links_into.get(activity.id, ()))
    if activity.expected_finish is None or made.alap or driven_at_finish or activity.type.is_milestone:
        return
    at = _end_of_day(activity.expected_finish)
    if at >= setting.data_date:
        made.target = at
