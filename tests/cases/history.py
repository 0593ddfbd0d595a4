"""Four versions of the made-up programme, a month apart, with planted changes; as plans and as files of two tools."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from tests.cases.programme import DAY, programme

from rechterhand.engine.simulate.run import Run
from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.record.link import Link, LinkType
from rechterhand.record.plan import Plan
from rechterhand.versions.compare import Comparison, compare
from rechterhand.versions.series import Series, series

RUN = Run(iterations=1_000, seed=1)


def versions() -> tuple[Plan, ...]:
    """The plan at four status dates.

    The second is done up to the award but late, gives a connection ten days more and has a new connection; the third
    has the clean-up split in two, writes a manual no more and pays for a test; the fourth takes the freeze off its
    date, renames a task and rewrites an actual finish.
    """
    first = programme()
    second = _second(first)
    third = _third(second)
    return first, second, third, _fourth(third)


def _second(plan: Plan) -> Plan:
    made = replace(plan, status_date=datetime(2026, 11, 2, 8))
    made = _row(made, 5, lambda one: _done(one, one.actual_start, datetime(2026, 10, 20, 17)))
    made = _row(made, 6, lambda one: _begun(one, datetime(2026, 10, 21, 8), 4))
    made = _row(made, 14, lambda one: _lasts(one, 40))
    extra = replace(
        _of(made, 15), id=31, row=31, name="Koppeling met het zaakarchief bouwen", baselines=(), three_point=None
    )
    made = replace(made, activities=(*made.activities, _lasts(extra, 12)))
    links = [one for one in made.links if (one.predecessor_id, one.successor_id) != (15, 20)]
    return replace(made, links=(*links, Link(15, 31, id=101), Link(31, 20, id=102)))


def _third(plan: Plan) -> Plan:
    made = replace(plan, status_date=datetime(2026, 12, 7, 8))
    made = _row(made, 6, lambda one: _done(one, one.actual_start, datetime(2026, 11, 10, 17)))
    made = _row(made, 8, lambda one: _begun(one, datetime(2026, 11, 11, 8), 9))
    parts = [
        _lasts(replace(_of(made, 16), id=key, row=key, name=f"{_of(made, 16).name} deel {number}"), days)
        for number, (key, days) in enumerate(((32, 20), (33, 18)), 1)
    ]
    rows = [one for one in made.activities if one.id not in {16, 25}]
    kept = [one for one in made.links if not {one.predecessor_id, one.successor_id} & {16, 25}]
    tied = (Link(6, 32, id=103), Link(32, 33, id=104), Link(33, 17, id=105), Link(13, 24, id=106))
    work = tuple(one for one in made.assignments if one.activity_id != 16)
    made = replace(made, activities=(*rows, *parts), links=(*kept, *tied), assignments=work)
    return _row(made, 20, lambda one: replace(one, cost=replace(one.cost, total=24_000.0)))


def _fourth(plan: Plan) -> Plan:
    made = replace(plan, status_date=datetime(2027, 1, 4, 8))
    made = _row(made, 8, lambda one: _done(one, one.actual_start, datetime(2026, 12, 18, 17)))
    made = _row(made, 9, lambda one: _begun(one, datetime(2026, 12, 21, 8), 12))
    free = {"constraint": ConstraintType.AS_SOON_AS_POSSIBLE, "constraint_date": None}
    made = _row(made, 26, lambda one: replace(one, **free))
    made = _row(made, 29, lambda one: replace(one, name="Nazorg en overdracht"))
    made = _row(made, 4, lambda one: replace(one, actual_finish=datetime(2026, 9, 18, 17)))
    links = tuple(
        replace(one, lag_minutes=2 * DAY, type=LinkType.FS)
        if (one.predecessor_id, one.successor_id) == (20, 21)
        else one
        for one in made.links
    )
    return replace(made, links=links)


def _of(plan: Plan, key: int) -> Activity:
    return next(one for one in plan.activities if one.id == key)


def _row(plan: Plan, key: int, change: Callable[[Activity], Activity]) -> Plan:
    return replace(plan, activities=tuple(change(one) if one.id == key else one for one in plan.activities))


def _done(one: Activity, start: datetime | None, finish: datetime) -> Activity:
    return replace(
        one, actual_start=start, actual_finish=finish, remaining_duration_minutes=0, percent_complete=100.0, resume=None
    )


def _begun(one: Activity, start: datetime, left: float) -> Activity:
    whole = one.duration_minutes or 0
    return replace(
        one,
        actual_start=start,
        actual_duration_minutes=whole - round(left * DAY),
        remaining_duration_minutes=round(left * DAY),
        percent_complete=round(100 * (1 - left * DAY / whole), 1),
    )


def _lasts(one: Activity, days: float) -> Activity:
    return replace(one, duration_minutes=round(days * DAY), remaining_duration_minutes=round(days * DAY))


@cache
def step(place: int = 0) -> Comparison:
    """One step of the history, without the names of people."""
    made = versions()
    return compare(made[place], made[place + 1], run=RUN)


@cache
def history() -> Series:
    """The whole history."""
    return series(versions(), run=RUN)


def changed(form: Callable[[Plan], Plan], **options: Any) -> Comparison:
    """The programme against itself with a change."""
    return compare(programme(), form(programme()), **options)
