"""Work that was never approved as a plan: its delay can't be measured against anything.

Counts tasks (no milestones, no level of effort, finished ones included) without a start or without a finish in the
baseline; none allowed. A plan without any baseline fails as a whole, unless its format can't carry one: then the
check is not judgeable.

Source: our own (SC36), after DCMA's points 11 and 14, which need a baseline; GAO best practice 10.
Bad: twelve tasks were added in September; the baseline of May doesn't know them, so they are never late.
Good: added work was approved as a change and got its baseline dates on that day.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE
from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    Verdict,
    judged,
    not_applicable,
    not_judgeable,
    share_of,
)
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.no_baseline import no_baseline
from rechterhand.findings.populations import Populations
from rechterhand.text import Message

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the tasks that the baseline doesn't know."""
    rows = subject.populations
    population = int(rows.n.sum())
    if not population:
        return not_applicable(Message.of("checks.missing_baseline.nothing"))
    plan = subject.plan
    limit = subject.limit("missing_baseline", LIMIT)
    if not any(one.baselines for one in plan.activities):
        if not rows.carries_baselines:
            return not_judgeable(no_baseline(plan.source), population)
        none = Message.of("checks.missing_baseline.none", population=population)
        return Finding(Verdict.FAIL, population, 1.0, limit, none)
    whole = (rows.baseline_start != NO_DATE) & (rows.baseline_finish != NO_DATE)
    where = np.flatnonzero(rows.n & ~whole)
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    order = where[np.lexsort((where, floats[where], rows.finished[where]))]
    value = len(where) / population
    summary = Message.of("checks.missing_baseline.summary", measured=share_of(len(where), population))
    evidence = of_rows(order, lambda at: _row(rows, at))
    return Finding(judged(value, limit), population, value, limit, summary, evidence)


def _row(rows: Populations, at: int) -> Evidence:
    one = rows.plan.activities[at]
    baseline = one.baseline()
    fields = {
        "baseline_start": baseline.start if baseline else None,
        "baseline_finish": baseline.finish if baseline else None,
    }
    if baseline is None or not any(fields.values()):
        text = Message.of("checks.missing_baseline.evidence", task=rows.label(at))
    else:
        text = Message.of("checks.missing_baseline.half", task=rows.label(at))
    return Evidence(one.id, text, fields=fields)


check = Check(
    codes=("SC36", "GA10"),
    reference="GAO-16-89G, best practice 10",
    severity=Severity.STEERING,
    unit="share",
    limit=LIMIT,
    find=find,
)
