"""Work that is only done in some futures: one way or the other, as often as was said."""

from __future__ import annotations

from datetime import datetime
from math import sqrt

import numpy as np
import pytest
from tests.cases.plans import build

from rechterhand.engine.futures.branches import Branch, Option
from rechterhand.engine.futures.shapes import Range
from rechterhand.engine.futures.spread import spreads_of
from rechterhand.engine.futures.strata import Sampling
from rechterhand.engine.futures.uncertainty import Impact, Risk, Uncertainty
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.simulate.run import Run, finishes_of
from rechterhand.engine.simulate.solve import simulate

DAY = 480
FUTURES = 10_000
PLAN = build(
    {
        "start": datetime(2026, 1, 5, 8),
        "tasks": [
            {"id": number, "days": days, "calendar_id": 2} for number, days in ((1, 5), (2, 10), (3, 20), (4, 5))
        ],
        "links": ["1 FS 2", "1 FS 3", "2 FS 4", "3 FS 4"],
        "engine": True,
    }
)
FIXED = {key: Range(low=1.0, likely=1.0, high=1.0) for key in (1, 2, 3, 4)}


def days(branch: Branch, run: Run, **other: object) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Days of eight hours that each future lasts, with every duration as planned: 30 with both ways."""
    uncertain = Uncertainty(correlation=0.0, ranges=FIXED, branches=(branch,), **other)  # type: ignore[arg-type] - as given
    network = compile_plan(PLAN, honest=True)
    works = finishes_of(network, spreads_of(network, uncertain, run.strata), run)
    planned = finishes_of(network, spreads_of(network, Uncertainty(correlation=0.0, ranges=FIXED)), Run(1))
    return 30 + (works - planned[0]) / DAY


def ways(first: float, second: float) -> Branch:
    return Branch("V1", "Tender", (Option(first, (2,)), Option(second, (3,))))


def test_one_way_or_the_other_as_often_as_was_said() -> None:
    found = np.round(days(ways(0.7, 0.3), Run(FUTURES)), 6)
    assert set(found.tolist()) == {20.0, 30.0}
    assert abs((found == 20).mean() - 0.7) < 4 * sqrt(0.7 * 0.3 / FUTURES)


def test_neither_way_in_what_is_left_of_the_futures() -> None:
    found = np.round(days(ways(0.5, 0.2), Run(FUTURES)), 6)
    assert set(found.tolist()) == {10.0, 20.0, 30.0}
    assert abs((found == 10).mean() - 0.3) < 4 * sqrt(0.3 * 0.7 / FUTURES)


@pytest.mark.parametrize("sampling", [Sampling.LATIN_HYPERCUBE, Sampling.SOBOL])
def test_stratified_futures_keep_the_shares_almost_exactly(sampling: Sampling) -> None:
    found = np.round(days(ways(0.7, 0.3), Run(1024, sampling=sampling)), 6)
    assert set(found.tolist()) == {20.0, 30.0}
    assert abs((found == 20).mean() - 0.7) < 2 / 1024


def test_a_risk_only_strikes_the_way_that_is_taken() -> None:
    late = Risk("R1", "", Impact(1.0, factor=Range(low=2.0, likely=2.0, high=2.0)), (3,))
    found = np.round(days(ways(0.7, 0.3), Run(FUTURES), risks=(late,)), 6)
    assert set(found.tolist()) == {20.0, 50.0}


def test_criticality_is_how_often_a_way_is_taken() -> None:
    found = simulate(
        PLAN, run=Run(FUTURES), uncertainty=Uncertainty(correlation=0.0, ranges=FIXED, branches=(ways(0.7, 0.3),))
    )
    assert found.criticality[1] == pytest.approx(0.7, abs=4 * sqrt(0.7 * 0.3 / FUTURES))
    assert found.criticality[2] == pytest.approx(0.3, abs=4 * sqrt(0.7 * 0.3 / FUTURES))


def test_options_that_are_likelier_than_all_are_refused() -> None:
    with pytest.raises(ValueError, match="add up to one"):
        ways(0.7, 0.4)


def test_branches_follow_their_activities_to_another_version() -> None:
    other = Uncertainty(branches=(ways(0.7, 0.3),)).renumbered({2: 22})
    assert [one.activity_ids for one in other.branches[0].options] == [(22,), ()]
