"""Work whose overrun comes from a risk: which of the two leads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.cases.priced import CERTAIN, plan_of, prices_of

from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.uncertainty import Impact, Risk, Uncertainty

DAY = 480


def _uncertain(own_days: float, risk_days: float) -> Uncertainty:
    """Twenty days that become ``own_days`` more, and a risk of ``risk_days`` that comes true in nine futures of ten."""
    own = Range(Shape.DISCRETE, steps=((1.0, 0.1), (1 + own_days / 20, 0.9)))
    impact = Impact(0.9, minutes=Range(Shape.FIXED, risk_days * DAY, risk_days * DAY, risk_days * DAY))
    return replace(CERTAIN, ranges={1: own}, risks=(Risk("R1", "Levering te laat", impact, (1,)),))


@pytest.mark.parametrize(
    ("own_days", "risk_days", "leads"), [(1, 10, "risk:R1"), (8, 10, "activity:1"), (10, 1, "activity:1")]
)
def test_a_risk_that_is_nearly_all_of_an_overrun_leads_it(own_days: float, risk_days: float, leads: str) -> None:
    """Both are in P80: the work costs the sum, the risk its own delay; from eight tenths on the risk says it best."""
    prices = prices_of(plan_of([{"id": 1, "days": 20}]), _uncertain(own_days, risk_days))

    (row,) = prices.bottlenecks
    named = {row.key: row.price_days} | {one.key: one.price_days for one in row.overlaps}
    assert row.key == leads
    assert named == {"activity:1": pytest.approx(own_days + risk_days), "risk:R1": pytest.approx(risk_days)}
