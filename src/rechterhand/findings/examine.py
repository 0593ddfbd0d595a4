"""All checks on one plan, what could hurt the finish first."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.schedule.result import ScheduleResult
from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.findings.check import Check, CheckResult, CheckResults, Severity, Subject, Verdict
from rechterhand.findings.evidences import near_critical
from rechterhand.findings.excuses import Excuses
from rechterhand.findings.profile import Outcome, Profile
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan
from rechterhand.registry import members
from rechterhand.text import Message

_VERDICTS = (Verdict.FAIL, Verdict.WARN, Verdict.PASS, Verdict.NOT_JUDGEABLE, Verdict.NOT_APPLICABLE)
_SEVERITIES = (Severity.DATES, Severity.STEERING, Severity.TIDINESS)


def examine(
    plan: Plan,
    schedule: ScheduleResult | None,
    *,
    limits: Mapping[str, float] | None = None,
    network: Network | None = None,
    simulation: SimulationResult | None = None,
    earlier: tuple[Plan, ...] = (),
    today: date | None = None,
    profile: Profile | None = None,
) -> CheckResults:
    """Run every check on a plan.

    Parameters
    ----------
    plan
        The plan as read.
    schedule
        Its computed dates; None when it can't be scheduled: checks then use what the file's own tool stored, or say
        that they can't judge.
    limits
        Other thresholds by check id, and choices by ``<id>.<choice>``.
    network
        The plan as compiled for its dates; compiled anew by the checks that need it when absent.
    simulation
        Its futures, for the checks that look at them; these can't judge without.
    earlier
        Former versions of the plan, oldest first, for the checks on what changed.
    today
        The day of judgement, for the checks on how old the plan is; these can't judge without. Excuses are held against
        the status date; against this day, else the day of the clock, where the plan has none.
    profile
        Which checks run, with which limits and severities, and who is excused; without one all checks, as usual.
        ``limits`` go before its own.

    Returns
    -------
    CheckResults
        Failed, warning, passed, not judgeable, not applicable. Within the first two: checks of which the offending
        activities are critical or nearly so, then those that distort dates, then the largest share of near-critical
        evidence.

    See Also
    --------
    rechterhand.findings.check : what a check declares.
    """
    chosen = {**(profile.limits if profile else {}), **(limits or {})}
    subject = Subject(plan, schedule, MappingProxyType(chosen), network, simulation, earlier, today)
    found = members("rechterhand.findings.checks", "check", Check)
    day = plan.status_date.date() if plan.status_date else today or date.today()
    excuses = Excuses(plan, profile.excuses if profile else (), day)
    with _undisturbed():
        results = [
            _told(excuses.applied(CheckResult(key, _weighed(key, check, profile), check.find(subject))), subject)
            for key, check in found.items()
            if profile is None or key in profile.checks
        ]
    outcomes = excuses.outcomes(frozenset(one.id for one in results))
    return CheckResults(
        sorted(results, key=_order),
        profile=profile,
        excuses=outcomes,
        assumptions=tuple(_assumed(plan, profile, outcomes, day)),
        plan=plan,
    )


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without garbage collection: findings are kept, so looking for garbage only goes through the whole plan again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _assumed(plan: Plan, profile: Profile | None, outcomes: tuple[Outcome, ...], day: date) -> Iterator[Assumption]:
    """By which profile was judged, and on which day its excuses had to hold."""
    if profile is not None:
        lineage = " → ".join(profile.lineage) or profile.key
        yield Assumption("profile", Message.of("profiles.assumed.profile", profile=lineage, count=len(profile.checks)))
    if outcomes and plan.status_date is not None:
        yield Assumption("excuses", Message.of("profiles.assumed.status_date", date=day))
    elif outcomes:
        yield Assumption("excuses", Message.of("profiles.assumed.today", date=day))


def _weighed(key: str, check: Check, profile: Profile | None) -> Check:
    severity = profile.severities.get(key) if profile else None
    return check if severity is None else replace(check, severity=severity)


def _told(result: CheckResult, subject: Subject) -> CheckResult:
    """The result with which of its offending activities are critical or nearly so: these could hurt the finish."""
    if result.finding.verdict not in {Verdict.FAIL, Verdict.WARN}:
        return result
    near, places = near_critical(subject.populations, result.finding.evidence)
    return replace(result, near_critical=near, near_rows=places) if near else result


def _order(result: CheckResult) -> tuple[int, int, int, float, str]:
    verdict = result.finding.verdict
    near = len(result.near_rows)
    share = near / len(result.finding.evidence) if near else 0.0
    return _VERDICTS.index(verdict), int(near == 0), _SEVERITIES.index(result.check.severity), -share, result.id
