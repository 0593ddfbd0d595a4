"""Futures with people: nobody is in two places at once, and what that costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases.plans import build
from tests.cases.random_plans import plans
from tests.oracles.naive_staffed import finish_of
from tests.oracles.one_by_one import durations_of

from rechterhand.engine.futures.spread import Spreads, spreads_of
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.run import Run, finishes_of
from rechterhand.engine.simulate.solve import simulate
from rechterhand.engine.staffed.arrays import Staff, monday_of, staff_of
from rechterhand.engine.staffed.order import RULES, lists_of
from rechterhand.engine.staffed.result import simulate_with_people
from rechterhand.engine.staffed.solve import finishes_with, relieved, staffed, waits_by_activity
from rechterhand.record.plan import Plan
from rechterhand.record.resource import Assignment, Availability, Resource

SURE = Uncertainty(low=1.0, likely=1.0, high=1.0, correlation=0.0)
DAY = 480


def _made(plan: Plan, uncertainty: Uncertainty = SURE) -> tuple[Staff, Spreads]:
    network = compile_plan(plan, honest=True)
    staff = staff_of(network)
    assert staff is not None
    return staff, spreads_of(network, uncertainty)


@st.composite
def _staffed(draw: st.DrawFn) -> Plan:
    """A plan of all kinds whose work asks for one to three resources, of which there isn't always the same."""
    plan = draw(plans())
    levels = st.sampled_from([0.0, 0.5, 1.0, 2.0])
    resources = []
    for key in (1, 2, 3):
        since, until = sorted(draw(st.tuples(st.integers(1, 28), st.integers(1, 28))))
        month = draw(st.sampled_from([6, 7]))
        period = Availability(datetime(2026, month, since), datetime(2026, month, until), draw(levels))
        periods = (period,) if draw(st.booleans()) else ()
        resources.append(Resource(key, f"Role {key}", max_units=draw(levels), availability=periods))
    work: list[Assignment] = []
    for one in plan.activities:
        for key in draw(st.sets(st.sampled_from([1, 2, 3]), max_size=2)):
            effort = (one.remaining_duration_minutes or 0) * draw(st.sampled_from([0.5, 1.0, 1.0]))
            work.append(Assignment(len(work), one.id, key, remaining_work_minutes=effort))
    rows = tuple(replace(one, priority=draw(st.sampled_from([None, 500, 800]))) for one in plan.activities)
    return replace(plan, activities=rows, resources=tuple(resources), assignments=tuple(work))


@settings(max_examples=150, deadline=None)
@given(_staffed(), st.sampled_from(sorted(RULES)), st.integers(0, 3))
def test_futures_are_those_of_a_plain_second_implementation(plan: Plan, rule: str, iteration: int) -> None:
    network = compile_plan(plan, honest=True)
    staff = staff_of(network)
    if staff is None:
        return
    spreads = spreads_of(network, Uncertainty())
    order = lists_of(network, schedule(plan, network=network))[rule]
    finishes = finishes_with(staff, spreads, Run(4, 7, 1), order)
    told, future = finish_of(staff, order, durations_of(network, spreads, 7, iteration))
    assert finishes[iteration] == told
    begun = {one.id for one in plan.activities if one.started}
    held = {row for row, one in enumerate(plan.activities) if one.constraint_date is not None or one.id in begun}
    arrays = staff.arrays
    asked = zip(arrays.place.tolist(), arrays.units.tolist(), strict=True)
    if not held and all(units <= _levels(staff, place)[-1] for place, units in asked):  # none is gone for good
        for who, since, until, _ in future.taken:
            moments = [since, *(one for one in future.changes() if since < one < until)]
            assert min(future.left(who, one) for one in moments) >= 0


def _levels(staff: Staff, place: int) -> list[int]:
    first, last = staff.arrays.steps_head[place], staff.arrays.steps_head[place + 1]
    return [int(one) for one in staff.arrays.level[first:last]]


@settings(max_examples=30, deadline=None)
@given(_staffed())
def test_with_enough_people_futures_are_those_by_logic(plan: Plan) -> None:
    network = compile_plan(plan, honest=True)
    staff = staff_of(network)
    if staff is None:
        return
    spreads = spreads_of(network, Uncertainty())
    for place in range(len(staff.resources)):
        staff = staff.without_limit(place)
    order = lists_of(network, schedule(plan, network=network))["late_start"]
    run = Run(70, 3, 1)
    assert finishes_with(staff, spreads, run, order).tolist() == finishes_of(network, spreads, run).tolist()


def _parallel(count: int, **fields: object) -> Plan:
    """As many tasks of ten days at once, all of one person."""
    return build(
        {
            "start": datetime(2026, 1, 5, 8),
            "tasks": [{"id": number, "days": 10} for number in range(1, count + 1)],
            "resources": [{"id": 1, "name": "Architect", **fields}],
            "assignments": [
                {"id": number, "task": number, "resource_id": 1, "days": 10, "remaining_work_minutes": 10 * DAY}
                for number in range(1, count + 1)
            ],
        }
    )


@pytest.mark.parametrize(("units", "days"), [(1.0, 40), (2.0, 20), (3.0, 20), (4.0, 10), (0.5, 40)])
def test_one_after_the_other_where_there_are_too_few(units: float, days: int) -> None:
    staff, spreads = _made(_parallel(4, max_units=units))
    found = staffed(staff.network, spreads, Run(10, 1, 1))
    assert found is not None
    assert set(found.finishes) == {_after(staff, days)}
    assert staff.trimmed == (4 if units < 1 else 0)


def _after(staff: Staff, days: int) -> int:
    """The end of so many working days."""
    weeks, rest = divmod(days, 5)
    return staff.network.project_start + (weeks * 7 + rest) * 1440 - (0 if rest else 2 * 1440) - 1440 + 9 * 60


def test_more_people_in_the_weeks_that_fall_short_bring_back_the_dates_by_logic() -> None:
    staff, spreads = _made(_parallel(2, max_units=1.0))
    base = staffed(staff.network, spreads, Run(10, 1, 1))
    assert base is not None
    assert list(base.short()) == [0]
    weeks = base.weeks_short(0)
    assert [monday_of(one).isoformat() for one in weeks] == ["2026-01-05", "2026-01-12"]
    finishes, later = relieved(base, spreads, Run(10, 1, 1), staff.with_more(0, weeks))
    assert set(finishes) == {_after(staff, 10)}
    assert later == 0
    assert waits_by_activity(base) in ({1: 10.0}, {2: 10.0})


def test_who_is_away_is_waited_for() -> None:
    away = (Availability(datetime(2026, 1, 5), datetime(2026, 1, 11), 0.0),)
    staff, spreads = _made(_parallel(1, max_units=1.0, availability=away))
    found = staffed(staff.network, spreads, Run(10, 1, 1))
    assert found is not None
    assert set(found.finishes) == {_after(staff, 15)}


def test_who_has_gone_for_good_isnt_waited_for() -> None:
    gone = (Availability(datetime(2026, 1, 8), None, 0.0),)
    staff, spreads = _made(_parallel(1, max_units=1.0, availability=gone))
    found = staffed(staff.network, spreads, Run(10, 1, 1))
    assert found is not None
    assert set(found.finishes) == {_after(staff, 10)}


def test_what_has_priority_goes_first() -> None:
    plan = _parallel(2, max_units=1.0)
    first, second = plan.activities
    plan = replace(plan, activities=(first, replace(second, priority=900)))
    staff, spreads = _made(plan)
    base = staffed(staff.network, spreads, Run(10, 1, 1))
    assert base is not None
    assert waits_by_activity(base) == {1: 10.0}


@settings(max_examples=10, deadline=None)
@given(_staffed())
def test_equal_bytes_over_threads_and_for_fewer_futures(plan: Plan) -> None:
    network = compile_plan(plan, honest=True)
    spreads = spreads_of(network, Uncertainty())
    one, two, few = (
        staffed(network, spreads, Run(count, 5, threads)) for count, threads in ((900, 1), (900, 3), (700, 2))
    )
    if one is None or two is None or few is None:
        assert one is two is few is None
        return
    assert one.finishes.tobytes() == two.finishes.tobytes()
    assert one.delays.tobytes() == two.delays.tobytes()
    assert one.waits.tobytes() == two.waits.tobytes()
    assert one.rule == few.rule
    assert one.finishes[:700].tobytes() == few.finishes.tobytes()


def test_without_people_there_is_nothing_to_compute() -> None:
    plan = build({"tasks": [{"id": 1, "days": 3}], "start": datetime(2026, 1, 5, 8)})
    network = compile_plan(plan, honest=True)
    assert staffed(network, spreads_of(network, SURE), Run(10, 1, 1)) is None


def test_more_people_never_hurt() -> None:
    staff, spreads = _made(_parallel(6, max_units=1.0), Uncertainty())
    run = Run(200, 1, 1)
    base = staffed(staff.network, spreads, run)
    assert base is not None
    finishes, _ = relieved(base, spreads, run, staff.with_more(0, base.weeks_short(0)))
    assert (finishes <= base.finishes).all()
    assert np.mean(finishes) < np.mean(base.finishes)


def test_the_date_of_a_phase_has_a_chance_with_people_too() -> None:
    """Two tasks of ten days by one person, promised for after twelve: by logic often kept, with people never."""
    form = {
        "tasks": [
            {"id": 1, "type": "summary", "deadline": datetime(2026, 1, 20, 17)},
            {"id": 2, "days": 10, "parent_id": 1},
            {"id": 3, "days": 10, "parent_id": 1},
            {"id": 4, "days": 30},
        ],
        "links": ["2 FS 4"],
        "start": datetime(2026, 1, 5, 8),
        "calendars": [{"id": 1, "name": "five days", "days": "12345"}],
        "resources": [{"id": 1, "name": "Tester"}],
        "assignments": [{"task": key, "resource_id": 1, "units": 1.0, "hours": 80} for key in (2, 3)],
    }
    plan = build(form)

    run = Run(iterations=500, seed=1)
    (logic,), found = simulate(plan, run=run).committed, simulate_with_people(plan, run=run)

    assert found is not None
    (people,) = found.committed
    assert (logic.activity_id, people.activity_id) == (1, 1)
    assert logic.chance > 0.3
    assert people.chance == 0.0
