"""Tasks that were switched off, yet still carry links or progress: logic or work that quietly dropped out.

Looks at the inactive rows of Microsoft Project (summaries aside) and counts those with a link to or from other work, or
with an actual start or finish; none allowed. The tool leaves the links of an inactive row out and doesn't bridge them:
what came after it no longer waits. Without inactive rows the check is not applicable.

Source: our own (SC59).
Bad: 'Security test' is inactive; 'Go-live' waited for nothing else.
Good: 'Security test' was removed by a decision, and 'Go-live' got a link from 'Accept'.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable, share_of
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations
from rechterhand.text import Message

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the inactive rows with links or actual dates."""
    rows, activities = subject.populations, subject.plan.activities
    off = np.fromiter((not one.active for one in activities), np.bool_, len(activities)) & ~rows.summary
    population = int(off.sum())
    if not population:
        return not_applicable(Message.of("checks.inactive_tasks_in_use.nothing"))
    ends = np.concatenate((rows.predecessor, rows.successor))
    links = Counter(ends[ends >= 0].tolist())
    where = [int(at) for at in np.flatnonzero(off) if links[int(at)] or rows.started[at]]
    where.sort(key=lambda at: (-links[at], at))
    limit = subject.limit("inactive_tasks_in_use", LIMIT)
    summary = Message.of("checks.inactive_tasks_in_use.summary", measured=share_of(len(where), population))
    evidence = of_rows(where, lambda at: _row(rows, at, links[at]))
    return Finding(judged(len(where), limit), population, float(len(where)), limit, summary, evidence)


def _row(rows: Populations, at: int, links: int) -> Evidence:
    one = rows.plan.activities[at]
    if not links:
        text = Message.of(
            "checks.inactive_tasks_in_use.begun", task=rows.label(at), date=one.actual_start or one.actual_finish
        )
    elif rows.started[at]:
        text = Message.of("checks.inactive_tasks_in_use.both", task=rows.label(at), count=links)
    else:
        text = Message.of("checks.inactive_tasks_in_use.linked", task=rows.label(at), count=links)
    fields = {"links": links, "actual_start": one.actual_start, "actual_finish": one.actual_finish}
    return Evidence(one.id, text, fields=fields)


check = Check(
    codes=("SC59",),
    reference="our own",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
