"""So much work with little room that there is no critical path to steer on: any of it can become the finish.

Counts unfinished tasks with a total float from nought to 10 working days, against all unfinished tasks; at most 25 %.
``near_critical_crowd.days`` sets another number of days. Floats are those that the points on high and negative float
look at too. Work on the longest path itself counts as well, so a plan of one chain always fails; the summary says how
much of the share that is.

Source: our own (SC49), after the help texts of analysers.
Bad: 60 of 100 tasks have less than two weeks of float; the work that needs attention can't be told from the rest.
Good: 15 of 100 tasks are critical or nearly so, and they are watched every week.
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
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import NEAR_CRITICAL_DAYS, Populations
from rechterhand.text import Message

KEY = "near_critical_crowd"
LIMIT = 0.25


def find(subject: Subject) -> Finding:
    """Count the unfinished tasks with little room."""
    rows = subject.populations
    population = int(rows.inc.sum())
    if not population:
        return not_applicable(Message.of("checks.near_critical_crowd.nothing"))
    if rows.float_basis is None or not np.isfinite(rows.float_days[rows.inc]).any():
        return not_judgeable(Message.of("checks.near_critical_crowd.no_floats"), population)
    most = subject.limit(f"{KEY}.days", NEAR_CRITICAL_DAYS)
    with np.errstate(invalid="ignore"):
        where = np.flatnonzero(rows.inc & (rows.float_days >= 0) & (rows.float_days <= most))
    order = where[np.lexsort((where, rows.float_days[where]))]
    limit = subject.limit(KEY, LIMIT)
    value = len(where) / population
    summary = Message.of("checks.near_critical_crowd.summary", measured=share_of(len(where), population), most=most)
    path = 0 if rows.schedule is None else int(rows.schedule.on_longest_path[where].sum())
    if value > limit and path:
        key = "chain" if path == len(where) else "path"
        summary = Message.of(f"checks.near_critical_crowd.{key}", found=summary, count=path)
    evidence = of_rows(order, lambda at: _row(rows, at))
    return Finding(judged(value, limit), population, value, limit, summary, evidence)


def _row(rows: Populations, at: int) -> Evidence:
    days = round(float(rows.float_days[at]), 2)
    text = Message.of("checks.near_critical_crowd.evidence", task=rows.label(at), days=days)
    return Evidence(rows.plan.activities[at].id, text, fields={"total_float_days": days})


check = Check(
    codes=("SC49", "GA07"),
    reference="GAO-16-89G, best practice 7",
    severity=Severity.STEERING,
    unit="share",
    limit=LIMIT,
    find=find,
)
