"""Cuts an activity in two parts, one after the other, so that other work can begin or end with the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rechterhand.engine.futures.parts import parted
from rechterhand.record.activity import Activity, ConstraintType, ThreePoint
from rechterhand.record.link import LagUnit, Link, LinkType
from rechterhand.record.resource import Assignment
from rechterhand.remedies.case import Case, remaining

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


def cut(case: Case, key: int, tail: int) -> tuple[Case, int]:
    """The case with the last ``tail`` minutes of an activity as an activity of its own, and the id of that.

    The first part keeps the id and what was done. Both take as many times what is planned in every future as the whole
    did. What held the start of the whole holds the first, what held its finish the second, and what waited for either
    waits for that part.

    Raises
    ------
    ValueError
        There isn't so much left to do, or nothing would be left of the first part.
    """
    plan = case.plan
    whole = plan.activity(key)
    left = remaining(whole)
    if not 0 < tail < left:
        raise ValueError(f"of {left} minutes that are left no part of {tail} can be cut")
    second = max(one.id for one in plan.activities) + 1
    rows: list[Activity] = []
    for one in plan.activities:
        rows += [one] if one is not whole else [_first(one, tail), _second(one, second, tail)]
    staff, number = list(plan.assignments), max((one.id for one in plan.assignments), default=0)
    for place, assignment in enumerate(plan.assignments):
        if assignment.activity_id == key:
            number += 1
            staff[place], more = _shared(assignment, tail / left)
            staff.append(replace(more, id=number, activity_id=second))
    links = [*_relinked(plan.links, whole, second, tail), Link(key, second)]
    made = replace(plan, activities=tuple(rows), assignments=tuple(staff), links=tuple(links))
    return replace(case, plan=made, uncertainty=parted(case.uncertainty, key, second, tail / left)), second


def _first(one: Activity, tail: int) -> Activity:
    kinds = (one.constraint, one.second_constraint)
    left = one.remaining_duration_minutes
    return replace(
        _lasting(one, (one.duration_minutes or 0) - tail),
        remaining_duration_minutes=None if left is None else left - tail,
        constraint=_FREE if kinds[0] in _OF_FINISH else kinds[0],
        second_constraint=None if kinds[1] in _OF_FINISH else kinds[1],
        deadline=None,
        expected_finish=None,
        external_late_finish=None,
    )


def _second(one: Activity, key: int, tail: int) -> Activity:
    late = ConstraintType.AS_LATE_AS_POSSIBLE
    kinds = (one.constraint, one.second_constraint)
    return replace(
        _lasting(one, tail),
        id=key,
        row=None,
        guid=None,
        start=None,
        finish=None,
        actual_start=None,
        actual_duration_minutes=None,
        remaining_duration_minutes=None,
        percent_complete=None,
        percent_work_complete=None,
        percent_physical=None,
        reported=None,
        stop=None,
        resume=None,
        suspended=None,
        levelling_delay_minutes=0,
        external_early_start=None,
        constraint=kinds[0] if kinds[0] in _OF_FINISH or kinds[0] is late else _FREE,
        second_constraint=kinds[1] if kinds[1] in _OF_FINISH else None,
    )


def _lasting(one: Activity, minutes: int) -> Activity:
    """A part that lasts so long, with its share of the three points."""
    whole, points = one.duration_minutes or 1, one.three_point
    if points is not None:
        given = (points.low_minutes, points.likely_minutes, points.high_minutes)
        points = ThreePoint(*(None if value is None else round(value * minutes / whole) for value in given))
    return replace(one, duration_minutes=minutes, three_point=points, splits=())


def _shared(one: Assignment, share: float) -> tuple[Assignment, Assignment]:
    """Somebody's work on both parts; ``share`` of what is left goes with the second."""
    moved = share * (one.remaining_work_minutes or one.work_minutes - one.actual_work_minutes)
    kept = max(0.0, one.remaining_work_minutes - moved)
    first = replace(one, work_minutes=one.work_minutes - moved, remaining_work_minutes=kept, remaining_parts=())
    second = replace(
        one,
        work_minutes=moved,
        remaining_work_minutes=moved if one.remaining_work_minutes else 0,
        actual_work_minutes=0,
        delay_minutes=0,
        start=None,
        finish=None,
        actual_start=None,
        stop=None,
        resume=None,
        actual_parts=(),
        remaining_parts=(),
    )
    return first, second


def _relinked(links: tuple[Link, ...], whole: Activity, second: int, tail: int) -> Iterator[Link]:
    """The links, those of the whole at the part that they speak of."""
    for one in links:
        made = one
        if one.successor_id == whole.id and one.type in _INTO_FINISH:
            made = replace(made, successor_id=second)
        if one.predecessor_id == whole.id:
            made = _from_part(made, whole, second, tail)
        yield made


def _from_part(one: Link, whole: Activity, second: int, tail: int) -> Link:
    """A link out of the whole: a wait after its start may end in the second part."""
    lasts, share = whole.duration_minutes or 1, one.lag_unit in _SHARES
    first, last = (lasts - tail) / lasts, tail / lasts
    percent = one.lag_percent or 0.0
    if one.type in _OUT_OF_FINISH:
        return replace(one, predecessor_id=second, lag_percent=percent / last if share else one.lag_percent)
    if share:
        over = percent > 100 * first
        rest = (percent - 100 * first) / last if over else percent / first
        return replace(one, predecessor_id=second if over else one.predecessor_id, lag_percent=rest)
    if one.lag_unit is LagUnit.WORKING and one.lag_minutes > lasts - tail:
        return replace(one, predecessor_id=second, lag_minutes=one.lag_minutes - (lasts - tail))
    return one
