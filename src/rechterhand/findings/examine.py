"""All checks on one plan, what could hurt the finish first."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from types import MappingProxyType

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.schedule.result import ScheduleResult
from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.findings.check import Check, CheckResult, CheckResults, Severity, Subject, Verdict
from rechterhand.record.plan import Plan
from rechterhand.registry import members

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
        The day of judgement, for the checks on how old the plan is; these can't judge without.

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
    subject = Subject(plan, schedule, MappingProxyType(dict(limits or {})), network, simulation, earlier, today)
    found = members("rechterhand.findings.checks", "check", Check)
    with _undisturbed():
        results = [CheckResult(key, check, check.find(subject)) for key, check in found.items()]
    return CheckResults(sorted(results, key=lambda one: _order(one, subject)))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without garbage collection: evidence is kept, so looking for garbage only goes through the whole plan again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def near_critical_count(result: CheckResult, subject: Subject) -> int:
    """How many offending activities are critical or nearly so: these could hurt the finish."""
    rows = subject.populations
    ids = {one for row in result.finding.evidence for one in (row.activity_id, row.other_id) if one is not None}
    return sum(bool(rows.near_critical[rows.position[one]]) for one in ids if one in rows.position)


def _order(result: CheckResult, subject: Subject) -> tuple[int, int, int, float, str]:
    verdict = result.finding.verdict
    near = near_critical_count(result, subject) if verdict in {Verdict.FAIL, Verdict.WARN} else 0
    share = near / len(result.finding.evidence) if near else 0.0
    return _VERDICTS.index(verdict), int(near == 0), _SEVERITIES.index(result.check.severity), -share, result.id
