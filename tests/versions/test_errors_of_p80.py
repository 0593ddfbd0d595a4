"""The sampling error that is told of P80's movement is what the movement spreads by over seeds."""

from __future__ import annotations

import numpy as np
import pytest

import rechterhand as rh
from rechterhand.demo.plan import LAST, demonstration
from rechterhand.versions.forecast import Forecast

SEEDS = range(1, 7)


@pytest.fixture(scope="module")
def forecasts() -> list[Forecast]:
    """Few futures, in a plan whose P80 lies at a gap: a meeting that is missed costs weeks."""
    pair = demonstration(version=LAST - 1), demonstration(version=LAST)
    made = [rh.compare(*pair, run=rh.Run(iterations=1000, seed=seed)).forecast for seed in SEEDS]
    return [one for one in made if one is not None]


def test_the_error_told_is_near_the_spread_over_seeds(forecasts: list[Forecast]) -> None:
    spread = np.std([one.days for one in forecasts], ddof=1)
    told = np.mean([one.standard_error_days for one in forecasts])

    assert len(forecasts) == len(SEEDS)
    assert spread > 1
    assert 0.7 < told / spread < 1.4


def test_a_cause_that_moves_nothing_in_any_future_has_no_error(forecasts: list[Forecast]) -> None:
    for one in forecasts:
        assert sum(part.days for part in one.parts) == pytest.approx(one.days, abs=1e-6)
        assert all(part.standard_error_days == 0 for part in one.parts if part.cause.value == "new_work")
