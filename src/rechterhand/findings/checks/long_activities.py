"""Work in pieces of more than two months: progress inside can't be seen, and neither can a delay.

Counted as DCMA point 8 does: unfinished tasks with a duration above 44 working days, against all unfinished tasks; at
most 5 %. The duration is the whole one (done and remaining); ``long_activities.days`` sets another limit than 44.

Source: DCMA 14-point assessment, point 8 (DC08). The pamphlet takes the baseline duration, other tools the remaining
one.
Bad: 'Build interfaces', 120 working days, 40 % complete for two months.
Good: an activity for each interface, 10 to 20 working days each.
"""

from __future__ import annotations

import numpy as np

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
from rechterhand.findings.populations import Populations
from rechterhand.text import Message

LIMIT = 0.05
LONG_DAYS = 44.0


def find(subject: Subject) -> Finding:
    """Count the unfinished tasks that are too long to follow."""
    rows = subject.populations
    population = int(rows.inc.sum())
    if not population:
        return not_applicable(Message.of("checks.long_activities.nothing"))
    if not np.isfinite(rows.duration_days[rows.inc]).any():
        return not_judgeable(Message.of("checks.long_activities.no_durations"), population)
    longest = subject.limit("long_activities.days", LONG_DAYS)
    with np.errstate(invalid="ignore"):
        where = np.flatnonzero(rows.inc & (rows.duration_days > longest))
    order = where[np.lexsort((where, -rows.duration_days[where]))]
    limit = subject.limit("long_activities", LIMIT)
    value = len(where) / population
    summary = Message.of("checks.long_activities.summary", measured=share_of(len(where), population), longest=longest)
    evidence = tuple(_row(rows, int(at)) for at in order)
    return Finding(judged(value, limit), population, value, limit, summary, evidence)


def _row(rows: Populations, at: int) -> Evidence:
    days = round(float(rows.duration_days[at]), 2)
    text = Message.of("checks.long_activities.evidence", task=rows.label(at), days=days)
    return Evidence(rows.plan.activities[at].id, text, fields={"duration_days": days})


check = Check(
    codes=("DC08", "GA04"),
    reference="DCMA 14-point assessment, point 8; GAO-16-89G, best practice 4",
    severity=Severity.STEERING,
    unit="share",
    limit=LIMIT,
    find=find,
)
