"""Months of room: mostly a link that is missing, so that a delay reaches nothing until the end of the plan.

Counted as DCMA point 6 does: unfinished tasks with a total float above 44 working days, against all unfinished tasks;
at most 5 %. ``high_float.days`` sets another number of days; ``.milestones`` and ``.baselined`` choose whom is counted.
Floats are the recomputed ones, else those that the file's own tool stored; the summary says which. The evidence names
the activity at which each chain ends open, when it does.

Source: DCMA 14-point assessment, point 6 (DC06).
Bad: 'Write manual' has 160 days of float, because nothing waits for it; the training needs the manual in May.
Good: 'Write manual' leads to 'Train users', and has 12 days of float.
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.chains import chain_ends
from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    judged,
    not_applicable,
    not_judgeable,
    share_of,
)
from rechterhand.findings.counted import unfinished
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Populations
from rechterhand.text import Message

KEY = "high_float"
LIMIT = 0.05
HIGH_DAYS = 44.0


def find(subject: Subject) -> Finding:
    """Count the unfinished tasks with more room than two months."""
    rows = subject.populations
    counted = unfinished(subject, KEY)
    population = int(counted.sum())
    if not population:
        return not_applicable(Message.of("checks.high_float.nothing"))
    if rows.float_basis is None or not np.isfinite(rows.float_days[counted]).any():
        return not_judgeable(Message.of("checks.high_float.no_floats"), population)
    most = subject.limit(f"{KEY}.days", HIGH_DAYS)
    with np.errstate(invalid="ignore"):
        where = np.flatnonzero(counted & (rows.float_days > most))
    order = where[np.lexsort((where, -rows.float_days[where]))]
    limit = subject.limit(KEY, LIMIT)
    value = len(where) / population
    measured = share_of(len(where), population)
    if rows.float_basis == "computed":
        summary = Message.of("checks.high_float.computed", measured=measured, most=most)
    else:
        summary = Message.of("checks.high_float.stored", measured=measured, most=most)
    ends = chain_ends(rows, rows.lnk, rows.finished)
    evidence = Evidences(order, lambda at: _row(rows, at, int(ends[at])), order)
    return Finding(judged(value, limit), population, value, limit, summary, evidence)


def _row(rows: Populations, at: int, end: int) -> Evidence:
    days = round(float(rows.float_days[at]), 2)
    ids = rows.plan.activities
    if end == at:
        text = Message.of("checks.high_float.open", task=rows.label(at), days=days)
    elif rows.float_days[end] > 0:
        text = Message.of("checks.high_float.evidence", task=rows.label(at), days=days, other=rows.label(end))
    else:
        text = Message.of("checks.high_float.joined", task=rows.label(at), days=days, other=rows.label(end))
    return Evidence(ids[at].id, text, None if end == at else ids[end].id, {"total_float_days": days})


check = Check(
    codes=("DC06", "GA07"),
    reference="DCMA 14-point assessment, point 6; GAO-16-89G, best practice 7",
    severity=Severity.DATES,
    unit="share",
    limit=LIMIT,
    find=find,
)
