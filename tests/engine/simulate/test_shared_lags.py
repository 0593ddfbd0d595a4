"""A lag that is a share of a duration goes along with it in every future, and with what relieves the work."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest
from tests.cases.plans import build

from rechterhand.engine.futures.shapes import Range
from rechterhand.engine.futures.spread import spreads_of
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.price.change import Change, Shorter, Slack
from rechterhand.engine.price.solve import Pricing
from rechterhand.engine.simulate.run import Run, finishes_of

RUN = Run(2_000, 1)
DAY = 480
RANGES = {1: Range(low=0.5, likely=1.0, high=2.0), 2: Range(low=1.0, likely=1.0, high=1.0)}
UNCERTAIN = Uncertainty(correlation=0.0, ranges=RANGES)


def plan_of(link: str, *, elapsed: bool = False) -> object:
    return build(
        {
            "start": datetime(2026, 1, 5, 8),
            "dialect": "microsoft",
            "tasks": [{"id": key, "days": days, "calendar_id": 2} for key, days in ((1, 40), (2, 10))],
            "links": [link],
            "engine": True,
        }
    )


@pytest.mark.parametrize(
    ("link", "wait"),
    [
        ("1 FS+100% 2", lambda lasts: 2 * lasts),
        ("1 FS-25% 2", lambda lasts: 0.75 * lasts),
        ("1 SS+50% 2", lambda lasts: 0.5 * lasts),
        ("1 FS+10d 2", lambda lasts: lasts + 10 * DAY),
    ],
)
def test_the_successor_waits_a_share_of_what_the_work_lasts(link: str, wait: object) -> None:
    network = compile_plan(plan_of(link), honest=True)  # type: ignore[arg-type] - a plan by its making
    lasts = finishes_of(compile_plan(plan_of("1 SF 2"), honest=True), spreads_of(network, UNCERTAIN), RUN)  # type: ignore[arg-type] - a plan
    lasts = lasts - network.project_start
    found = finishes_of(network, spreads_of(network, UNCERTAIN), RUN) - network.project_start

    wanted = np.maximum(lasts, np.floor(wait(lasts) + 0.5) + 10 * DAY)  # type: ignore[operator] - a function
    assert np.abs(found - wanted).max() <= 1


def test_shorter_work_brings_its_share_of_the_lag_too() -> None:
    network = compile_plan(plan_of("1 FS+100% 2"), honest=True)  # type: ignore[arg-type] - a plan by its making
    pricing = Pricing(network, RUN, UNCERTAIN)
    held, gone = pricing.changed([Change(shorter=(Shorter(0, most=40.0 * DAY),)), Change(slack=(Slack(0),))])
    begin = network.project_start
    late = np.maximum(0, (pricing.finishes - begin - 10 * DAY) / 2 - 40 * DAY)

    assert np.abs((pricing.finishes - held) - 2 * late).max() <= 1
    assert np.abs((gone - begin) - ((pricing.finishes - begin - 10 * DAY) / 2 + 10 * DAY)).max() <= 1
