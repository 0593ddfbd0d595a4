"""The first half of the flow: read, schedule, check."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.result import ScheduleResult
from rechterhand.engine.schedule.solve import schedule
from rechterhand.errors import BadPlan
from rechterhand.findings.check import CheckResults
from rechterhand.findings.examine import examine
from rechterhand.findings.profile import Profile
from rechterhand.intake import Intake, Reading, read
from rechterhand.lineage.order import refuse_later
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan
from rechterhand.text import Message


@dataclass(frozen=True, repr=False)
class Examined:
    """What was read, its dates and its checks.

    ``schedule`` is None for a plan that can't be scheduled, ``refused`` says why.
    """

    reading: Reading
    schedule: ScheduleResult | None
    checks: CheckResults
    seconds: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    refused: BadPlan | None = None

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.reading.plan

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """Everything taken for granted on the way."""
        computed = () if self.schedule is None else self.schedule.assumptions
        refused = () if self.refused is None else (_without_dates(self.refused),)
        return (*refused, *self.reading.assumptions, *computed, *self.checks.assumptions)

    @property
    def timings(self) -> dict[str, float]:
        """Seconds of each step."""
        computed = {} if self.schedule is None else self.schedule.timings
        return {"read": self.reading.timings.get("read", 0.0), **computed, **self.seconds}


class Checked(CheckResults):
    """The findings, with all that they came from: what ``rh.check`` gives and ``rh.write`` writes."""

    examined: Examined

    @classmethod
    def of(cls, examined: Examined) -> Checked:
        """The findings of what was examined."""
        found = examined.checks
        made = cls(found, profile=found.profile, excuses=found.excuses, assumptions=found.assumptions, plan=found.plan)
        made.examined = examined
        return made


def dated(plan: Plan) -> tuple[Network | None, ScheduleResult | None, dict[str, float], BadPlan | None]:
    """The compiled plan with its dates and what compiling took; for a plan that can't be scheduled why."""
    started = time.perf_counter()
    try:
        network = compile_plan(plan)
        seconds = {"compile": time.perf_counter() - started}
        return network, schedule(plan, network=network), seconds, None
    except BadPlan as error:
        return None, None, {}, error


def _without_dates(error: BadPlan) -> Assumption:
    return Assumption("unscheduled", Message.of("checks.unscheduled", why=error.message), loud=True)


def examined(
    path: str | Path,
    *,
    password: str | None = None,
    mapping: str | Path | None = None,
    intake: Intake | None = None,
    profile: Profile | None = None,
    earlier: Sequence[str | Path | Plan] = (),
    today: date | None = None,
    step: Callable[[str], None] | None = None,
) -> Examined:
    """Read a plan, schedule it and check it.

    A plan that can't be scheduled (a loop of links, a calendar without working time) is checked without dates.

    Parameters
    ----------
    path
        The file.
    password, mapping
        For a protected file; for a table whose columns aren't recognised.
    intake
        A warm reader to use.
    profile
        Which checks run and how they judge; without one all of them, as usual.
    earlier
        Former versions of the plan, oldest first, for the checks on what changed.
    today
        The day of judgement, for the checks on how old the plan is.
    step
        Hears the name of each step before it starts: 'read', 'schedule', 'check'.

    Raises
    ------
    BadInput
        A former version is of a later date than one after it.
    RechterhandError
        What is wrong with the file or the plan, and what to do about it.
    """
    say = step or (lambda _: None)
    say("read")
    reader = intake.read if intake else read
    reading = reader(path, password=password, mapping=mapping)
    former = tuple(
        one if isinstance(one, Plan) else reader(one, password=password, mapping=mapping).plan for one in earlier
    )
    refuse_later((*former, reading.plan))
    say("schedule")
    network, scheduled, seconds, refused = dated(reading.plan)
    say("check")
    started = time.perf_counter()
    checks = examine(reading.plan, scheduled, network=network, profile=profile, earlier=former, today=today)
    seconds["check"] = time.perf_counter() - started
    return Examined(reading, scheduled, checks, MappingProxyType(seconds), refused)
