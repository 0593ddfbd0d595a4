"""Futures are what the schedule would be with other durations, drawn as stated, the same whoever draws them."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases.plans import build
from tests.cases.random_plans import plans
from tests.oracles.one_by_one import durations_of, with_lags

from rechterhand.engine.futures.kernel import normal_quantile, normal_share, stream_of, triangular, uniform
from rechterhand.engine.futures.lanes import samples_of
from rechterhand.engine.futures.spread import spreads_of
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.schedule.solve import run as passes_of
from rechterhand.engine.simulate.run import Run, finishes_of
from rechterhand.engine.simulate.solve import simulate
from rechterhand.record.activity import ThreePoint
from rechterhand.record.calendar import Calendar
from rechterhand.record.plan import Plan

DAY = 480
MANY = Run(iterations=20_000, seed=7)
ALONE = Uncertainty(correlation=0.0)
ROUND_THE_CLOCK = Calendar(1, "round the clock", (((0, 1440),),) * 7, minutes_per_day=1440)


def _plan(days: dict[int, float], links: list[str]) -> Plan:
    """A plan on a calendar without pauses: minutes add up."""
    plan = build({"tasks": [{"id": key, "days": value} for key, value in days.items()], "links": links})
    return replace(plan, calendars=(ROUND_THE_CLOCK,), default_calendar_id=1)


def _lengths(plan: Plan, uncertainty: Uncertainty, run: Run = MANY) -> np.ndarray:
    network = compile_plan(plan)
    return (finishes_of(network, spreads_of(network, uncertainty), run) - network.project_start).astype(float)


def _moments(planned: float, uncertainty: Uncertainty) -> tuple[float, float]:
    """Mean and variance of the triangular distribution, in minutes."""
    low, likely, high = (planned * one for one in (uncertainty.low, uncertainty.likely, uncertainty.high))
    variance = (low**2 + likely**2 + high**2 - low * likely - low * high - likely * high) / 18
    return (low + likely + high) / 3, variance


def test_a_chain_has_the_mean_and_the_variance_of_its_sum() -> None:
    days = {1: 10, 2: 20, 3: 5, 4: 15}
    found = _lengths(_plan(days, ["1 FS 2", "2 FS 3", "3 FS 4"]), ALONE)
    each = [_moments(value * DAY, ALONE) for value in days.values()]
    mean, variance = sum(one for one, _ in each), sum(one for _, one in each)
    assert abs(found.mean() - mean) < 4 * math.sqrt(variance / MANY.iterations)
    # the standard error of a variance, kurtosis of a sum of triangulars lies below the normal's
    assert abs(found.var() - variance) < 4 * variance * math.sqrt(2 / MANY.iterations)


def test_two_equal_branches_end_when_the_later_one_does() -> None:
    """The largest of two independent samples stays below x with the square of the chance that one does."""
    one = _lengths(_plan({1: 10}, []), ALONE)
    both = _lengths(_plan({1: 10, 2: 10}, []), ALONE)
    low, likely, high = 0.9 * 10 * DAY, 10.0 * DAY, 1.3 * 10 * DAY
    for share in (0.3, 0.5, 0.8, 0.95):
        at = triangular(share, low, likely, high)
        for found, chance in ((one, share), (both, share**2)):
            error = math.sqrt(chance * (1 - chance) / MANY.iterations)
            assert abs((found <= at).mean() - chance) < 4 * error + 1e-3  # samples are whole minutes


def test_three_points_of_the_file_go_before_the_default() -> None:
    plan = _plan({1: 10}, [])
    points = ThreePoint(9 * DAY, 12 * DAY, 21 * DAY)
    plan = replace(plan, activities=(replace(plan.activities[0], three_point=points),))
    found = _lengths(plan, ALONE)
    assert abs(found.mean() - 14 * DAY) < 4 * found.std() / math.sqrt(MANY.iterations)
    assert 9 * DAY <= found.min() <= found.max() <= 21 * DAY


def test_the_shared_driver_gives_the_stated_correlation() -> None:
    """Between the normal scores behind two durations; a chain then spreads by as much more."""
    network = compile_plan(_plan({1: 100, 2: 100}, []))
    spreads = spreads_of(network, Uncertainty(correlation=0.4))
    values = [np.empty(MANY.iterations, np.int64) for _ in range(2)]
    for node, into in enumerate(values):
        samples_of(spreads.arrays, np.uint64(7), node, into)
    scores = [NormalDist().inv_cdf for _ in values]
    normal = []
    for inverse, sample in zip(scores, values, strict=True):
        place = np.argsort(np.argsort(sample)) + 0.5
        normal.append(np.array([inverse(one / len(sample)) for one in place]))
    found = float(np.corrcoef(normal[0], normal[1])[0, 1])
    assert abs(found - 0.4) < 4 * (1 - 0.4**2) / math.sqrt(MANY.iterations)


def test_normal_quantile_and_share_are_the_normal_distribution() -> None:
    for share in (1e-12, 1e-6, 0.01, 0.024, 0.2, 0.5, 0.81, 0.976, 0.999999):
        wanted = NormalDist().inv_cdf(share)
        assert normal_quantile(share) == pytest.approx(wanted, rel=2e-9, abs=1e-9)
        assert normal_share(wanted) == pytest.approx(share, rel=1e-9)


def test_uniform_numbers_are_uniform_and_streams_are_apart() -> None:
    draws = []
    for key in (1, 2):
        state = np.uint64(stream_of(np.uint64(1), np.uint64(1), np.uint64(key)))
        draws.append(np.array([uniform(state, iteration) for iteration in range(20_000)]))
    for sample in draws:
        counts, _ = np.histogram(sample, bins=50, range=(0, 1))
        chi_square = float(((counts - 400) ** 2 / 400).sum())
        assert chi_square < 49 + 4 * math.sqrt(2 * 49)
    assert abs(float(np.corrcoef(draws[0], draws[1])[0, 1])) < 4 / math.sqrt(20_000)


@settings(max_examples=150, deadline=None)
@given(plans())
def test_each_future_is_the_schedule_with_its_durations(plan: Plan) -> None:
    """All calendars, link types, lags, constraints and progress: by the whole schedule for each future."""
    network = compile_plan(plan)
    if network.finished.all():
        return
    spreads = spreads_of(network, Uncertainty())
    run = Run(iterations=12, seed=3, threads=1)
    found = finishes_of(network, spreads, run)
    for iteration in range(run.iterations):
        duration = durations_of(network, spreads, run.seed, iteration)
        drawn = replace(network, arrays=with_lags(network.arrays, duration)._replace(duration=duration))
        drawn.as_late_as_possible[:] = False
        assert (iteration, int(found[iteration])) == (iteration, passes_of(drawn).end)


@settings(max_examples=40, deadline=None)
@given(plans(), st.randoms(use_true_random=False))
def test_futures_hang_on_ids_alone(plan: Plan, rng: random.Random) -> None:
    """Neither threads nor blocks nor the order of rows and links change a bit of them."""
    rows, links = list(plan.activities), list(plan.links)
    rng.shuffle(rows)
    rng.shuffle(links)
    other = replace(plan, activities=tuple(rows), links=tuple(links))
    network, shuffled = compile_plan(plan), compile_plan(other)
    run = Run(iterations=700, seed=5, threads=1)
    found = finishes_of(network, spreads_of(network, Uncertainty()), run)
    for threads in (2, 3):
        again = finishes_of(shuffled, spreads_of(shuffled, Uncertainty()), replace(run, threads=threads))
        assert found.tobytes() == again.tobytes()
    first = finishes_of(network, spreads_of(network, Uncertainty()), replace(run, iterations=300))
    assert found[:300].tobytes() == first.tobytes()


def test_without_any_spread_every_future_is_the_schedule() -> None:
    plan = build({"tasks": [{"id": 1, "days": 7}, {"id": 2, "days": 9}], "links": ["1 FS+2d 2"]})
    plan = replace(plan, calendars=(Calendar(1, "five days"),), default_calendar_id=1)
    result = simulate(plan, run=Run(iterations=50), uncertainty=Uncertainty(1.0, 1.0, 1.0))
    assert {one.moment for one in result.percentiles.values()} == {result.deterministic_finish}


def test_criticality_of_two_branches_adds_up() -> None:
    """Of two branches, the chance that a triangular sample exceeds another one from the same shape is a half."""
    plan = _plan({1: 10, 2: 10, 3: 5}, ["1 FS 3", "2 FS 3"])
    result = simulate(plan, run=MANY, uncertainty=ALONE)
    first, second, last = result.criticality
    error = math.sqrt(0.25 / MANY.iterations)
    assert abs(first - 0.5) < 4 * error + 1e-3
    assert abs(second - 0.5) < 4 * error + 1e-3
    assert first + second >= 1
    assert last == 1


def test_the_confidence_interval_of_p80_holds_it_as_often_as_it_says() -> None:
    plan = _plan({1: 10}, [])
    truth = triangular(0.8, 0.9 * 10 * DAY, 10.0 * DAY, 13.0 * DAY)
    network = compile_plan(plan)
    held = 0
    for seed in range(200):
        one = simulate(plan, run=Run(iterations=400, seed=seed, threads=1), uncertainty=ALONE, network=network)
        p80 = one.percentiles["p80"]
        low, high = (to_minute(moment) - network.project_start for moment in (p80.low, p80.high))
        held += low <= truth + 0.5 and truth - 0.5 <= high
    assert held >= 190 - 4 * math.sqrt(200 * 0.95 * 0.05)
