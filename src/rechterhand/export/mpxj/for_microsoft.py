"""Fits a plan to Microsoft Project: its types, one date rule for each task, no work of the level-of-effort kind."""

from __future__ import annotations

from dataclasses import replace

from rechterhand.export.mpxj.marks import without_excess
from rechterhand.export.mpxj.tally import Tally
from rechterhand.export.writer import LeftOut
from rechterhand.record.activity import Activity, ActivityType, ConstraintType
from rechterhand.record.plan import Dialect, Plan

_TYPES = {
    ActivityType.RESOURCE_DEPENDENT: ActivityType.TASK,
    ActivityType.START_MILESTONE: ActivityType.MILESTONE,
    ActivityType.FINISH_MILESTONE: ActivityType.MILESTONE,
}
_FOLLOWING = frozenset({ActivityType.LEVEL_OF_EFFORT, ActivityType.HAMMOCK, ActivityType.WBS_SUMMARY})
_CONSTRAINTS = {
    ConstraintType.START_ON: ConstraintType.START_NO_EARLIER_THAN,
    ConstraintType.FINISH_ON: ConstraintType.FINISH_NO_EARLIER_THAN,
    ConstraintType.MANDATORY_START: ConstraintType.MUST_START_ON,
    ConstraintType.MANDATORY_FINISH: ConstraintType.MUST_FINISH_ON,
}
_LIMITS = frozenset({ConstraintType.FINISH_NO_LATER_THAN, ConstraintType.FINISH_ON})


def fit(plan: Plan) -> tuple[Plan, tuple[LeftOut, ...]]:
    """The plan in Microsoft Project's terms, and what can't be said in them."""
    tally = Tally()
    primavera = plan.dialect is Dialect.PRIMAVERA
    following = {one.id for one in plan.activities if one.type in _FOLLOWING}
    links = tuple(
        one for one in plan.links if one.predecessor_id not in following and one.successor_id not in following
    )
    tally.add("following", len(following))
    tally.add("must_finish_by", plan.options.must_finish_by is not None)
    rows = tuple(one for one in plan.activities if not one.external)
    tally.add("external", len(plan.activities) - len(rows))
    known = {one.id for one in rows}
    fitted = replace(
        plan,
        dialect=Dialect.MICROSOFT,
        activities=tuple(_activity(one, plan, tally, primavera=primavera) for one in rows),
        links=tuple(one for one in links if one.predecessor_id in known and one.successor_id in known),
    )
    return without_excess(fitted, tally, primavera=False), tally.left_out()


def _activity(one: Activity, plan: Plan, tally: Tally, *, primavera: bool) -> Activity:
    tally.add("splits", len(one.splits) > 1)
    tally.add("expected_finish", one.expected_finish is not None and not one.finished)
    if one.type in _FOLLOWING:
        return replace(one, type=ActivityType.TASK, manual=True)
    one = _one_date(one, tally)
    one = replace(one, type=_TYPES.get(one.type, one.type), wbs=one.code or one.wbs)
    if not primavera or one.type.is_summary:
        return one
    one = replace(one, ignore_resource_calendars=True)
    if one.started and not one.finished:
        return _resumed(one, plan)
    return one


def _one_date(one: Activity, tally: Tally) -> Activity:
    """Microsoft Project knows one date rule and a deadline; the second rule becomes the deadline where it can."""
    limits = (one.constraint, one.constraint_date), (one.second_constraint, one.second_constraint_date)
    late = next((date for kind, date in limits if kind in _LIMITS), None)
    if late is not None and one.deadline is None and one.constraint is not ConstraintType.FINISH_NO_LATER_THAN:
        one = replace(one, deadline=late)
    elif one.second_constraint is not None:
        tally.add("second_date")
    tally.add("soft_date", one.constraint is ConstraintType.START_ON)
    return replace(
        one,
        constraint=_CONSTRAINTS.get(one.constraint, one.constraint),
        second_constraint=None,
        second_constraint_date=None,
    )


def _resumed(one: Activity, plan: Plan) -> Activity:
    """Primavera's remaining work lies behind the data date; Microsoft Project wants that said."""
    done = max(0, (one.duration_minutes or 0) - (one.remaining_duration_minutes or 0))
    return replace(
        one,
        resume=one.resume or plan.status_date,
        stop=one.stop or plan.status_date,
        actual_duration_minutes=one.actual_duration_minutes or done or None,
    )
