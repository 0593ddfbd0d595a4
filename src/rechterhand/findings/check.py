"""What a check declares and what it gives: a verdict with evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Self, TypeAlias

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.delayed import Delays
from rechterhand.engine.schedule.result import ScheduleResult
from rechterhand.engine.schedule.solve import Passes, run
from rechterhand.engine.simulate.moved import ends_of
from rechterhand.engine.simulate.promises import Promise, committed_dates, for_the_whole
from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.findings.calendars import WorkCalendars
from rechterhand.findings.loads import Loads, loads
from rechterhand.findings.populations import Populations
from rechterhand.findings.since import Since
from rechterhand.findings.worktime import WorkingTime
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan
from rechterhand.text import Message, render
from rechterhand.text.notebook import counted, table

if TYPE_CHECKING:
    from rechterhand.findings.profile import Excuse, Outcome, Profile

FEW = 20


Judge: TypeAlias = "Callable[[float, float | None, Sequence[Evidence]], Verdict]"
Rule: TypeAlias = "Callable[[float, float], Verdict]"


class Severity(StrEnum):
    """How much a failed check can hurt: does it distort the dates, the steering, or only the look?"""

    DATES = "dates"
    STEERING = "steering"
    TIDINESS = "tidiness"


class Verdict(StrEnum):
    """Outcome of a check; not applicable is never a pass."""

    PASS = "pass"  # noqa: S105 - a verdict, no password
    WARN = "warn"
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    NOT_JUDGEABLE = "not_judgeable"


def judged(value: float, limit: float) -> Verdict:
    """Pass up to and including the limit, fail above it."""
    return Verdict.PASS if value <= limit else Verdict.FAIL


def at_least(value: float, limit: float) -> Verdict:
    """Pass from the limit up, fail below it."""
    return Verdict.PASS if value >= limit else Verdict.FAIL


def noted(value: float, limit: float) -> Verdict:
    """Pass up to and including the limit, a warning above it: for checks that inform."""
    return Verdict.PASS if value <= limit else Verdict.WARN


@dataclass(frozen=True, slots=True)
class Evidence:
    """One offending row, worst first: the activity (or the two of a link), the fields looked at and one sentence.

    A row that is shown and isn't in the measured value (a milestone, where tasks are counted) has ``counts`` False.
    """

    activity_id: int
    text: Message
    other_id: int | None = None
    fields: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check measured. ``value`` and ``threshold`` are in the check's ``unit``, None when it didn't apply.

    ``between`` has both limits of a check that has two; ``threshold`` is then the one that decided.
    The rows of ``evidence`` may be built at the first look at each (:mod:`rechterhand.findings.evidences`).
    """

    verdict: Verdict
    population: int
    value: float | None
    threshold: float | None
    summary: Message
    evidence: Sequence[Evidence] = ()
    between: tuple[float, float] | None = None


@dataclass(frozen=True)
class Subject:
    """What a check looks at: the plan and its computed dates (None when the plan can't be scheduled).

    ``limits`` replaces thresholds by the check's id, and its choices by ``<id>.<choice>``; each check's manual names
    them. ``compiled`` is the network that the dates were computed on, ``simulation`` the futures of this version and
    ``earlier`` its former versions, oldest first; each where there is one. ``today`` is the day of judgement, for
    checks on how old a plan is: checks never look at the clock themselves, and can't judge where it isn't given.
    """

    plan: Plan
    schedule: ScheduleResult | None
    limits: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    compiled: Network | None = None
    simulation: SimulationResult | None = None
    earlier: tuple[Plan, ...] = ()
    today: date | None = None

    @cached_property
    def network(self) -> Network:
        """The compiled plan, for checks that schedule it again with a change."""
        return self.compiled or compile_plan(self.plan)

    @cached_property
    def passes(self) -> Passes:
        """Both passes over the network, for checks that look at driving links."""
        return run(self.network)

    @cached_property
    def delays(self) -> Delays:
        """What delays of single activities do to the finish."""
        return Delays(self.network)

    @cached_property
    def populations(self) -> Populations:
        """The rows and links that checks count in, made once for all checks."""
        return Populations(self.plan, self.schedule)

    @cached_property
    def worktime(self) -> WorkingTime | None:
        """The working time of each activity; None for a plan that can't be scheduled."""
        return None if self.schedule is None else WorkingTime(self.network)

    @cached_property
    def loads(self) -> Loads | None:
        """What is asked of each resource day by day; None where a calendar has no working time at all."""
        return loads(self.plan, self.populations)

    @cached_property
    def calendars(self) -> WorkCalendars:
        """The calendars of unfinished work."""
        return WorkCalendars(self.populations)

    @cached_property
    def since(self) -> tuple[Since, ...]:
        """The plan beside each of its earlier versions, oldest first."""
        return tuple(Since(self.populations, one) for one in self.earlier)

    def promised(self, *, baseline: bool = True) -> Promise | None:
        """The promise for the whole, chosen as the headline of a verdict chooses it; None where nothing was promised.

        Parameters
        ----------
        baseline
            Whether the end of the baseline is one.
        """
        found = [one for one in committed_dates(self.plan) if baseline or one[0] != "baseline_finish"]
        of_project = bool(found) and found[0][1] is None
        place = for_the_whole(found, frozenset() if of_project or not found else self._ends)
        return None if place is None else found[place]

    @cached_property
    def _ends(self) -> frozenset[int]:
        """What ends the plan as it is shown, and what would without a date of its own that it can't keep."""
        if self.schedule is None:
            return frozenset()
        return ends_of(self.schedule, self.network)

    def limit(self, key: str, usual: float) -> float:
        """The threshold or choice under this key, else the usual one."""
        return float(self.limits.get(key, usual))


@dataclass(frozen=True, slots=True)
class Check:
    """One check: literature codes, reference, severity, unit of its value, limit, function.

    Units: 'share' of the population, 'count', 'ratio' (a share of something else), 'index', 'days' (of work) and
    'calendar_days'. ``rule`` holds a value against the limit, and so says which side of it is right; ``most`` is the
    usual upper limit of a check whose ``limit`` is a lower one.
    Its title, explanation and advice are the messages ``checks.<id>.title``, ``.explanation`` and ``.advice``. A check
    that ``informs`` shows what there is without a usual limit: it warns at most. ``judge`` gives the verdict of a
    value, its limit and the evidence, where that is another than the value against the limit; after rows are excused
    the verdict is given anew by it. One that ``needs_futures`` can't judge before the plan is simulated.
    """

    codes: tuple[str, ...]
    reference: str
    severity: Severity
    unit: str
    limit: float | None
    find: Callable[[Subject], Finding]
    informs: bool = False
    judge: Judge | None = None
    rule: Rule = judged
    most: float | None = None
    needs_futures: bool = False

    @property
    def is_floor(self) -> bool:
        """Whether the limit is the least that is right, by the check's own rule; else the most."""
        return self.rule(0.0, 1.0) is not Verdict.PASS


@dataclass(frozen=True, slots=True)
class Excused:
    """A row that needn't satisfy the check, with the excuse that says why."""

    evidence: Evidence
    excuse: Excuse


@dataclass(frozen=True, slots=True, repr=False)
class CheckResult:
    """A check's finding under its id (the file's name).

    ``near_critical`` has the activities that its evidence is about and that decide the finish, or nearly, ``near_rows``
    the places of these rows in the evidence. ``excused`` rows are no part
    of the evidence any more; they aren't in the value and verdict either when ``recounted``.
    """

    id: str
    check: Check
    finding: Finding
    near_critical: frozenset[int] = frozenset()
    near_rows: frozenset[int] = frozenset()
    excused: tuple[Excused, ...] = ()
    recounted: bool = True

    @property
    def awaits_futures(self) -> bool:
        """Whether it couldn't judge because the plan wasn't simulated."""
        return self.check.needs_futures and self.finding.verdict is Verdict.NOT_JUDGEABLE

    def __repr__(self) -> str:
        """The check, its verdict and what it found."""
        return f"CheckResult({self.id}, {self.finding.verdict.value}: {render(self.finding.summary, 'en')})"

    def _repr_html_(self) -> str:
        """What was found row by row, for notebooks."""
        rows = ((render(one.text, "en"),) for one in self.finding.evidence)
        told = f"{self.id}, {self.finding.verdict.value}: {render(self.finding.summary, 'en')}"
        return table(told, ("evidence",), rows, of=len(self.finding.evidence))


class CheckResults(tuple[CheckResult, ...]):
    """The findings of all checks that the profile has, what could hurt the finish first.

    ``excuses`` says what came of each excuse of the profile that is about this plan, ``plan`` is the plan that was
    checked.
    """

    plan: Plan | None
    profile: Profile | None
    excuses: tuple[Outcome, ...]
    assumptions: tuple[Assumption, ...]

    def __new__(
        cls,
        results: Iterable[CheckResult] = (),
        *,
        profile: Profile | None = None,
        excuses: tuple[Outcome, ...] = (),
        assumptions: tuple[Assumption, ...] = (),
        plan: Plan | None = None,
    ) -> Self:
        """Keep the results in this order."""
        made = super().__new__(cls, results)
        made.profile, made.excuses, made.assumptions, made.plan = profile, excuses, assumptions, plan
        return made

    def __repr__(self) -> str:
        """How many checks, and what came of them."""
        return f"CheckResults({self._tally()})"

    def _tally(self) -> str:
        counts = Counter(one.finding.verdict.value for one in self)
        told = ", ".join(f"{counts[one.value]} {one.value}" for one in Verdict if counts[one.value])
        return f"{counted(len(self), 'check')}: {told}" if told else "0 checks"

    def _repr_html_(self) -> str:
        """The findings as a table, for notebooks."""
        rows = (
            (one.finding.verdict.value, one.id, ", ".join(one.check.codes), render(one.finding.summary, "en"))
            for one in self
        )
        return table(self._tally(), ("verdict", "check", "codes", "found"), rows, of=len(self))


def share_of(count: int, population: int) -> Message:
    """'12 of 140 (8.6 %)'; below twenty only the counts, since a percentage of so few says nothing.

    ``verb`` is the number that a verb behind it agrees with: '0 of 1 task has', '0 of 2 tasks have'.
    """
    values = {"number": count, "population": population, "verb": 1 if population == 1 else count}
    if population < FEW:
        return Message.of("checks.measure.few", **values)
    return Message.of("checks.measure.share", **values, share=count / population)


def not_applicable(why: Message) -> Finding:
    """The check has nothing to look at in this plan; that is never a pass."""
    return Finding(Verdict.NOT_APPLICABLE, 0, None, None, why)


def not_judgeable(why: Message, population: int = 0) -> Finding:
    """The plan lacks the data that the check needs."""
    return Finding(Verdict.NOT_JUDGEABLE, population, None, None, why)
