"""Stratified futures: evenly spread over every range, and so sharper for as many futures."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from tests.cases.plans import build

from rechterhand import errors
from rechterhand.engine.futures.lanes import samples_of
from rechterhand.engine.futures.shapes import Range
from rechterhand.engine.futures.spread import spreads_of
from rechterhand.engine.futures.strata import Sampling, Strata
from rechterhand.engine.futures.uncertainty import Impact, Risk, Uncertainty
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.price.change import Averted, Change
from rechterhand.engine.price.solve import Pricing
from rechterhand.engine.simulate.run import Run, finishes_of

STRATIFIED = (Sampling.LATIN_HYPERCUBE, Sampling.SOBOL)
DAY = 480
CHAIN = build(
    {
        "start": datetime(2026, 1, 5, 8),
        "tasks": [{"id": number, "days": 10} for number in range(1, 21)],
        "links": ["1..20 FS"],
    }
)


@pytest.mark.parametrize("sampling", STRATIFIED)
def test_each_of_as_many_equal_parts_holds_one_number(sampling: Sampling) -> None:
    shares = Strata(sampling, 1024, 7).shares([(1, 5), (2, 5), (1, 6)])
    assert shares.shape == (3, 1024)
    for row in shares:
        assert sorted(np.floor(row * 1024).astype(int)) == list(range(1024))
    assert abs(np.corrcoef(shares)[0, 1]) < 0.1


@pytest.mark.parametrize("sampling", STRATIFIED)
def test_durations_keep_their_range(sampling: Sampling) -> None:
    network = compile_plan(CHAIN, honest=True)
    spreads = spreads_of(network, Uncertainty(correlation=0.0), Strata(sampling, 1000, 3))
    drawn = np.empty(1000, np.int64)
    samples_of(spreads.arrays, np.uint64(3), 4, drawn)
    assert abs(drawn.mean() / (10 * DAY * 3.2 / 3) - 1) < 0.001
    assert drawn.min() > 9 * DAY
    assert drawn.max() < 13 * DAY


@pytest.mark.parametrize("sampling", STRATIFIED)
def test_the_mean_is_sharper_than_by_chance(sampling: Sampling) -> None:
    network = compile_plan(CHAIN, honest=True)

    def means(run: Run) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        runs = [replace(run, seed=seed) for seed in range(12)]
        loose = Uncertainty(correlation=0.0)
        return np.array([finishes_of(network, spreads_of(network, loose, one.strata), one).mean() for one in runs])

    assert means(Run(512, 1, 1, sampling=sampling)).std() < means(Run(512, 1, 1)).std() / 3


@pytest.mark.parametrize("sampling", STRATIFIED)
def test_threads_change_nothing_and_a_risk_is_answered_on_the_same_futures(sampling: Sampling) -> None:
    network = compile_plan(CHAIN, honest=True)
    risk = Risk("r", "Late delivery", Impact(0.5, minutes=Range(low=4800, likely=4800, high=4800)), (3,))
    uncertainty = Uncertainty(risks=(risk,))
    run = Run(1500, 2, 1, sampling=sampling)
    spreads = spreads_of(network, uncertainty, run.strata)
    found = finishes_of(network, spreads, run)
    assert found.tobytes() == finishes_of(network, spreads, replace(run, threads=3)).tobytes()
    pricing = Pricing(network, run, uncertainty)
    assert pricing.finishes.tobytes() == found.tobytes()
    averted = pricing.changed([Change(averted=(Averted(0, Impact(0.2, minutes=risk.impact.minutes)),))])[0]
    less = replace(uncertainty, risks=(replace(risk, impact=Impact(0.2, minutes=risk.impact.minutes)),))
    assert averted.tobytes() == finishes_of(network, spreads_of(network, less, run.strata), run).tobytes()


def test_too_many_numbers_are_refused() -> None:
    with pytest.raises(errors.BadInput, match="more numbers than fit"):
        Strata(Sampling.LATIN_HYPERCUBE, 2**27, 1).shares([(1, 1), (1, 2)])
    with pytest.raises(errors.BadInput, match="at most 21,201 dimensions"):
        Strata(Sampling.SOBOL, 2, 1).shares([(1, key) for key in range(21_202)])
