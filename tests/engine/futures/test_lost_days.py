"""Working days that are lost somewhere in a period: what is at work then ends later by as much."""

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

from rechterhand.engine.futures.lost_days import LostDays
from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.spread import spreads_of
from rechterhand.engine.futures.strata import Sampling
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.arrays import FREE
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.network.kernel import works_before
from rechterhand.engine.simulate.run import Run, finishes_of
from rechterhand.engine.staffed.result import simulate_with_people
from rechterhand.record.plan import Plan

DAY = 480
FUTURES = 10_000
PLAN = build(
    {
        "start": datetime(2026, 1, 5, 8),
        "tasks": [{"id": key, "days": value} for key, value in ((1, 10), (2, 10), (3, 5))],
        "links": ["1 FS 2"],
        "engine": True,
    }
)
"""Two weeks and two weeks in a chain, on five days of eight hours; a week beside it."""
SURE = {key: Range(low=1.0, likely=1.0, high=1.0) for key in (1, 2, 3)}


def frost(probability: float = 1.0, days: float = 3.0, **other: object) -> LostDays:
    """All days of the first four weeks, unless told otherwise."""
    one = LostDays(
        "V",
        "Frost",
        probability,
        datetime(2026, 1, 5),
        datetime(2026, 1, 31),
        Range(Shape.FIXED, days, days, days),
        (1, 2, 3),
    )
    return replace(one, **other)  # type: ignore[arg-type] - as given


def days(
    *periods: LostDays, plan: Plan = PLAN, run: Run | None = None
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Working days until the finish of each future, with every duration as planned."""
    run = run or Run(FUTURES)
    uncertain = Uncertainty(correlation=0.0, ranges=SURE, lost_days=periods)
    network = compile_plan(plan, honest=True)
    finishes = finishes_of(network, spreads_of(network, uncertain, run.strata), run)
    calendar = np.full(len(finishes) + 1, network.clock.position[1])
    works = works_before(network.arrays.clock, calendar, np.append(finishes, network.project_start))
    return (works[:-1] - works[-1]) / DAY


def test_days_lost_within_the_work_come_on_top() -> None:
    assert set(days(frost()).tolist()) == {23.0}


def test_they_are_lost_as_often_as_was_said() -> None:
    found = days(frost(0.3))
    assert set(found.tolist()) == {20.0, 23.0}
    assert abs((found == 23).mean() - 0.3) < 4 * sqrt(0.3 * 0.7 / FUTURES)


def test_days_that_are_lost_after_the_work_cost_nothing() -> None:
    late = frost(since=datetime(2026, 2, 2), until=datetime(2026, 3, 1))
    assert set(days(late).tolist()) == {20.0}


def test_a_part_that_falls_after_the_work_doesn_t_count() -> None:
    """Five days that begin on one of the days from 26 January to 9 February: after the 30th the work is done."""
    found = days(frost(days=5.0, since=datetime(2026, 1, 26), until=datetime(2026, 2, 14)))
    assert set(found.tolist()) == {20.0, 25.0}
    assert abs((found == 25).mean() - 5 / 11) < 4 * sqrt(0.25 / FUTURES)


def test_only_the_named_work_loses_days() -> None:
    assert set(days(frost(activity_ids=(3,))).tolist()) == {20.0}


def test_the_work_of_another_calendar_loses_its_own_working_time() -> None:
    """Three working days from Monday to Wednesday evening, of work that goes on round the clock."""
    rows = tuple(replace(one, calendar_id=2) for one in PLAN.activities)
    plan = replace(PLAN, activities=rows)
    week = frost(since=datetime(2026, 1, 5), until=datetime(2026, 1, 8))
    uncertain = Uncertainty(correlation=0.0, ranges=SURE, lost_days=(week,))
    network = compile_plan(plan, honest=True)
    found, without = (
        finishes_of(network, spreads_of(network, one), Run(1))[0]
        for one in (uncertain, replace(uncertain, lost_days=()))
    )
    assert found - without == 2 * 1440 + 9 * 60  # from Monday 8:00 to Wednesday 17:00


def test_periods_that_overlap_are_lost_once() -> None:
    week = frost(days=5.0, since=datetime(2026, 1, 12), until=datetime(2026, 1, 17))
    assert set(days(week, replace(week, key="W")).tolist()) == {25.0}


def test_two_periods_are_lost_both() -> None:
    other = frost(key="W", since=datetime(2026, 1, 12), until=datetime(2026, 1, 15))
    first = frost(since=datetime(2026, 1, 19), until=datetime(2026, 1, 22))
    assert set(days(first, other).tolist()) == {26.0}


@pytest.mark.parametrize("sampling", [Sampling.LATIN_HYPERCUBE, Sampling.SOBOL])
def test_stratified_futures_keep_the_share_almost_exactly(sampling: Sampling) -> None:
    found = days(frost(0.3), run=Run(1024, sampling=sampling))
    assert abs((found == 23).mean() - 0.3) < 2 / 1024


def test_people_are_away_from_other_work_as_long_as_theirs_stands_still() -> None:
    plan = build(
        {
            "start": datetime(2026, 1, 5, 8),
            "tasks": [{"id": key, "days": value} for key, value in ((1, 10), (2, 10), (3, 5))],
            "resources": [{"id": 1, "name": "Mason", "max_units": 1.0}],
            "assignments": [{"task": key, "days": value, "resource_id": 1} for key, value in ((1, 10), (2, 10))],
            "engine": True,
        }
    )
    uncertain = Uncertainty(correlation=0.0, ranges=SURE, lost_days=(frost(activity_ids=(1, 2)),))
    found = simulate_with_people(plan, run=Run(64), uncertainty=uncertain)
    assert found is not None
    calendar = np.zeros(64, dtype=np.int64) + found.staffed.staff.network.clock.position[1]
    clock = found.staffed.staff.network.arrays.clock
    start = works_before(clock, calendar[:1], np.array([found.staffed.staff.network.project_start]))
    works = (works_before(clock, calendar, found.staffed.finishes) - start) / DAY
    assert set(works.tolist()) == {23.0}


def test_periods_and_days_that_can_t_be_are_refused() -> None:
    with pytest.raises(ValueError, match="period"):
        frost(until=datetime(2026, 1, 5))
    with pytest.raises(ValueError, match="probability"):
        frost(1.2)
    with pytest.raises(ValueError, match="below nought"):
        frost(days=-1.0)


@settings(max_examples=100, deadline=None)
@given(plans(), st.data())
def test_futures_are_those_of_a_plain_second_implementation(plan: Plan, data: st.DataObject) -> None:
    network = compile_plan(plan, honest=True)
    net = network.arrays
    # what its finish holds, a link or a date, has no start of its own: the second implementation wouldn't settle
    dated = (net.finish_floor > -FREE) | (net.finish_cap < FREE)
    held = set(net.to[net.kind >= 2].tolist()) | set(np.flatnonzero(dated).tolist())
    struck = [
        plan.activities[row].id
        for node, row in enumerate(network.row.tolist())
        if row >= 0 and node not in held and net.duration[node] < 40 * DAY
    ]
    start, periods = plan.start or datetime(2026, 1, 5), []
    for number in range(data.draw(st.integers(1, 3))):
        since = start + timedelta(days=data.draw(st.integers(0, 30)))
        until = since + timedelta(days=data.draw(st.integers(1, 20)))
        few = data.draw(st.sampled_from([1.0, 2.0, 4.0]))
        ids = tuple(one for one in struck if data.draw(st.booleans()))
        lasts = Range(Shape.UNIFORM, few, few + 0.5, few + 1)
        periods.append(LostDays(f"P{number}", "", 0.7, since, until, lasts, ids))
    spreads = spreads_of(network, Uncertainty(lost_days=tuple(periods)))
    found = finishes_of(network, spreads, Run(2, seed=5))
    assert found.tolist() == [finish_of(network, spreads, 5, iteration) for iteration in range(2)]
