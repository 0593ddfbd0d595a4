"""Actual dates that equal the baseline to the minute: were they observed, or filled in by the tool?

Looks at finished tasks with a start and a finish in the baseline, and takes the share of those of which both actual
dates equal it to the minute (Microsoft Project fills them in so when somebody types 100 %); at most 50 %. This asks, it
doesn't accuse: work may go as planned. With fewer than five such tasks (``.fewest``) a share says nothing: then the
check is not applicable, as it is without a baseline. The evidence stands only above the limit; it names the owner where
the file has one.

Source: our own (SC34).
Bad: 38 of 40 finished tasks began and ended on the very minute of the baseline.
Good: actual dates are asked for each week, and most differ a day or two from the baseline.
"""

from __future__ import annotations

from collections import Counter

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

LIMIT = 0.5
FEWEST = 5.0


def find(subject: Subject) -> Finding:
    """Take the share of finished tasks with the dates of the baseline."""
    rows = subject.populations
    finished = rows.n & rows.finished
    if not finished.any():
        return not_applicable(Message.of("checks.copied_actuals.nothing"))
    if not rows.carries_baselines:
        return not_judgeable(no_baseline(subject.plan.source), int(finished.sum()))
    start, finish = rows.baseline_start, rows.baseline_finish
    known = finished & (start != NO_DATE) & (finish != NO_DATE)
    population = int(known.sum())
    if population < max(1.0, subject.limit("copied_actuals.fewest", FEWEST)):
        return not_applicable(Message.of("checks.copied_actuals.few", count=population))
    equal = known & (rows.dates("actual_start") == start) & (rows.dates("actual_finish") == finish)
    where = [int(at) for at in np.flatnonzero(equal)]
    limit = subject.limit("copied_actuals", LIMIT)
    value = len(where) / population
    verdict = judged(value, limit)
    summary = Message.of("checks.copied_actuals.summary", measured=share_of(len(where), population))
    evidence = of_rows(_by_owner(rows, where), lambda at: _row(rows, at)) if verdict is Verdict.FAIL else ()
    return Finding(verdict, population, value, limit, summary, evidence)


def _by_owner(rows: Populations, where: list[int]) -> list[int]:
    """The owner with the most copies first."""
    owners = {at: rows.plan.activities[at].responsible or "" for at in where}
    counts = Counter(owners.values())
    return sorted(where, key=lambda at: (-counts[owners[at]], owners[at], at))


def _row(rows: Populations, at: int) -> Evidence:
    one = rows.plan.activities[at]
    values = {"task": rows.label(at), "start": one.actual_start, "finish": one.actual_finish}
    if one.responsible:
        text = Message.of("checks.copied_actuals.owned", **values, owner=one.responsible)
    else:
        text = Message.of("checks.copied_actuals.evidence", **values)
    fields = {"actual_start": one.actual_start, "actual_finish": one.actual_finish, "responsible": one.responsible}
    return Evidence(one.id, text, fields=fields)


check = Check(
    codes=("SC34", "GA09"),
    reference="our own, after GAO-16-89G, best practice 9",
    severity=Severity.STEERING,
    unit="share",
    limit=LIMIT,
    find=find,
)
