"""The dates of real plans: what their scheduling tools stored must come out of the engine."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from benchmarks.agreement import Compared, Tally, by_reason, comparisons, tallies
from benchmarks.real_plans import real_plans
from tests.cases.real import needs_data

LEAST = {
    "XER": (3_471, 100.0, 100.0, 98.7),
    "MPP": (2_230, 99.9, 99.7, 99.7),
    "MSPDI": (436, 100.0, 100.0, 100.0),
    "MPX": (200, 100.0, 99.0, 99.0),
    "Microsoft Project": (2_866, 99.9, 99.7, 99.7),
}
"""Activities, and percentages of early dates, late dates and floats that agree."""


@pytest.fixture(scope="module")
def compared() -> Sequence[Compared]:
    return list(comparisons(real_plans(), peers=False))


@pytest.mark.data
@needs_data
@pytest.mark.parametrize("kind", LEAST)
def test_stored_dates_come_out_of_the_engine(compared: Sequence[Compared], kind: str) -> None:
    tally: Tally = tallies(compared)[kind]
    activities, *least = LEAST[kind]
    assert tally.activities >= activities
    for what, share, floor in zip(("early", "late", "float"), tally.percentages(tally.ours), least, strict=True):
        assert share >= floor, f"{what} dates of {kind}: {share:.2f} %"


@pytest.mark.data
@needs_data
def test_what_disagrees_contradicts_its_own_file(compared: Sequence[Compared]) -> None:
    """No disagreement is left without proof that no rule could give what is stored."""
    left = by_reason(compared).get("", [])
    assert [(one.plan, one.id, one.we.missing) for one in left] == []
