"""Where many paths meet: the activity is on time only when all of them are, so it is later than each looks.

Informs about unfinished activities (milestones too) that haven't begun and wait directly for more than five
(``merge_points.predecessors``) unfinished ones. The chance that all are on time is shown as if each were so, and
independently, with a chance of 90 % (``merge_points.on_time``).

Source: GAO-16-89G, best practices 2 and 8, merge bias (SC15). The five are a convention.
Bad: 'Go-live' waits for eleven tasks that end in one week: with 90 % each, the chance of all is 31 %.
Good: three tasks lead to 'Ready for go-live', the others end weeks before it or lead to those three.
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, not_applicable, noted
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations, Rows
from rechterhand.text import Message

LIMIT = 0.0
PREDECESSORS = 5.0
ON_TIME = 0.9


def find(subject: Subject) -> Finding:
    """Count the activities in which many others meet."""
    rows = subject.populations
    waiting = rows.inc_plus & ~rows.started
    population = int(waiting.sum())
    if not population or not rows.logic.any():
        return not_applicable(Message.of("checks.merge_points.nothing"))
    live = rows.logic & ~rows.finished[rows.predecessor] & waiting[rows.successor]
    size = len(rows.inc_plus)
    pairs = np.divmod(np.unique(rows.successor[live] * size + rows.predecessor[live]), size)
    counts = np.bincount(pairs[0], minlength=len(waiting))
    most = subject.limit("merge_points.predecessors", PREDECESSORS)
    where = np.flatnonzero(counts > most)
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    order = where[np.lexsort((where, floats[where], -counts[where]))]
    limit = subject.limit("merge_points", LIMIT)
    summary = Message.of("checks.merge_points.summary", count=len(where), population=population, most=int(most))
    chance = subject.limit("merge_points.on_time", ON_TIME)
    starts = np.searchsorted(pairs[0], order)
    first = dict(zip(order.tolist(), starts.tolist(), strict=True))
    evidence = of_rows(order, lambda at: _row(rows, at, pairs[1][first[at] : first[at] + counts[at]], chance))
    return Finding(noted(len(where), limit), population, float(len(where)), limit, summary, evidence)


def _row(rows: Populations, at: int, before: Rows, chance: float) -> Evidence:
    together = chance ** len(before)
    text = Message.of(
        "checks.merge_points.evidence", task=rows.label(at), count=len(before), chance=chance, together=together
    )
    floats = [float(rows.float_days[one]) for one in before]
    fields = {
        "predecessors": len(before),
        "predecessor_ids": tuple(rows.plan.activities[one].id for one in before),
        "total_float_days": tuple(None if np.isnan(days) else round(days, 2) for days in floats),
        "chance": round(together, 4),
    }
    return Evidence(rows.plan.activities[at].id, text, fields=fields)


check = Check(
    codes=("SC15", "GA02"),
    reference="GAO-16-89G, best practices 2 and 8",
    severity=Severity.STEERING,
    unit="count",
    limit=LIMIT,
    find=find,
    informs=True,
)
