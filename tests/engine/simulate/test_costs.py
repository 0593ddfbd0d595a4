"""What futures cost: with time, beside it, and when risks happen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from tests.cases.plans import build

from rechterhand.engine.futures.branches import Branch, Option
from rechterhand.engine.futures.conditional import ConditionalBranch
from rechterhand.engine.futures.lost_days import LostDays
from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.uncertainty import Impact, Risk, Uncertainty
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.simulate.costs import CostResult
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.simulate.solve import simulate
from rechterhand.findings.pricing import price
from rechterhand.record.activity import ActivityType, Cost
from rechterhand.record.plan import Plan
from rechterhand.record.resource import Rate, Resource, ResourceKind

SURE = Uncertainty(low=1.0, likely=1.0, high=1.0, correlation=0.0)
START = datetime(2026, 1, 5, 8)


def _plan(**second: object) -> Plan:
    """Ten days of a tester for 8,000, then five days in which a licence of 500 is bought."""
    return build(
        {
            "start": START,
            "currency": "EUR",
            "tasks": [{"id": 1, "days": 10}, {"id": 2, "days": 5, **second}],
            "links": ["1 FS 2"],
            "resources": [
                {"id": 1, "name": "Tester"},
                {"id": 2, "name": "Licentie", "kind": ResourceKind.MATERIAL},
            ],
            "assignments": [
                {"id": 1, "task": 1, "resource_id": 1, "days": 10, "remaining_cost": 8000.0},
                {"id": 2, "task": 2, "resource_id": 2, "remaining_cost": 500.0},
            ],
        }
    )


def _cost(plan: Plan, uncertainty: Uncertainty = SURE, iterations: int = 400) -> CostResult:
    found = simulate(plan, run=Run(iterations, 3, 1), uncertainty=uncertainty).cost
    assert found is not None
    return found


def test_without_uncertainty_it_costs_what_was_planned() -> None:
    found = _cost(_plan())

    assert set(found.costs) == {8500.0}
    assert (found.planned, found.spent, found.with_time) == (8500.0, 0.0, 8000.0)
    assert {one.amount for one in found.percentiles.values()} == {8500.0}
    assert found.currency == "EUR"


def test_people_cost_more_when_their_work_takes_longer_a_licence_doesnt() -> None:
    longer = replace(SURE, ranges={1: Range(Shape.FIXED, 1.5, 1.5, 1.5), 2: Range(Shape.FIXED, 3.0, 3.0, 3.0)})

    assert set(_cost(_plan(), longer).costs) == {12500.0}


def test_mean_and_correlation_are_those_of_the_durations() -> None:
    loose = replace(SURE, ranges={1: Range(Shape.UNIFORM, 0.5, 1.0, 1.5)})
    found = _cost(_plan(), loose, 20_000)

    assert found.mean == pytest.approx(8500.0, abs=4 * 8000 / np.sqrt(12 * 20_000))
    assert found.percentiles["p80"].amount == pytest.approx(500 + 8000 * 1.3, rel=0.01)
    assert found.correlation == pytest.approx(1.0, abs=0.001)
    assert found.percentiles["p80"].low <= found.percentiles["p80"].amount <= found.percentiles["p80"].high


def test_what_is_spent_stays_and_what_remains_is_drawn() -> None:
    plan = _plan()
    first = replace(plan.assignments[0], actual_cost=3000.0, remaining_cost=5000.0)
    found = _cost(replace(plan, assignments=(first, plan.assignments[1])))

    assert (found.spent, found.planned) == (3000.0, 8500.0)


def test_a_risk_costs_its_money_in_the_futures_in_which_it_happens() -> None:
    fine = Range(Shape.FIXED, 2000.0, 2000.0, 2000.0)
    late = Impact(0.25, minutes=Range(Shape.FIXED, 480, 480, 480), cost=fine)
    plan, risky = _plan(), replace(SURE, risks=(Risk("r", "Boete", late, (2,)),))
    result = simulate(plan, run=Run(4000, 3, 1), uncertainty=risky)
    assert result.cost is not None
    happened = result.finishes > result.finishes.min()

    assert happened.mean() == pytest.approx(0.25, abs=0.03)
    assert set(result.cost.costs[happened]) == {10500.0}
    assert set(result.cost.costs[~happened]) == {8500.0}


def test_work_that_lasts_as_long_as_the_project_costs_with_its_length() -> None:
    plan = _plan()
    office = replace(plan.activities[1], id=3, name="Projectbureau", type=ActivityType.LEVEL_OF_EFFORT)
    office = replace(office, duration_minutes=None, remaining_duration_minutes=None)
    ties = build(
        {"tasks": [{"id": 1, "days": 1}, {"id": 3, "days": 1}, {"id": 2, "days": 1}], "links": ["1 SS 3", "2 FF 3"]}
    )
    lead = replace(plan.assignments[0], id=3, activity_id=3, remaining_cost=1500.0)
    whole = replace(
        plan,
        activities=(*plan.activities, office),
        links=(*plan.links, *ties.links),
        assignments=(*plan.assignments, lead),
    )
    twice = replace(SURE, ranges={key: Range(Shape.FIXED, 2.0, 2.0, 2.0) for key in (1, 2)})

    assert set(_cost(whole).costs) == {10000.0}
    assert _cost(whole, twice).costs[0] == pytest.approx(500 + 16000 + 3000)


def test_costs_of_the_activity_itself_are_fixed_and_no_money_gives_nothing() -> None:
    alone = replace(_plan(), assignments=())
    first, second = alone.activities
    paid = replace(alone, activities=(replace(first, cost=Cost(total=700.0, remaining=700.0)), second))

    assert set(_cost(paid).costs) == {700.0}
    assert simulate(alone, run=Run(100, 1, 1)).cost is None


def test_equal_bytes_over_threads() -> None:
    loose = Uncertainty()
    runs = [simulate(_plan(), run=Run(1500, 2, threads), uncertainty=loose).cost for threads in (1, 3)]

    assert runs[0] is not None
    assert runs[1] is not None
    assert runs[0].costs.tobytes() == runs[1].costs.tobytes()


def test_resources_that_are_equipment_cost_with_time_unless_they_stand_for_money() -> None:
    plan = _plan()
    machine = Resource(1, "Kraan", kind=ResourceKind.EQUIPMENT)

    assert _cost(replace(plan, resources=(machine, plan.resources[1]))).with_time == 8000.0


def test_work_that_isn_t_done_costs_nothing_and_lost_days_are_paid() -> None:
    """Ten days for 8,000; five of them lost cost 4,000 more."""
    never = ConditionalBranch("C", "", 2, datetime(2027, 1, 1), late=(1,))
    strike = LostDays("S", "", 1.0, START, datetime(2026, 1, 17), Range(Shape.FIXED, 5, 5, 5), (1,))
    plan = replace(_plan(), links=())

    assert set(_cost(plan, replace(SURE, conditional=(never,))).costs) == {500.0}
    assert set(_cost(plan, replace(SURE, lost_days=(strike,))).costs) == {12_500.0}


def test_floats_and_prices_know_lost_days() -> None:
    plan = _plan()
    strike = LostDays("S", "Strike", 1.0, START, datetime(2026, 1, 17), Range(Shape.FIXED, 5, 5, 5), (1,))
    uncertain = replace(SURE, lost_days=(strike,))
    found = simulate(plan, run=Run(400, 3, 1), uncertainty=uncertain)
    assert found.floats.max() == 0
    dearest = price(compile_plan(plan, honest=True), found, run=Run(400, 3, 1), uncertainty=uncertain).bottlenecks[0]
    assert dearest.key == "risk:lost days S"
    assert dearest.price_days == pytest.approx(5.0)


def _with_rates(**second: object) -> Plan:
    """Ten days of a tester at 100 an hour, 50 for each use, and a licence of 500; the file says no costs."""
    plan = _plan(**second)
    tester = replace(plan.resources[0], rates=(Rate(None, 100.0),), cost_per_use=50.0)
    work = replace(plan.assignments[0], remaining_cost=None, work_minutes=4800, remaining_work_minutes=4800)
    return replace(
        plan,
        resources=(tester, plan.resources[1]),
        activities=(plan.activities[0], replace(plan.activities[1], cost=Cost(fixed=500.0))),
        assignments=(work,),
    )


def test_a_plan_with_rates_and_no_costs_costs_its_work_times_the_rates() -> None:
    longer = replace(SURE, ranges={1: Range(Shape.FIXED, 1.5, 1.5, 1.5)})
    found = _cost(_with_rates())

    assert found.planned == 8000 + 50 + 500
    assert [one.key for one in found.assumptions] == ["cost_rates", "cost"]
    assert found.with_time == 8000
    assert set(_cost(_with_rates(), longer).costs) == {50 + 500 + 1.5 * 8000}


def test_work_that_has_been_done_is_spent_at_its_rate_of_then() -> None:
    plan = _with_rates()
    tester = replace(plan.resources[0], rates=(Rate(None, 100.0), Rate(datetime(2026, 1, 1), 120.0)))
    half = replace(plan.assignments[0], start=START, actual_work_minutes=2400, remaining_work_minutes=2400)
    begun = replace(plan.activities[0], actual_start=START, remaining_duration_minutes=2400, percent_complete=50.0)
    plan = replace(plan, resources=(tester,), activities=(begun, plan.activities[1]), assignments=(half,))
    found = _cost(replace(plan, status_date=datetime(2026, 1, 9, 17)))

    assert (found.spent, found.planned) == (40 * 120 + 50, 80 * 120 + 50 + 500)


def test_a_cost_without_what_remains_of_it_is_still_to_come() -> None:
    """As in a table with one column of costs."""
    alone = replace(_plan(), assignments=())
    first, second = alone.activities
    paid = replace(alone, activities=(replace(first, cost=Cost(total=700.0, actual=200.0)), second))

    assert (_cost(paid).spent, _cost(paid).planned) == (200.0, 700.0)


def test_without_money_in_the_plan_only_what_risks_cost_is_known() -> None:
    fine = Range(Shape.FIXED, 2000.0, 2000.0, 2000.0)
    risky = replace(
        SURE, risks=(Risk("r", "Boete", Impact(0.25, minutes=Range(Shape.FIXED, 480, 480, 480), cost=fine), (2,)),)
    )
    found = _cost(replace(_plan(), assignments=()), risky)

    assert found.only_risks
    assert found.planned is None
    assert set(found.costs) == {0.0, 2000.0}


def test_money_that_comes_with_what_happens_comes_as_often() -> None:
    """2,000 with work that is only done in three futures of ten, 100 with a strike in half, 40 or 7 by the test."""
    one = {key: Range(Shape.FIXED, key, key, key) for key in (2000, 100, 40, 7)}
    plan = build({"start": START, "tasks": [{"id": 1, "days": 10}, {"id": 2, "days": 5}], "links": ["1 FS 2"]})
    loose = {1: Range(Shape.UNIFORM, 0.5, 1.0, 1.5)}
    uncertain = replace(
        SURE,
        ranges=loose,
        branches=(Branch("B", "", (Option(0.3, (2,), cost=one[2000]),)),),
        lost_days=(LostDays("S", "", 0.5, START, datetime(2026, 3, 1), one[7], (2,), cost=one[100]),),
    )
    costs = _cost(plan, uncertain, iterations=20_000).costs
    assert set(costs) == {0.0, 100.0, 2000.0, 2100.0}
    assert costs.mean() == pytest.approx(0.3 * 2000 + 0.5 * 100, rel=0.03)

    turns = ConditionalBranch("C", "", 1, datetime(2026, 1, 17), (2,), (), one[40], one[7])
    costs = _cost(plan, replace(SURE, ranges=loose, conditional=(turns,)), iterations=20_000).costs
    assert set(costs) == {7.0, 40.0}
    assert costs.mean() == pytest.approx((7 + 40) / 2, rel=0.03)


def test_the_response_to_lost_days_and_to_work_that_is_only_done_then_is_what_is_priced() -> None:
    plan = build({"start": START, "tasks": [{"id": 1, "days": 10}, {"id": 2, "days": 30}], "links": ["1 FS 2"]})
    four, two = (Range(Shape.FIXED, days, days, days) for days in (4, 2))
    strike = LostDays("S", "", 1.0, START, datetime(2026, 1, 17), four, (1,), 1.0, two)
    tender = Branch("B", "", (Option(0.5, (2,), residual=0.1),))
    run = Run(10_000, 3, 1)
    for uncertain, key, told, price_days, gone in (
        (replace(SURE, lost_days=(strike,)), "risk:lost days S", "response_days", 2.0, 4.0),
        (replace(SURE, branches=(tender,)), "risk:branch B", "response", 30.0, 30.0),
    ):
        found = simulate(plan, run=run, uncertainty=uncertain)
        dearest = price(compile_plan(plan, honest=True), found, run=run, uncertainty=uncertain).bottlenecks[0]
        assert (dearest.key, dearest.relief.key) == (key, f"bottlenecks.risk.{told}")
        assert dearest.price_days == pytest.approx(price_days)
        assert dearest.ceiling_days == pytest.approx(gone)
