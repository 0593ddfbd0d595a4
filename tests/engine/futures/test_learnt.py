"""Ranges learnt from finished work: wide where little was seen, and kept as often as they say."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rechterhand.engine.futures.learnt import LEAST_EFFECT, learnt
from rechterhand.engine.futures.shapes import Shape

Real = npt.NDArray[np.float64]
NORMAL = 1.2815515655446004
SPREAD = 0.3
TRIALS, DRAWS, WORK = 600, 800, 20

STUDENT = {6: 1.439756, 9: 1.383029}
"""Ninetieth percentiles of Student's t, from a printed table."""


def project(rng: np.random.Generator, count: int, together: float) -> Real:
    """Ratios of one project: a tenth later than planned in the middle, with what they share."""
    shared, own = rng.standard_normal(), rng.standard_normal(count)
    ratios: Real = np.exp(0.1 + SPREAD * (math.sqrt(together) * shared + math.sqrt(1 - together) * own))
    return ratios


def p80_of_sum(rng: np.random.Generator, low: float, high: float, together: float) -> float:
    """P80 of the sum of many activities of a lognormal range, sharing one driver."""
    middle, width = (math.log(low) + math.log(high)) / 2, (math.log(high) - math.log(low)) / 2 / NORMAL
    scores = math.sqrt(together) * rng.standard_normal((DRAWS, 1))
    scores = scores + math.sqrt(1 - together) * rng.standard_normal((DRAWS, WORK))
    return float(np.quantile(np.exp(middle + width * scores).sum(axis=1), 0.8))


@pytest.mark.parametrize(("together", "least", "plug_in"), [(0.0, 0.90, 0.74), (0.1, 0.84, 0.68), (0.3, 0.76, 0.62)])
def test_p80_of_a_new_project_is_kept_where_plug_in_estimates_fail(
    together: float, least: float, plug_in: float
) -> None:
    """Three projects of seven finished activities, and a fourth of twenty to come; shares out of 600 trials."""
    rng = np.random.default_rng(20261127)
    kept = naive = 0
    for _ in range(TRIALS):
        past = [project(rng, 7, together) for _ in range(3)]
        came = project(rng, WORK, together).sum()
        found = learnt(past)
        kept += came <= p80_of_sum(rng, found.range.low, found.range.high, found.correlation)
        logs = np.log(np.concatenate(past))
        half = NORMAL * logs.std(ddof=1)
        naive += came <= p80_of_sum(rng, math.exp(logs.mean() - half), math.exp(logs.mean() + half), 0.0)

    assert kept / TRIALS > least
    assert naive / TRIALS == pytest.approx(plug_in, abs=0.06)


@pytest.mark.parametrize("count", [7, 10])
def test_one_project_gives_students_range_with_the_project_effect(count: int) -> None:
    logs = np.linspace(-0.2, 0.4, count)
    found = learnt([np.exp(logs)])
    variance = logs.var(ddof=1)
    effect = LEAST_EFFECT**2 * 2
    half = math.sqrt(STUDENT[count - 1] ** 2 * variance * (1 + 1 / count) + NORMAL**2 * effect)

    assert found.range.shape is Shape.LOGNORMAL
    assert (math.log(found.range.low), math.log(found.range.high)) == pytest.approx((0.1 - half, 0.1 + half), abs=1e-5)
    total = variance * (1 + 1 / count) + effect
    assert found.correlation == pytest.approx((variance / count + effect) / total)


def test_projects_that_differ_make_what_is_shared_larger() -> None:
    alike = learnt([np.array([0.9, 1.0, 1.1, 1.2])] * 3)
    apart = learnt([np.array([0.9, 1.0, 1.1, 1.2]) * factor for factor in (0.6, 1.0, 1.7)])

    assert apart.correlation > alike.correlation
    assert apart.range.high / apart.range.low > alike.range.high / alike.range.low


@given(st.lists(st.floats(0.05, 20), min_size=2, max_size=40), st.floats(0.2, 5))
def test_a_range_holds_whatever_was_seen_and_scales_with_it(ratios: list[float], factor: float) -> None:
    one, other = learnt([np.array(ratios)]), learnt([np.array(ratios) * factor])

    assert 0 < one.range.low < math.exp(np.log(ratios).mean()) < one.range.high
    assert 0 <= one.correlation < 1
    assert other.range.low == pytest.approx(one.range.low * factor)
    assert other.range.high == pytest.approx(one.range.high * factor)
    assert other.correlation == pytest.approx(one.correlation, abs=1e-9)
