"""A finish that was typed as expected: at each update it overwrites the remaining duration, so progress says nothing.

Counts, for Primavera, unfinished tasks (no milestones, no level of effort) with an expected finish; none allowed. Where
the option to use it is off it does nothing for now, and the verdict is a warning. Other tools are not applicable.

Source: our own (SC22).
Bad: 'Commissioning' has an expected finish of 30 June; whatever is reported, its remaining duration fits up to then.
Good: the remaining duration is asked at each update, and the finish follows from it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, Verdict, judged, not_applicable
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations
from rechterhand.record.plan import Dialect
from rechterhand.text import Message

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the tasks with an expected finish."""
    rows = subject.populations
    if subject.plan.dialect is not Dialect.PRIMAVERA:
        return not_applicable(Message.of("checks.expected_finishes.tool"))
    population = int(rows.inc.sum())
    if not population:
        return not_applicable(Message.of("checks.expected_finishes.nothing"))
    where = np.flatnonzero(rows.inc & (rows.dates("expected_finish") != NO_DATE))
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    order = where[np.lexsort((where, floats[where]))]
    limit = subject.limit("expected_finishes", LIMIT)
    used = subject.plan.options.use_expected_finish
    if used:
        summary = Message.of("checks.expected_finishes.summary", count=len(where), population=population)
    else:
        summary = Message.of("checks.expected_finishes.unused", count=len(where), population=population)
    evidence = of_rows(order, lambda at: _row(rows, at, used=used))
    return Finding(judge(len(where), limit, evidence), population, float(len(where)), limit, summary, evidence)


def judge(value: float, limit: float | None, evidence: Sequence[Evidence]) -> Verdict:
    """A warning only, where the option to use these dates is off."""
    verdict = judged(value, limit or 0.0)
    unused = not any(one.fields.get("used") for one in evidence)
    return Verdict.WARN if verdict is Verdict.FAIL and unused else verdict


def _row(rows: Populations, at: int, *, used: bool) -> Evidence:
    one = rows.plan.activities[at]
    minutes = one.remaining_duration_minutes
    days = None if minutes is None else round(minutes / float(rows.minutes_per_day[at]), 2)
    text = Message.of(
        "checks.expected_finishes.evidence", task=rows.label(at), date=one.expected_finish, days=days or 0.0
    )
    fields = {"expected_finish": one.expected_finish, "remaining_duration_days": days, "used": used}
    return Evidence(one.id, text, fields=fields)


check = Check(
    codes=("SC22",),
    reference="Own convention",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
    judge=judge,
)
