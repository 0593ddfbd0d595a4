"""A project's table of uncertainty, and what futures are drawn by."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.cases.programme import programme

from rechterhand.engine.simulate.run import Run
from rechterhand.errors import BadInput
from rechterhand.verdict import outlook
from rechterhand.web.bridge.uncertain import Estimate, RiskEvent, Table, columns, left_out, of_row, uncertainty
from rechterhand.web.data.models import UncertaintyTable

PLAN = programme()
WORK = next(one for one in PLAN.activities if one.duration_minutes and not one.started and not one.type.is_summary)
TABLE = Table(
    low=0.8,
    high=1.5,
    estimates=(Estimate(WORK.id, 3, 5, 40),),
    risks=(
        RiskEvent("R1", "Supplier late", 0.4, (WORK.id,), low_days=5, likely_days=10, high_days=20),
        RiskEvent("R2", "Slow", 0.3, (WORK.id, 999_999), low_factor=1.0, likely_factor=1.2, high_factor=2.0),
    ),
)


def test_a_table_comes_back_from_its_row() -> None:
    assert of_row(UncertaintyTable(**columns(TABLE))) == TABLE
    assert of_row(None) == Table()


def test_days_become_factors_of_the_planned_duration() -> None:
    made = uncertainty(TABLE, PLAN)
    planned = (WORK.duration_minutes or 0) / PLAN.options.minutes_per_day

    assert made.ranges[WORK.id].high == pytest.approx(40 / planned)
    assert [one.activity_ids for one in made.risks] == [(WORK.id,), (WORK.id,)]
    assert left_out(TABLE, [one.id for one in PLAN.activities]) == (999_999,)


def test_futures_are_drawn_by_it() -> None:
    run = Run(iterations=200, seed=1, threads=1)
    usual, wide = (
        outlook(PLAN, run=run, uncertainty=one)
        for one in (None, uncertainty(replace(TABLE, low=1.0, likely=2.0, high=3.0), PLAN))
    )

    assert wide.simulation.percentiles["p80"].moment > usual.simulation.percentiles["p80"].moment


def test_all_problems_are_told_at_once() -> None:
    wrong = Table(
        low=0,
        correlation=1,
        estimates=(Estimate(1, 5, 3, 9), Estimate(1, 1, 2, 3)),
        risks=(
            RiskEvent("R1", "", 1.2, (), low_days=1, likely_days=2, high_days=3),
            RiskEvent("R1", "", 0.2, (1,)),
            RiskEvent("R2", "", 0.2, (1,), low_factor=-1, likely_factor=1, high_factor=2),
        ),
    )

    with pytest.raises(BadInput) as caught:
        columns(wrong)

    assert [one.key.rsplit(".", 1)[1] for one in caught.value.problems] == [
        "band",
        "correlation",
        "estimate",
        "probability",
        "nobody",
        "effect",
        "effect",
        "estimate_twice",
        "risk_twice",
    ]
