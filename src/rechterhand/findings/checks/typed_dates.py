"""Dates that were typed over the schedule: the activity stands where someone put it, though its links allow it earlier.

Counts activities ahead (milestones too, occurrences of recurring tasks not) with a start-no-earlier or
finish-no-earlier date that is exactly where they are scheduled, while their links would let them begin earlier, against
all activities ahead; at most 5 %. In Microsoft Project and its like such a date comes about by typing in the start or
finish column; for Primavera the check is not applicable. Only judged for a plan that can be scheduled.

Source: our own (SC19). The 5 % is a convention, after DCMA point 5.
Bad: 'Test' has 'start no earlier than 2 March' because someone typed that date; the build is ready on 20 February.
Good: 'Test' follows 'Build' and 'Test environment ready', and moves with both.
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
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.own import own_date_days
from rechterhand.findings.own_days import own_days
from rechterhand.findings.populations import Populations
from rechterhand.findings.wording import constraint_name
from rechterhand.record.activity import ConstraintType
from rechterhand.record.plan import Dialect
from rechterhand.text import Message

LIMIT = 0.05
ROUNDING = 1e-6
NO_EARLIER = frozenset({ConstraintType.START_NO_EARLIER_THAN, ConstraintType.FINISH_NO_EARLIER_THAN})


def find(subject: Subject) -> Finding:
    """Count the activities that stand on a date instead of on their links."""
    rows = subject.populations
    if subject.plan.dialect is Dialect.PRIMAVERA:
        return not_applicable(Message.of("checks.typed_dates.primavera"))
    ahead = rows.inc_plus & ~rows.started & ~rows.occurrences
    population = int(ahead.sum())
    if not population:
        return not_applicable(Message.of("checks.typed_dates.nothing"))
    if subject.schedule is None:
        return not_judgeable(Message.of("checks.typed_dates.not_scheduled"), population)
    activities = rows.plan.activities
    dated = np.array([at for at in np.flatnonzero(ahead) if activities[at].constraint in NO_EARLIER], np.int64)
    later, beyond = own_date_days(subject, dated)
    typed = (later > ROUNDING) & (np.abs(beyond) < ROUNDING)
    days = later[typed]
    where = dated[typed]
    order = np.lexsort((where, -days))
    limit = subject.limit("typed_dates", LIMIT)
    value = len(where) / population
    summary = Message.of("checks.typed_dates.summary", measured=share_of(len(where), population))
    evidence = Evidences(order, lambda at: _row(rows, int(where[at]), float(days[at])), where[order])
    return Finding(judged(value, limit), population, value, limit, summary, evidence)


def _row(rows: Populations, at: int, days: float) -> Evidence:
    one = rows.plan.activities[at]
    text = Message.of(
        "checks.typed_dates.evidence",
        task=rows.label(at),
        constraint=constraint_name(one.constraint),
        date=one.constraint_date,
        short=own_days(rows.plan, one, days),
    )
    fields = {
        "constraint": one.constraint.value,
        "constraint_date": one.constraint_date,
        "later_than_links_days": round(days, 2),
    }
    return Evidence(one.id, text, fields=fields)


check = Check(
    codes=("SC19",),
    reference="Own convention, after DCMA point 5",
    severity=Severity.DATES,
    unit="share",
    limit=LIMIT,
    find=find,
)
