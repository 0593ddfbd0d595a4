"""What advice looks at: a plan with its futures, its prices and its checks, as a review has them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Protocol

from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.engine.staffed.result import PeopleResult
from rechterhand.findings.bottleneck import PriceList
from rechterhand.findings.check import CheckResults
from rechterhand.record.plan import Plan


class Seen(Protocol):
    """A review, as far as the toolbox needs it."""

    @property
    def plan(self) -> Plan:
        """The plan."""

    @property
    def simulation(self) -> SimulationResult:
        """Its futures."""

    @property
    def people(self) -> PeopleResult | None:
        """The futures with people; None where the plan says nothing of these."""

    @property
    def prices(self) -> PriceList:
        """What holds it up."""

    @property
    def checks(self) -> CheckResults:
        """Whether it can be believed."""

    @property
    def today(self) -> date | None:
        """The day of judgement; None where nobody told it."""


def now_of(seen: Seen) -> datetime | None:
    """From when time remains: the status date, else the day of judgement, and never before the plan begins."""
    plan = seen.plan
    status = plan.status_date or (None if seen.today is None else datetime.combine(seen.today, time()))
    starts = [one.start for one in plan.activities if one.start is not None]
    begin = plan.start or min(starts, default=None)
    return max((one for one in (status, begin) if one is not None), default=None)
