"""Work that is only done when other work is late, or only when it is in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases.plans import build
from tests.cases.random_plans import plans
from tests.oracles.bent import finish_of

from rechterhand.engine.futures.conditional import ConditionalBranch, in_order
from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.spread import spreads_of
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.price.change import Change, Shorter
from rechterhand.engine.price.solve import Pricing
from rechterhand.engine.simulate.run import Run, finishes_of
from rechterhand.engine.simulate.solve import simulate
from rechterhand.engine.staffed.result import simulate_with_people
from rechterhand.errors import BadPlan
from rechterhand.record.plan import Plan

FUTURES = 10_000
PLAN = build(
    {
        "start": datetime(2026, 1, 5),
        "tasks": [
            {"id": number, "days": days, "calendar_id": 2, "name": name}
            for number, days, name in ((1, 9, "test"), (2, 12, "repair"), (3, 6, "acceptance"), (4, 3, "other work"))
        ],
        "links": ["1 FS 2", "2 FS 3"],
        "engine": True,
    }
)
"""Round the clock: three days of eight hours are one of these. Test 3 days, repair 4, acceptance 2."""
SURE = Range(low=1.0, likely=1.0, high=1.0)
RANGES = {1: Range(Shape.UNIFORM, 1.0, 1.5, 2.0), 2: SURE, 3: SURE, 4: SURE}
BY = datetime(2026, 1, 9, 12)
"""Of a test that takes three to six days, the middle."""
UNCERTAIN = Uncertainty(correlation=0.0, ranges=RANGES)


def repair_if(**sides: tuple[int, ...]) -> Uncertainty:
    return replace(UNCERTAIN, conditional=(ConditionalBranch("T", "Repair", 1, BY, **sides),))


def days(uncertain: Uncertainty, plan: Plan = PLAN) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    network = in_order(compile_plan(plan, honest=True), uncertain.conditional)
    finishes = finishes_of(network, spreads_of(network, uncertain), Run(FUTURES))
    return (finishes - network.project_start) / 1440


def test_what_is_only_done_when_other_work_is_late_costs_nothing_in_time() -> None:
    test = days(UNCERTAIN) - 6
    found = days(repair_if(late=(2,)))
    assert np.allclose(found, np.where(test > 4.5, test + 6, test + 2))
    assert abs((test > 4.5).mean() - 0.5) < 4 * sqrt(0.25 / FUTURES)


def test_what_is_only_done_in_time_is_done_in_the_other_futures() -> None:
    test = days(UNCERTAIN) - 6
    assert np.allclose(days(repair_if(in_time=(2,))), np.where(test > 4.5, test + 2, test + 6))


def test_without_a_link_it_waits_for_the_same_finish() -> None:
    """The branch hangs on a finish that no link leads to."""
    plan = replace(PLAN, links=tuple(one for one in PLAN.links if one.predecessor_id != 1))
    test = days(UNCERTAIN) - 6
    found = days(repair_if(late=(2,)), plan)
    assert np.allclose(found, np.maximum(test, np.where(test > 4.5, 6, 2)))


def test_a_relief_that_makes_it_in_time_brings_the_work_that_it_saves() -> None:
    uncertain = repair_if(late=(2,))
    network = in_order(compile_plan(PLAN, honest=True), uncertain.conditional)
    pricing = Pricing(network, Run(FUTURES, seed=3), uncertain)
    node = int(network.node[0])
    found = pricing.changed([Change(shorter=(Shorter(node, most=3 * 1440.0),))])[0]
    sure = replace(uncertain, ranges={**RANGES, 1: SURE})
    assert np.array_equal(found, finishes_of(network, spreads_of(network, sure), Run(FUTURES, seed=3)))


def test_a_relief_that_costs_the_work_of_those_in_time_is_told_so() -> None:
    """Shorter isn't always earlier here, also off the longest path."""
    uncertain = repair_if(in_time=(2,))
    plan = replace(PLAN, links=tuple(one for one in PLAN.links if one.predecessor_id != 1))
    network = in_order(compile_plan(plan, honest=True), uncertain.conditional)
    pricing = Pricing(network, Run(FUTURES, seed=3), uncertain)
    found = pricing.changed([Change(shorter=(Shorter(int(network.node[0]), most=3 * 1440.0),))])[0]
    assert np.allclose((found - network.project_start) / 1440, 6)
    assert (pricing.finishes < found).any()


def test_people_don_t_wait_for_work_that_isn_t_done() -> None:
    form = {
        "start": datetime(2026, 1, 5),
        "tasks": [{"id": key, "days": value, "calendar_id": 2} for key, value in ((1, 9), (2, 12), (3, 6))],
        "links": ["1 FS 2"],
        "resources": [{"id": 1, "name": "Tester", "max_units": 1.0}],
        "assignments": [
            {"task": key, "resource_id": 1, "remaining_work_minutes": value * 480} for key, value in ((2, 12), (3, 6))
        ],
        "engine": True,
    }
    plan = build(form)
    branch = ConditionalBranch("T", "Repair", 1, datetime(2026, 1, 5, 12), in_time=(2,))
    uncertain = Uncertainty(correlation=0.0, ranges=dict.fromkeys((1, 2, 3), SURE), conditional=(branch,))
    found = simulate_with_people(plan, run=Run(64), uncertainty=uncertain)
    assert found is None or dict(found.waits) == {}


def test_finished_work_was_late_or_in_time_in_each_future() -> None:
    rows = (
        replace(
            PLAN.activities[0],
            actual_start=datetime(2026, 1, 5),
            actual_finish=datetime(2026, 1, 10),
            remaining_duration_minutes=0,
            percent_complete=100.0,
        ),
        *PLAN.activities[1:],
    )
    plan = replace(PLAN, activities=rows, status_date=datetime(2026, 1, 10))
    late, in_time = (days(repair_if(**{side: (2,)}), plan).max() for side in ("late", "in_time"))
    assert (late, in_time) == (5 + 6, 5 + 2)


def test_work_that_comes_after_the_branch_can_t_decide_on_it() -> None:
    branch = ConditionalBranch("T", "Repair", 3, BY, late=(2,))
    with pytest.raises(BadPlan, match="Repair"):
        simulate(PLAN, run=Run(64), uncertainty=replace(UNCERTAIN, conditional=(branch,)))


def test_it_follows_its_activities_to_another_version() -> None:
    one = repair_if(late=(2,), in_time=(3,))
    assert one.renumbered({1: 11, 2: 12}).conditional == (ConditionalBranch("T", "Repair", 11, BY, (12,)),)
    assert one.renumbered({2: 12}).conditional == ()


@pytest.mark.parametrize("sides", [{"late": (1,)}, {"late": (2,), "in_time": (2,)}])
def test_sides_of_the_same_work_are_refused(sides: dict[str, tuple[int, ...]]) -> None:
    with pytest.raises(ValueError, match="other work"):
        repair_if(**sides)


def test_two_branches_of_the_same_work_are_refused() -> None:
    one = ConditionalBranch("A", "", 1, BY, late=(2,))
    with pytest.raises(ValueError, match="one conditional branch"):
        Uncertainty(conditional=(one, replace(one, key="B")))


@settings(max_examples=150, deadline=None)
@given(plans(), st.data())
def test_futures_are_those_of_a_plain_second_implementation(plan: Plan, data: st.DataObject) -> None:
    ids = [one.id for one in plan.activities]
    on = data.draw(st.sampled_from(ids))
    rest = [one for one in ids if one != on]
    late = tuple(sorted(data.draw(st.sets(st.sampled_from(rest), max_size=3)))) if rest else ()
    in_time = tuple(one for one in rest if one not in late)[:2]
    by = (plan.start or datetime(2026, 1, 5)) + timedelta(days=data.draw(st.integers(0, 40)))
    uncertain = Uncertainty(conditional=(ConditionalBranch("C", "C", on, by, late, in_time),))
    try:
        network = in_order(compile_plan(plan, honest=True), uncertain.conditional)
    except BadPlan:
        return
    spreads = spreads_of(network, uncertain)
    found = finishes_of(network, spreads, Run(2, seed=5))
    assert found.tolist() == [finish_of(network, spreads, 5, iteration) for iteration in range(2)]
