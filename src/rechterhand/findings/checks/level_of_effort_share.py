"""Much of the work has no result of its own: it runs along with the rest, and shows no progress.

Measures the share of levels of effort and hammocks in all hours of the plan, at most 15 %; in a plan without hours the
share in the number of activities (milestones aside). Only Primavera knows these types: a plan of another tool without
any is not judgeable.

Source: GAO-16-89G, best practice 1 (GA01).
Bad: 'Project management' and 'Support', 9,000 of 30,000 hours, are levels of effort.
Good: 3,000 of 30,000 hours; what the support team delivers is planned as work.
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
)
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Days, Populations
from rechterhand.record.plan import Dialect
from rechterhand.text import Message

LIMIT = 0.15


def find(subject: Subject) -> Finding:
    """Measure the share of levels of effort."""
    rows = subject.populations
    looked = rows.act & ~rows.milestone | rows.act & rows.effort
    population, efforts = int(looked.sum()), np.flatnonzero(looked & rows.effort)
    if not population:
        return not_applicable(Message.of("checks.level_of_effort_share.nothing"))
    if subject.plan.dialect is not Dialect.PRIMAVERA and not len(efforts):
        text = Message.of("checks.level_of_effort_share.no_type", format=subject.plan.source.format)
        return not_judgeable(text, population)
    hours = _hours(rows)
    whole = float(hours[looked].sum())
    limit = subject.limit("level_of_effort_share", LIMIT)
    if whole > 0:
        part = float(hours[efforts].sum())
        value = part / whole
        summary = Message.of("checks.level_of_effort_share.by_hours", hours=part, whole=whole, share=value)
    else:
        value = len(efforts) / population
        summary = Message.of(
            "checks.level_of_effort_share.by_number", number=len(efforts), population=population, share=value
        )
    order = efforts[np.lexsort((efforts, -np.nan_to_num(rows.duration_days[efforts]), -hours[efforts]))]
    evidence = of_rows(order, lambda at: _row(rows, at, float(hours[at])))
    return Finding(judged(value, limit), population, value, limit, summary, evidence)


def _hours(rows: Populations) -> Days:
    """Hours of each row: of its assignments, else its own."""
    found = np.zeros(len(rows.plan.activities))
    for one in rows.plan.assignments:
        row = rows.position.get(one.activity_id)
        if row is not None:
            found[row] += one.work_minutes / 60
    own = np.array([(one.work_minutes or 0) / 60 for one in rows.plan.activities], np.float64)
    return np.where(found > 0, found, own)


def _row(rows: Populations, at: int, hours: float) -> Evidence:
    days = round(float(np.nan_to_num(rows.duration_days[at])), 2)
    if hours > 0:
        text = Message.of("checks.level_of_effort_share.evidence", task=rows.label(at), hours=hours, days=days)
    else:
        text = Message.of("checks.level_of_effort_share.without_hours", task=rows.label(at), days=days)
    one = rows.plan.activities[at]
    return Evidence(one.id, text, fields={"type": one.type.value, "hours": round(hours, 2), "duration_days": days})


check = Check(
    codes=("GA01",),
    reference="GAO-16-89G, best practice 1",
    severity=Severity.STEERING,
    unit="ratio",
    limit=LIMIT,
    find=find,
)
