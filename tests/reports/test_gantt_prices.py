"""A price beside a bar is that of the bar's own work."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.cases.plans import build

import rechterhand as rh
from rechterhand.reports.charts.gantt import bars

DAY = 480


def test_what_strikes_several_activities_is_the_price_of_none() -> None:
    plan = build(
        {
            "start": datetime(2026, 1, 5, 8),
            "tasks": [{"id": 1, "days": 10}, {"id": 2, "days": 20}],
            "links": ["1 FS 2"],
            "engine": True,
        }
    )
    late = rh.Impact(0.9, minutes=rh.Range(rh.Shape.FIXED, 20 * DAY, 20 * DAY, 20 * DAY))
    uncertain = rh.Uncertainty(correlation=0.0, risks=(rh.Risk("R", "Supplier", late, (1, 2)),))
    review = rh.review(plan, run=rh.Run(2000, 1, 1), uncertainty=uncertain)

    dearest = review.prices.bottlenecks[0]
    assert (dearest.kind, dearest.activity_ids) == ("risk", (1, 2))
    assert dearest.price_days == pytest.approx(40, abs=3)
    shown = {one.name: one.price for one in bars(review)}
    assert all(price is None or price < 10 for price in shown.values())
