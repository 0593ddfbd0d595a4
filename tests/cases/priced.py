"""Small plans whose prices follow from a formula, and their price lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.cases.plans import build

from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.simulate.solve import simulate
from rechterhand.findings.bottleneck import PriceList
from rechterhand.findings.pricing import price
from rechterhand.record.calendar import Calendar
from rechterhand.record.plan import Plan

RUN = Run(iterations=10_000, seed=2)
CERTAIN = Uncertainty(1.0, 1.0, 1.0, 0.0)
ALONE = Uncertainty(correlation=0.0)
MONDAY = datetime(2026, 1, 5, 8)
WORKING = Calendar(1, "five days", minutes_per_day=480)
ROUND_THE_CLOCK = Calendar(1, "round the clock", (((0, 1440),),) * 7, minutes_per_day=480)


def plan_of(
    tasks: list[dict[str, Any]], links: list[str] | None = None, calendar: Calendar = WORKING, **more: Any
) -> Plan:
    """A plan from Monday 5 January 2026 on, of tasks and links as in ``plans.build``."""
    plan = build({"tasks": tasks, "links": links or [], **more})
    return replace(plan, start=MONDAY, calendars=(calendar,), default_calendar_id=1)


def prices_of(plan: Plan, uncertainty: Uncertainty, run: Run = RUN) -> PriceList:
    """Its price list."""
    network = compile_plan(plan, honest=True)
    return price(
        network, simulate(plan, run=run, uncertainty=uncertainty, network=network), run=run, uncertainty=uncertainty
    )
