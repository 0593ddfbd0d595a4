"""The first half of the flow: read, schedule, check."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.result import ScheduleResult
from rechterhand.engine.schedule.solve import schedule
from rechterhand.findings.check import CheckResults
from rechterhand.findings.examine import examine
from rechterhand.findings.profile import Profile
from rechterhand.intake import Intake, Reading, read
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan


@dataclass(frozen=True, repr=False)
class Examined:
    """What was read, its dates and its checks."""

    reading: Reading
    schedule: ScheduleResult
    checks: CheckResults
    seconds: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.reading.plan

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """Everything taken for granted on the way."""
        return (*self.reading.assumptions, *self.schedule.assumptions, *self.checks.assumptions)

    @property
    def timings(self) -> dict[str, float]:
        """Seconds of each step."""
        return {"read": self.reading.timings.get("read", 0.0), **self.schedule.timings, **self.seconds}


def examined(
    path: str | Path,
    *,
    password: str | None = None,
    mapping: str | Path | None = None,
    intake: Intake | None = None,
    profile: Profile | None = None,
    today: date | None = None,
    step: Callable[[str], None] | None = None,
) -> Examined:
    """Read a plan, schedule it and check it.

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
    today
        The day of judgement, for the checks on how old the plan is.
    step
        Hears the name of each step before it starts: 'read', 'schedule', 'check'.

    Raises
    ------
    RechterhandError
        What is wrong with the file or the plan, and what to do about it.
    """
    say = step or (lambda _: None)
    say("read")
    reading = (intake.read if intake else read)(path, password=password, mapping=mapping)
    say("schedule")
    started = time.perf_counter()
    network = compile_plan(reading.plan)
    seconds = {"compile": time.perf_counter() - started}
    scheduled = schedule(reading.plan, network=network)
    say("check")
    started = time.perf_counter()
    checks = examine(reading.plan, scheduled, network=network, profile=profile, today=today)
    seconds["check"] = time.perf_counter() - started
    return Examined(reading, scheduled, checks, MappingProxyType(seconds))
