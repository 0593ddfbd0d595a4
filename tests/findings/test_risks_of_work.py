"""Work that overruns: found among much that is as critical, and apart from the risk that strikes it."""

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
    ("own_days", "risk_days", "leads"), [(1, 10, "risk:R1"), (8, 10, "risk:R1"), (10, 1, "activity:1")]
)
def test_work_and_the_risk_that_strikes_it_each_have_a_price_of_their_own(
    own_days: float, risk_days: float, leads: str
) -> None:
    """Both are in P80: the work costs its own overrun, the risk its delay; together they are all of it."""
    prices = prices_of(plan_of([{"id": 1, "days": 20}]), _uncertain(own_days, risk_days))

    named = {one.key: one.price_days for one in prices.bottlenecks}
    assert prices.bottlenecks[0].key == leads
    assert named == {"activity:1": pytest.approx(own_days), "risk:R1": pytest.approx(risk_days)}
    assert not any(one.overlaps for one in prices.bottlenecks)


def test_on_one_long_path_the_work_that_overruns_most_is_found() -> None:
    """Seventy activities in a row are all critical in every future; the last of them may take thirty days more."""
    days = 5
    tasks = [{"id": key, "days": days} for key in range(10, 80)]
    plan = plan_of(tasks, [f"{key} FS {key + 1}" for key in range(10, 79)])
    ranges = {key: Range(Shape.UNIFORM, 1.0, 1.0, 1.02) for key in range(10, 79)}
    prices = prices_of(plan, replace(CERTAIN, ranges={**ranges, 79: Range(Shape.UNIFORM, 1.0, 1.0, 7.0)}))

    assert prices.bottlenecks[0].key == "activity:79"
    assert prices.bottlenecks[0].price_days == pytest.approx(0.8 * 6 * days, abs=1)
