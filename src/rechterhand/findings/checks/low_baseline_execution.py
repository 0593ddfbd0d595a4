"""Less finished than was promised: the plan runs behind its baseline, whatever its forecast says.

Counted as DCMA point 14 does: the baseline execution index is the number of finished tasks divided by those with a
baseline finish at or before the status date plus those without a baseline finish; at least 0.95. Finished early counts
above the line, so the index can hide work that was skipped: the summary always gives the hit rate beside it, the share
of the tasks planned to be finished that were finished on time. ``low_baseline_execution.without_baseline = 0`` leaves
out the term without baseline and ``.target = 1`` warns below one, as Powerproject does; ``.strict`` and
``.milestones`` are those of point 11.

Source: Defense Acquisition University, glossary; DCMA 14-point assessment, point 14 (DC14).
Bad: 45 tasks should be finished, 3 were never baselined, 42 are finished: 0.875; only 30 of the 45 were on time.
Good: the index stays near 1 with a high hit rate: what is promised for a month is finished in that month.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE, to_moment
from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    Verdict,
    at_least,
    not_applicable,
    share_of,
)
from rechterhand.findings.due import Due, due_by_status
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations
from rechterhand.text import Message

KEY = "low_baseline_execution"
LIMIT = 0.95


def find(subject: Subject) -> Finding:
    """Compare what is finished with what should be."""
    due = due_by_status(subject, KEY)
    if isinstance(due, Finding):
        return due
    rows = subject.populations
    planned, finished = int(due.planned.sum()), int((due.counted & rows.finished).sum())
    loose = due.counted & (due.baseline == NO_DATE)
    if not subject.limit(f"{KEY}.without_baseline", 1):
        loose = np.zeros_like(loose)
    population = planned + int(loose.sum())
    if not population:
        return not_applicable(Message.of("checks.low_baseline_execution.not_yet", date=due.status))
    value = finished / population
    limit = subject.limit(KEY, LIMIT)
    verdict = at_least(value, limit)
    if verdict is Verdict.PASS and value < subject.limit(f"{KEY}.target", limit):
        verdict = Verdict.WARN
    milestones = bool(subject.limit(f"{KEY}.milestones", 0))
    summary = Message.of(
        f"checks.low_baseline_execution.{'with_loose' if loose.any() else 'summary'}",
        index=value,
        finished=finished,
        due=planned,
        loose=int(loose.sum()),
        kind=Message.of(f"checks.low_baseline_execution.milestones_{'in' if milestones else 'out'}"),
        date=due.status,
        hits=share_of(int(due.hit.sum()), planned),
    )
    where = np.flatnonzero((due.planned | loose) & ~rows.finished)
    order = sorted((int(at) for at in where), key=lambda at: (due.baseline[at] == NO_DATE, due.baseline[at], at))
    return Finding(verdict, population, value, limit, summary, of_rows(order, lambda at: _row(rows, at, due)))


def _row(rows: Populations, at: int, due: Due) -> Evidence:
    one, planned = rows.plan.activities[at], to_moment(int(due.baseline[at]))
    fields = {"baseline_finish": planned, "finish": one.finish, "percent_complete": one.percent_complete}
    if planned is None:
        text = Message.of("checks.low_baseline_execution.loose", task=rows.label(at))
    else:
        text = Message.of("checks.low_baseline_execution.evidence", task=rows.label(at), planned=planned)
    return Evidence(one.id, text, fields=fields)


check = Check(
    codes=("DC14",),
    reference="Defense Acquisition University, glossary; DCMA 14-point assessment, point 14",
    severity=Severity.STEERING,
    unit="index",
    limit=LIMIT,
    find=find,
    rule=at_least,
)
