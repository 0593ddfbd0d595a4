"""A milestone that takes time, or a moment that isn't marked as one: reports pick milestones by their mark.

Wrong are activities with the mark of a milestone and a duration above nought, and activities without that mark that
take no time and haven't begun; finished work and levels of effort aside. None allowed. In Primavera the type is the
mark: there only work of the type 'task' that takes no time can be wrong. Files without a mark (lists without a column
for it, benchmarks) are not judgeable.

Source: our own (SC40).
Bad: 'Go-live' is marked as a milestone and takes three days: which of the three is the go-live?
Good: 'Cut over', three days, followed by the milestone 'Live'.
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
from rechterhand.findings.populations import Populations
from rechterhand.record.plan import Dialect
from rechterhand.text import Message

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the activities of which mark and duration contradict each other."""
    rows = subject.populations
    looked = [int(at) for at in np.flatnonzero(rows.inc_plus)]
    if not looked:
        return not_applicable(Message.of("checks.milestones_with_duration.nothing"))
    marked = {at: mark for at in looked if (mark := _marked(rows, at)) is not None}
    if not marked:
        return not_judgeable(Message.of("checks.milestones_with_duration.no_marks"), len(looked))
    wrong = [at for at, mark in marked.items() if mark and rows.duration_days[at] > 0]
    wrong.sort(key=lambda at: (-rows.duration_days[at], at))
    unmarked = [at for at, mark in marked.items() if not mark and rows.duration_days[at] == 0 and not rows.started[at]]
    wrong += unmarked
    population = sum(marked.values()) + len(unmarked)
    if not population:
        return not_applicable(Message.of("checks.milestones_with_duration.no_milestones"))
    limit = subject.limit("milestones_with_duration", LIMIT)
    summary = Message.of("checks.milestones_with_duration.summary", measured=share_of(len(wrong), population))
    evidence = of_rows(wrong, lambda at: _row(rows, at, marked=marked[at]))
    return Finding(judged(len(wrong), limit), population, float(len(wrong)), limit, summary, evidence)


def _marked(rows: Populations, at: int) -> bool | None:
    """Whether a row has the mark of a milestone; None where its format has no mark."""
    one = rows.plan.activities[at]
    return one.type.is_milestone if rows.plan.dialect is Dialect.PRIMAVERA else one.milestone_mark


def _row(rows: Populations, at: int, *, marked: bool) -> Evidence:
    days = round(float(rows.duration_days[at]), 2)
    if marked:
        text = Message.of("checks.milestones_with_duration.takes_time", task=rows.label(at), days=days)
    else:
        text = Message.of("checks.milestones_with_duration.unmarked", task=rows.label(at))
    return Evidence(rows.plan.activities[at].id, text, fields={"milestone_mark": marked, "duration_days": days})


check = Check(
    codes=("SC40",),
    reference="our own",
    severity=Severity.TIDINESS,
    unit="count",
    limit=LIMIT,
    find=find,
)
