"""Fits a plan to Primavera: one root, a calendar for each activity, no deadlines, no lags in elapsed time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from rechterhand.export.mpxj.leaves import between_leaves
from rechterhand.export.mpxj.marks import without_excess
from rechterhand.export.mpxj.tally import Tally
from rechterhand.export.mpxj.under_way import with_remaining_dates
from rechterhand.export.mpxj.worked import worked_between
from rechterhand.export.writer import LeftOut
from rechterhand.record.activity import Activity, ActivityType, Baseline, ConstraintType, TaskType
from rechterhand.record.calendar import Calendar
from rechterhand.record.link import LagUnit, Link, LinkType
from rechterhand.record.plan import Dialect, LagCalendar, Plan
from rechterhand.record.resource import ResourceKind

WEEK_MINUTES = 7 * 1440
ROUND_THE_CLOCK: Any = (((0, 1440),),) * 7
_TYPES = {ActivityType.MILESTONE: ActivityType.FINISH_MILESTONE, ActivityType.HAMMOCK: ActivityType.LEVEL_OF_EFFORT}
_FIXED_DURATION = frozenset({TaskType.FIXED_DURATION, TaskType.FIXED_DURATION_AND_UNITS})
"""Tasks that Microsoft Project schedules without looking at resources' calendars."""
_FROM_START = frozenset({LinkType.SS, LinkType.SF})
_HARD = {
    ConstraintType.MANDATORY_START: ConstraintType.MUST_START_ON,
    ConstraintType.MANDATORY_FINISH: ConstraintType.MUST_FINISH_ON,
}


def fit(plan: Plan) -> tuple[Plan, tuple[LeftOut, ...]]:
    """The plan in Primavera's terms, and what can't be said in them."""
    tally = Tally()
    rows = tuple(one for one in plan.activities if one.active and not one.external)
    tally.add("inactive", len(plan.activities) - len(rows))
    kept = {one.id for one in rows}
    inside = tuple(one for one in plan.links if one.predecessor_id in kept and one.successor_id in kept)
    plan = _rooted(without_excess(replace(plan, activities=rows, links=inside), tally, primavera=True))
    links = between_leaves(plan)
    tally.add("links_on_summaries", len(inside) - sum(one in set(links) for one in inside))
    calendars = _with_round_the_clock(plan)
    own = _calendar_of(plan, calendars)
    lags = _Lags(plan, calendars, own)
    tally.add("calendar_of_dates", sum(_only_dates(one) for one in calendars))
    tally.add("other_letters", sum(map(_unwritable, _names(plan))))
    fitted = replace(
        plan,
        dialect=Dialect.PRIMAVERA,
        calendars=calendars,
        activities=tuple(_activity(one, own, plan, tally) for one in plan.activities),
        links=tuple(_link(one, lags, tally) for one in links),
    )
    return with_remaining_dates(fitted), tally.left_out()


def _rooted(plan: Plan) -> Plan:
    """Primavera demands one node above all others, with a number above nought."""
    top = [one for one in plan.activities if one.parent_id is None]
    fresh = max((one.id for one in plan.activities), default=0) + 1
    if len(top) == 1 and top[0].type.is_summary:
        root = top[0]
        if root.id > 0:
            return plan
        rows = [replace(one, id=fresh) if one is root else one for one in plan.activities]
        rows = [replace(one, parent_id=fresh) if one.parent_id == root.id else one for one in rows]
        return replace(plan, activities=tuple(rows))
    head = Activity(fresh, plan.name, ActivityType.SUMMARY, row=0, wbs=plan.key, outline_level=0)
    rows = [replace(one, parent_id=fresh) if one.parent_id is None else one for one in plan.activities]
    return replace(plan, activities=(head, *rows))


def _with_round_the_clock(plan: Plan) -> tuple[Calendar, ...]:
    """The plan's calendars, and one without pauses when durations are in elapsed time."""
    if not any(one.elapsed for one in plan.activities):
        return plan.calendars
    key = max((one.id for one in plan.calendars), default=0) + 1
    return (*plan.calendars, Calendar(key, "24 x 7", ROUND_THE_CLOCK, minutes_per_day=1440))


def _only_dates(one: Calendar) -> bool:
    """Works on single dates only: readers of these files then take Monday to Friday."""
    return one.parent_id is None and not any(one.week) and any(each.hours for each in one.exceptions)


def _calendar_of(plan: Plan, calendars: tuple[Calendar, ...]) -> Mapping[int, int | None]:
    """The calendar of each activity: its own, else that of the one resource that does it, else the plan's."""
    if plan.dialect is Dialect.PRIMAVERA:
        return {one.id: one.calendar_id for one in plan.activities}
    of_resource = {
        one.id: one.calendar_id
        for one in plan.resources
        if one.calendar_id is not None and one.kind in {ResourceKind.WORK, ResourceKind.EQUIPMENT}
    }
    used: dict[int, set[int]] = {}
    for one in plan.assignments:
        if one.resource_id in of_resource:
            used.setdefault(one.activity_id, set()).add(of_resource[one.resource_id])
    found: dict[int, int | None] = {}
    for each in plan.activities:
        fixed = each.ignore_resource_calendars or each.manual or each.task_type in _FIXED_DURATION
        theirs = set() if fixed else used.get(each.id, set())
        otherwise = next(iter(theirs)) if len(theirs) == 1 else plan.default_calendar_id
        found[each.id] = each.calendar_id if each.calendar_id is not None else otherwise
        if each.elapsed:
            found[each.id] = calendars[-1].id
    return found


def _activity(one: Activity, calendars: Mapping[int, int | None], plan: Plan, tally: Tally) -> Activity:
    tally.add("baselines", bool(one.baselines) and not one.type.is_summary)
    tally.add("splits", len(one.splits) > 1)
    tally.add("levelling_delay", bool(one.levelling_delay_minutes))
    one = _deadline(one, tally) if one.deadline is not None else one
    if one.manual and one.start is not None and not one.started:
        tally.add("manual")
        one = replace(one, constraint=ConstraintType.MUST_START_ON, constraint_date=one.start)
    return replace(
        one,
        type=_TYPES.get(one.type, one.type),
        calendar_id=calendars[one.id],
        manual=False,
        elapsed=False,
        constraint=_HARD.get(one.constraint, one.constraint),
        **_planned(one),
        wbs=one.wbs if one.wbs or not one.type.is_summary else str(one.id),
        code=one.code or one.wbs or f"A{one.id}",
    )


def _planned(one: Activity) -> dict[str, Any]:
    """What was planned: Primavera moves it along until work begins, then it stays as it was approved."""
    approved = (one.baseline() if one.started else None) or Baseline(0)
    duration = one.planned_duration_minutes
    return {
        "planned_start": one.planned_start or approved.start or one.start,
        "planned_finish": one.planned_finish or approved.finish or one.finish,
        "planned_duration_minutes": (approved.duration_minutes or one.duration_minutes)
        if duration is None
        else duration,
    }


def _deadline(one: Activity, tally: Tally) -> Activity:
    """A deadline as a date to finish on or before, where a place for it is free."""
    limit = ConstraintType.FINISH_NO_LATER_THAN
    if one.constraint is ConstraintType.AS_SOON_AS_POSSIBLE:
        return replace(one, constraint=limit, constraint_date=one.deadline, deadline=None)
    if one.second_constraint is None:
        return replace(one, second_constraint=limit, second_constraint_date=one.deadline, deadline=None)
    tally.add("deadline")
    return replace(one, deadline=None)


def _link(one: Link, lags: _Lags, tally: Tally) -> Link:
    if one.lag_unit is LagUnit.WORKING:
        return one
    tally.add("lag_unit")
    return replace(one, lag_minutes=lags.working(one), lag_unit=LagUnit.WORKING, lag_percent=None)


class _Lags:
    """Lags in working time: percentages of the predecessor's length; elapsed ones by what is worked meanwhile in the
    calendar that counts lags, where the plan dates the predecessor, else by the working share of a week.
    """

    def __init__(self, plan: Plan, calendars: tuple[Calendar, ...], own: Mapping[int, int | None]) -> None:
        self._options, self._default, self._own = plan.options, plan.default_calendar_id, own
        self._activities = {one.id: one for one in plan.activities}
        self._calendars = {one.id: one for one in calendars}

    def working(self, one: Link) -> int:
        """Its minutes."""
        before = self._activities[one.predecessor_id]
        minutes = one.lag_minutes
        if one.lag_unit in {LagUnit.PERCENT, LagUnit.ELAPSED_PERCENT}:
            minutes = round((one.lag_percent or 0.0) / 100 * (before.duration_minutes or 0))
        if one.lag_unit is LagUnit.PERCENT or self._options.lag_calendar is LagCalendar.TWENTY_FOUR_HOURS:
            return minutes
        first = before.start if one.type in _FROM_START else before.finish
        calendar = self._calendars.get(self._counting(one) or 0)
        if first is None or calendar is None:
            return round(minutes * self._options.minutes_per_week / WEEK_MINUTES)
        return worked_between(calendar, self._calendars, first, first + timedelta(minutes=minutes))

    def _counting(self, one: Link) -> int | None:
        """The calendar that counts this lag."""
        if self._options.lag_calendar is LagCalendar.PROJECT:
            return self._default
        by_predecessor = self._options.lag_calendar is LagCalendar.PREDECESSOR
        return self._own[one.predecessor_id if by_predecessor else one.successor_id] or self._default


def _names(plan: Plan) -> Iterator[str]:
    yield from (one.name for one in plan.activities)
    yield from (one.name for one in plan.resources)
    marks = (pair for one in plan.activities for pair in (*one.codes.items(), *one.fields.items()))
    yield from {str(text) for pair in marks for text in pair}


def _unwritable(name: str) -> bool:
    """Whether a name has letters outside Windows' Western code page, in which these files are written."""
    try:
        name.encode("cp1252")
    except UnicodeEncodeError:
        return True
    return False
