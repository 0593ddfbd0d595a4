"""Where many paths begin: one delay here moves a large part of the plan at once.

Informs about unfinished activities (milestones too) for which more than ten (``burst_points.successors``) unfinished
ones wait directly.

Source: our own (SC16). The ten are a convention.
Bad: 25 tasks all follow 'Approve plan'; that most need only the budget stands nowhere.
Good: each task follows what it really needs: the budget, the team, the environment.
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, not_applicable, noted
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations, Rows
from rechterhand.text import Message

LIMIT = 0.0
SUCCESSORS = 10.0


def find(subject: Subject) -> Finding:
    """Count the activities for which many others wait."""
    rows = subject.populations
    population = int(rows.inc_plus.sum())
    if not population or not rows.logic.any():
        return not_applicable(Message.of("checks.burst_points.nothing"))
    live = rows.logic & rows.inc_plus[rows.predecessor] & ~rows.finished[rows.successor]
    size = len(rows.inc_plus)
    pairs = np.divmod(np.unique(rows.predecessor[live] * size + rows.successor[live]), size)
    counts = np.bincount(pairs[0], minlength=len(rows.inc_plus))
    most = subject.limit("burst_points.successors", SUCCESSORS)
    where = np.flatnonzero(counts > most)
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    order = where[np.lexsort((where, floats[where], -counts[where]))]
    limit = subject.limit("burst_points", LIMIT)
    summary = Message.of("checks.burst_points.summary", count=len(where), population=population, most=int(most))
    starts = np.searchsorted(pairs[0], order)
    first = dict(zip(order.tolist(), starts.tolist(), strict=True))
    evidence = of_rows(order, lambda at: _row(rows, at, pairs[1][first[at] : first[at] + counts[at]]))
    return Finding(noted(len(where), limit), population, float(len(where)), limit, summary, evidence)


def _row(rows: Populations, at: int, after: Rows) -> Evidence:
    text = Message.of("checks.burst_points.evidence", task=rows.label(at), count=len(after))
    days = float(rows.float_days[at])
    fields = {
        "successors": len(after),
        "successor_ids": tuple(rows.plan.activities[one].id for one in after),
        "total_float_days": None if np.isnan(days) else round(days, 2),
    }
    return Evidence(rows.plan.activities[at].id, text, fields=fields)


check = Check(
    codes=("SC16",),
    reference="Own convention",
    severity=Severity.STEERING,
    unit="count",
    limit=LIMIT,
    find=find,
    informs=True,
)
