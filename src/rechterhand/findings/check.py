"""What a check declares and what it gives: a verdict with evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from rechterhand.engine.schedule.result import ScheduleResult
from rechterhand.record.plan import Plan
from rechterhand.text import Message


class Severity(StrEnum):
    """How much a failed check can hurt: does it distort the dates, the steering, or only the look?"""

    DATES = "dates"
    STEERING = "steering"
    TIDINESS = "tidiness"


class Verdict(StrEnum):
    """Outcome of a check; not applicable is never a pass."""

    PASS = "pass"
    WARN = "warn"
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    NOT_JUDGEABLE = "not_judgeable"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One offending row, worst first: the activity (or the two of a link), the fields looked at and one sentence."""

    activity_id: int
    text: Message
    other_id: int | None = None
    fields: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check measured. ``value`` and ``threshold`` are in the check's ``unit``; both None when it didn't apply."""

    verdict: Verdict
    population: int
    value: float | None
    threshold: float | None
    summary: Message
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What a check looks at: the plan and its computed dates (None when the plan can't be scheduled)."""

    plan: Plan
    schedule: ScheduleResult | None
    limits: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its literature codes, references, severity, unit of its value ('share', 'count', 'index'), default limit and function.

    Its title, explanation and advice are the messages ``checks.<id>.title``, ``.explanation`` and ``.advice``.
    """

    codes: tuple[str, ...]
    reference: str
    severity: Severity
    unit: str
    limit: float | None
    find: Callable[[Subject], Finding]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A check's finding under its id (the file's name)."""

    id: str
    check: Check
    finding: Finding
