"""Every shape of uncertainty is drawn as its distribution says, alone and together with others."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from tests.cases.plans import build
from tests.cases.random_plans import plans
from tests.oracles.one_by_one import durations_of

from rechterhand.engine.futures.lanes import samples_of
from rechterhand.engine.futures.shapes import Range, Shape, quantiles
from rechterhand.engine.futures.spread import Spreads, spreads_of
from rechterhand.engine.futures.uncertainty import Impact, Risk, Uncertainty
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.simulate import kernel
from rechterhand.record.plan import Plan

MANY = 40_000
PLANNED = 100_000
"""Minutes: long enough for rounding to whole ones not to be seen."""

ALONE, TOGETHER = Uncertainty(correlation=0.0), Uncertainty(correlation=0.5)
RANGES = {
    "triangular": Range(Shape.TRIANGULAR, 0.8, 1.0, 1.6),
    "pert": Range(Shape.PERT, 0.8, 1.0, 1.6),
    "trigen": Range(Shape.TRIGEN, 0.8, 1.0, 1.6),
    "lognormal": Range(Shape.LOGNORMAL, 0.8, 1.0, 1.6),
    "uniform": Range(Shape.UNIFORM, 0.8, 1.0, 1.6),
    "discrete": Range(Shape.DISCRETE, steps=((0.9, 0.25), (1.0, 0.5), (2.0, 0.25))),
}


def _reference(name: str) -> stats.rv_continuous:
    """The same distribution by an independent library, in factors."""
    if name == "triangular":
        return stats.triang(0.25, loc=0.8, scale=0.8)
    if name == "pert":
        return stats.beta(2, 4, loc=0.8, scale=0.8)
    if name == "uniform":
        return stats.uniform(0.8, 0.8)
    middle, spread = math.sqrt(0.8 * 1.6), math.log(2) / 2 / stats.norm.ppf(0.9)
    return stats.lognorm(spread, scale=middle)


def _spreads(shape: Range, uncertainty: Uncertainty) -> Spreads:
    plan = build({"tasks": [{"id": 1, "days": 1, "duration_minutes": PLANNED}]})
    plan = replace(plan, activities=(replace(plan.activities[0], duration_minutes=PLANNED),))
    return spreads_of(compile_plan(plan), replace(uncertainty, ranges={1: shape}))


def _drawn(shape: Range, uncertainty: Uncertainty = ALONE) -> np.ndarray:
    found = np.empty(MANY, np.int64)
    samples_of(_spreads(shape, uncertainty).arrays, np.uint64(11), 0, found)
    return found / PLANNED


@pytest.mark.parametrize("uncertainty", [ALONE, TOGETHER], ids=["alone", "with the shared driver"])
@pytest.mark.parametrize("name", ["triangular", "pert", "uniform", "lognormal"])
def test_draws_follow_the_distribution(name: str, uncertainty: Uncertainty) -> None:
    """Kolmogorov and Smirnov: a deviation beyond 2.2 / sqrt(n) has a chance of one in ten thousand."""
    found, wanted = _drawn(RANGES[name], uncertainty), _reference(name)
    assert stats.kstest(found, wanted.cdf).statistic < 2.2 / math.sqrt(MANY)
    mean, variance, _, kurtosis = (float(one) for one in wanted.stats("mvsk"))
    assert abs(found.mean() - mean) < 4 * math.sqrt(variance / MANY)
    assert abs(found.var() - variance) < 4 * variance * math.sqrt((kurtosis + 2) / MANY)


def test_pert_has_the_mean_of_its_formula() -> None:
    found = _drawn(RANGES["pert"])
    assert abs(found.mean() - (0.8 + 4 * 1.0 + 1.6) / 6) < 4 * found.std() / math.sqrt(MANY)


def test_trigen_leaves_its_tails_outside() -> None:
    found = _drawn(RANGES["trigen"])
    error = math.sqrt(0.1 * 0.9 / MANY)
    assert abs((found < 0.8).mean() - 0.1) < 4 * error
    assert abs((found > 1.6).mean() - 0.1) < 4 * error


def test_steps_come_as_often_as_their_chances() -> None:
    for uncertainty in (ALONE, TOGETHER):
        found = _drawn(RANGES["discrete"], uncertainty)
        for factor, chance in RANGES["discrete"].steps:
            assert abs((found == factor).mean() - chance) < 4 * math.sqrt(chance * (1 - chance) / MANY)


def test_fixed_work_is_what_its_range_says() -> None:
    assert set(_drawn(Range(Shape.FIXED, 1.2, 1.2, 1.2)).tolist()) == {1.2}
    assert set(_drawn(Range(Shape.DISCRETE, steps=((1.5, 1.0),))).tolist()) == {1.5}


@pytest.mark.parametrize("name", ["triangular", "pert", "uniform", "lognormal"])
def test_quantiles_are_those_of_the_distribution(name: str) -> None:
    shares = np.array([0.001, 0.1, 0.5, 0.9, 0.999])
    assert quantiles(RANGES[name], shares) == pytest.approx(_reference(name).ppf(shares), rel=1e-9)


def _risks(plan: Plan, data: st.DataObject) -> tuple[Risk, ...]:
    """Up to four risks, each on some of the activities."""
    impacts = st.sampled_from(
        [
            Impact(0.3, minutes=Range(Shape.TRIANGULAR, 60, 480, 2400)),
            Impact(0.9, minutes=Range(Shape.UNIFORM, -480, 0, 0)),
            Impact(0.5, factor=Range(Shape.PERT, 1.0, 1.2, 2.0)),
            Impact(1.0, factor=Range(Shape.FIXED, 1.5, 1.5, 1.5)),
        ]
    )
    ids = [one.id for one in plan.activities]
    count = data.draw(st.integers(0, 4))
    some = st.lists(st.sampled_from(ids), max_size=4, unique=True)
    return tuple(Risk(f"R{place}", "", data.draw(impacts), tuple(data.draw(some))) for place in range(count))


@settings(max_examples=60, deadline=None)
@given(plans(), st.data())
def test_lanes_draw_what_one_at_a_time_draws(plan: Plan, data: st.DataObject) -> None:
    names = st.sampled_from(sorted(RANGES))
    ranges = {one.id: RANGES[data.draw(names)] for one in plan.activities if data.draw(st.booleans())}
    network = compile_plan(plan)
    uncertainty = replace(data.draw(st.sampled_from([ALONE, TOGETHER])), ranges=ranges, risks=_risks(plan, data))
    spreads = spreads_of(network, uncertainty)
    drawn = np.empty((len(network), kernel.LANES), np.int64)
    kernel.sample(spreads.arrays, np.uint64(5), 64, kernel.common_for(spreads.arrays), drawn)
    for lane in (0, 17, 63):
        assert drawn[:, lane].tolist() == durations_of(network, spreads, 5, 64 + lane).tolist()


@pytest.mark.parametrize(
    "wrong",
    [
        {"low": 1.2},
        {"high": 0.9},
        {"tail": 0.5},
        {"shape": Shape.LOGNORMAL, "low": 0.0},
        {"shape": Shape.DISCRETE},
        {"shape": Shape.DISCRETE, "steps": ((1.0, 0.5), (2.0, 0.6))},
    ],
    ids=str,
)
def test_ranges_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="range"):
        Range(**wrong)  # type: ignore[arg-type]  # - values of several kinds by name
