"""Cuts an activity that has not begun in two halves, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rechterhand.engine.futures.parts import parted
from rechterhand.record.activity import Activity, ConstraintType, ThreePoint
from rechterhand.record.link import LagUnit, Link, LinkType
from rechterhand.record.resource import Assignment
from rechterhand.remedies.case import Case

_OF_FINISH = frozenset(
    {
        ConstraintType.FINISH_NO_EARLIER_THAN,
        ConstraintType.FINISH_NO_LATER_THAN,
        ConstraintType.MUST_FINISH_ON,
        ConstraintType.FINISH_ON,
        ConstraintType.MANDATORY_FINISH,
    }
)
_FREE = ConstraintType.AS_SOON_AS_POSSIBLE
_OUT_OF_FINISH = frozenset({LinkType.FS, LinkType.FF})
_INTO_FINISH = frozenset({LinkType.FF, LinkType.SF})
_SHARES = frozenset({LagUnit.PERCENT, LagUnit.ELAPSED_PERCENT})


def halved(case: Case, key: int) -> tuple[Case, int]:
    """The case with an activity in two halves, and the id of the second; the first keeps the id.

    Both halves last as long as one another in every future. What held the start of the whole holds the first, what
    held its finish the second, and what waited for either waits for that half.
    """
    plan = case.plan
    whole = plan.activity(key)
    second = max(one.id for one in plan.activities) + 1
    rows: list[Activity] = []
    for one in plan.activities:
        rows += [one] if one is not whole else [_first(one), _second(one, second)]
    staff, number = list(plan.assignments), max((one.id for one in plan.assignments), default=0)
    for place, assignment in enumerate(plan.assignments):
        if assignment.activity_id == key:
            number += 1
            staff[place] = _half(assignment)
            staff.append(replace(_half(assignment), id=number, activity_id=second, delay_minutes=0))
    links = [*_relinked(plan.links, whole, second), Link(key, second)]
    cut = replace(plan, activities=tuple(rows), assignments=tuple(staff), links=tuple(links))
    return replace(case, plan=cut, uncertainty=parted(case.uncertainty, key, second)), second


def _first(one: Activity) -> Activity:
    kinds = (one.constraint, one.second_constraint)
    return replace(
        _part(one, (one.duration_minutes or 0) // 2),
        constraint=_FREE if kinds[0] in _OF_FINISH else kinds[0],
        second_constraint=None if kinds[1] in _OF_FINISH else kinds[1],
        deadline=None,
        expected_finish=None,
        external_late_finish=None,
    )


def _second(one: Activity, key: int) -> Activity:
    late = ConstraintType.AS_LATE_AS_POSSIBLE
    kinds = (one.constraint, one.second_constraint)
    return replace(
        _part(one, (one.duration_minutes or 0) - (one.duration_minutes or 0) // 2),
        id=key,
        row=None,
        guid=None,
        levelling_delay_minutes=0,
        external_early_start=None,
        constraint=kinds[0] if kinds[0] in _OF_FINISH or kinds[0] is late else _FREE,
        second_constraint=kinds[1] if kinds[1] in _OF_FINISH else None,
    )


def _part(one: Activity, minutes: int) -> Activity:
    """A part that lasts so long, with its share of the three points."""
    whole, points = one.duration_minutes or 1, one.three_point
    if points is not None:
        given = (points.low_minutes, points.likely_minutes, points.high_minutes)
        points = ThreePoint(*(None if value is None else round(value * minutes / whole) for value in given))
    left = None if one.remaining_duration_minutes is None else minutes
    return replace(one, duration_minutes=minutes, remaining_duration_minutes=left, three_point=points, splits=())


def _half(one: Assignment) -> Assignment:
    return replace(
        one,
        work_minutes=one.work_minutes / 2,
        remaining_work_minutes=one.remaining_work_minutes / 2,
        remaining_parts=(),
        start=None,
        finish=None,
    )


def _relinked(links: tuple[Link, ...], whole: Activity, second: int) -> Iterator[Link]:
    """The links, those of the whole at the half that they speak of."""
    for one in links:
        made = one
        if one.successor_id == whole.id and one.type in _INTO_FINISH:
            made = replace(made, successor_id=second)
        if one.predecessor_id == whole.id:
            made = _from_half(made, whole, second)
        yield made


def _from_half(one: Link, whole: Activity, second: int) -> Link:
    """A link out of the whole: a wait after its start may end in the second half."""
    share, half = one.lag_unit in _SHARES, (whole.duration_minutes or 0) // 2
    if one.type in _OUT_OF_FINISH:
        percent = 2 * one.lag_percent if share and one.lag_percent else one.lag_percent
        return replace(one, predecessor_id=second, lag_percent=percent)
    if share:
        percent = 2 * (one.lag_percent or 0)
        over = percent > 100
        return replace(one, predecessor_id=second if over else one.predecessor_id, lag_percent=percent - 100 * over)
    if one.lag_unit is LagUnit.WORKING and one.lag_minutes > half:
        return replace(one, predecessor_id=second, lag_minutes=one.lag_minutes - half)
    return one
