"""Dates that do nothing: the links already put the activity later. One day they will surprise somebody.

Informs about activities ahead (milestones too) with a start-no-earlier or finish-no-earlier date before the one they
are scheduled at, and about such dates before the status date on work that hasn't begun. Only judged for a plan that can
be scheduled.

Source: our own (SC20).
Bad: 'Test' has 'start no earlier than 1 February' left from an older version; its links put it in April.
Good: the date is gone; whoever shortens the chain sees 'Test' come forward.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.result import to_minute
from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    not_applicable,
    not_judgeable,
    noted,
)
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.own import own_date_days
from rechterhand.findings.populations import Populations
from rechterhand.findings.wording import constraint_name
from rechterhand.record.activity import ConstraintType
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0
ROUNDING = 1e-6
NO_EARLIER = frozenset({ConstraintType.START_NO_EARLIER_THAN, ConstraintType.FINISH_NO_EARLIER_THAN})


def find(subject: Subject) -> Finding:
    """Count the dates without effect, and those in the past."""
    rows = subject.populations
    activities = rows.plan.activities
    dated = np.array(
        [
            at
            for at in np.flatnonzero(rows.inc_plus & ~rows.started)
            if activities[at].constraint in NO_EARLIER and activities[at].constraint_date is not None
        ],
        np.int64,
    )
    population = len(dated)
    if not population:
        return not_applicable(Message.of("checks.idle_constraints.nothing"))
    if subject.schedule is None:
        return not_judgeable(Message.of("checks.idle_constraints.not_scheduled"), population)
    _, beyond = own_date_days(subject, dated)
    status = subject.plan.status_date
    past = (
        np.zeros(population, np.bool_) if status is None else rows.dates("constraint_date")[dated] < to_minute(status)
    )
    found = np.flatnonzero((beyond > ROUNDING) | past)
    order = found[np.lexsort((dated[found], -beyond[found]))]
    limit = subject.limit("idle_constraints", LIMIT)
    summary = Message.of("checks.idle_constraints.summary", count=len(found), population=population)
    evidence = Evidences(order, lambda at: _row(rows, int(dated[at]), float(beyond[at])), dated[order])
    return Finding(noted(len(found), limit), population, float(len(found)), limit, summary, evidence)


def _row(rows: Populations, at: int, days: float) -> Evidence:
    one = rows.plan.activities[at]
    values: dict[str, Value] = {
        "task": rows.label(at),
        "constraint": constraint_name(one.constraint),
        "date": one.constraint_date,
        "days": days,
    }
    if days > ROUNDING:
        text = Message.of("checks.idle_constraints.evidence", **values)
    else:
        text = Message.of("checks.idle_constraints.past", **values, status=rows.plan.status_date)
    fields = {
        "constraint": one.constraint.value,
        "constraint_date": one.constraint_date,
        "gap_days": round(days, 2),
        "status_date": rows.plan.status_date,
    }
    return Evidence(one.id, text, fields=fields)


check = Check(
    codes=("SC20",),
    reference="Own convention",
    severity=Severity.TIDINESS,
    unit="count",
    limit=LIMIT,
    find=find,
    informs=True,
)
