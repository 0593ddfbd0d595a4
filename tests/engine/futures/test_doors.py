"""What Python refuses before any future is drawn, and says why."""

from __future__ import annotations

from typing import Any

import pytest
from tests.cases.plans import build

import rechterhand as rh
from rechterhand.engine.futures.strata import Sampling
from rechterhand.errors import BadInput

PLAN = build({"engine": True, "tasks": [{"id": 1, "days": 10}, {"id": 2, "days": 5}], "links": ["1 FS 2"]})


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"sampling": "bla"}, "bla"),
        ({"seed": -1}, "seed"),
        ({"seed": 2**64}, "seed"),
        ({"seed": 1.5}, "seed"),
        ({"iterations": 10.5}, "iterations"),
        ({"iterations": 0}, "iterations"),
        ({"precision": float("nan")}, "precision"),
        ({"precision": float("inf")}, "precision"),
        ({"precision": 0}, "precision"),
        ({"threads": 0}, "threads"),
    ],
)
def test_futures_that_cant_be_drawn_are_refused(values: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        rh.Run(**values)


def test_a_way_of_drawing_may_be_named() -> None:
    assert rh.Run(sampling="sobol").sampling is Sampling.SOBOL  # type: ignore[arg-type] - as users type it


def test_contradictory_or_impossible_uncertainty_is_refused() -> None:
    with pytest.raises(ValueError, match="1 and 2"):
        rh.Uncertainty(correlations={(1, 2): 0.3, (2, 1): 0.5})
    assert rh.Uncertainty(correlations={(1, 2): 0.3, (2, 1): 0.3})
    with pytest.raises(ValueError, match="below nought"):
        rh.Uncertainty(ranges={1: rh.Range(rh.Shape.UNIFORM, -2.0, 1.0, 2.0)})


@pytest.mark.parametrize(
    "uncertainty",
    [
        rh.Uncertainty(ranges={99: rh.Range(rh.Shape.FIXED, 1, 1, 1)}),
        rh.Uncertainty(correlations={(1, 99): 0.4}),
        rh.Uncertainty(risks=(rh.Risk("r", "R", rh.Impact(0.5, minutes=rh.Range()), (99,)),)),
        rh.Uncertainty(branches=(rh.Branch("b", "B", (rh.Option(0.5, (99,)),)),)),
    ],
)
@pytest.mark.parametrize("door", [rh.simulate, rh.simulate_with_people, rh.outlook, rh.review])
def test_activities_that_the_plan_lacks_are_named(door: Any, uncertainty: rh.Uncertainty) -> None:
    with pytest.raises(BadInput, match="99"):
        door(PLAN, uncertainty=uncertainty, run=rh.Run(iterations=100))
