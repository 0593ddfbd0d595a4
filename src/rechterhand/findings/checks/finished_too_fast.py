"""Tasks that took next to no time: was the work done, skipped, or only ticked off?

Counts finished tasks of which the actual duration is below 10 % of the planned one (``finished_too_fast.share``): that
of the baseline, else the planned duration of Primavera. It informs: it warns and never fails. Without any planned
duration beside the actual one it is not judgeable.

Source: our own (SC35).
Bad: 'Accept interface', ten days in the baseline, began and ended within one hour.
Good: 'Accept interface' took eight days; or it was left out, and the plan says so.
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    not_applicable,
    not_judgeable,
    noted,
    share_of,
)
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Populations
from rechterhand.record.activity import Activity
from rechterhand.record.plan import Dialect
from rechterhand.text import Message

LIMIT = 0.0
SHARE = 0.1


def find(subject: Subject) -> Finding:
    """Count the finished tasks with hardly any actual duration."""
    rows = subject.populations
    finished = np.flatnonzero(rows.n & rows.finished)
    if not len(finished):
        return not_applicable(Message.of("checks.finished_too_fast.nothing"))
    primavera = subject.plan.dialect is Dialect.PRIMAVERA
    known = [
        (int(at), actual, planned)
        for at in finished
        if (actual := _actual(rows.plan.activities[at])) is not None
        and (planned := _planned(rows.plan.activities[at], primavera=primavera))
    ]
    if not known:
        return not_judgeable(Message.of("checks.finished_too_fast.no_durations"), len(finished))
    least = subject.limit("finished_too_fast.share", SHARE)
    fast = sorted((actual / planned, at, planned) for at, actual, planned in known if actual < least * planned)
    limit = subject.limit("finished_too_fast", LIMIT)
    summary = Message.of("checks.finished_too_fast.summary", measured=share_of(len(fast), len(known)), share=least)
    evidence = Evidences(fast, lambda one: _row(rows, *one), [at for _, at, _ in fast])
    return Finding(noted(len(fast), limit), len(known), float(len(fast)), limit, summary, evidence)


def _actual(one: Activity) -> int | None:
    """Actual duration; that of a finished task is its whole duration."""
    return one.duration_minutes if one.actual_duration_minutes is None else one.actual_duration_minutes


def _planned(one: Activity, *, primavera: bool) -> int | None:
    baseline = one.baseline()
    if baseline is not None and baseline.duration_minutes:
        return baseline.duration_minutes
    return one.planned_duration_minutes if primavera else None


def _row(rows: Populations, ratio: float, at: int, planned: int) -> Evidence:
    day = 1440.0 if rows.plan.activities[at].elapsed else float(rows.minutes_per_day[at])
    actual, days = round(ratio * planned / day, 2), round(planned / day, 2)
    text = Message.of("checks.finished_too_fast.evidence", task=rows.label(at), actual=actual, planned=days)
    fields = {"actual_days": actual, "planned_days": days}
    return Evidence(rows.plan.activities[at].id, text, fields=fields)


check = Check(
    codes=("SC35", "GA09"),
    reference="our own, after GAO-16-89G, best practice 9",
    severity=Severity.STEERING,
    unit="count",
    limit=LIMIT,
    find=find,
    informs=True,
)
