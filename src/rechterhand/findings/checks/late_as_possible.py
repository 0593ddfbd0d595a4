"""Work planned as late as possible: it has no room left, so that every delay passes straight on.

Counts unfinished tasks (no milestones, no level of effort) with 'as late as possible'; none allowed. The float that it
eats is shown: how much later the task begins than its links would let it. In a plan that is counted back from its
finish this is the default, and the check is not applicable.

Source: GAO-16-89G, best practices 2 and 7 (SC21).
Bad: 'Order hardware' is as late as possible: a delivery that takes a day longer moves the go-live.
Good: 'Order hardware' as soon as possible; its float shows how long the order can wait.
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.own import own_date_days
from rechterhand.findings.populations import Populations
from rechterhand.record.activity import ConstraintType
from rechterhand.text import Message

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the tasks that are as late as possible."""
    rows = subject.populations
    population = int(rows.inc.sum())
    if not population:
        return not_applicable(Message.of("checks.late_as_possible.nothing"))
    if subject.plan.options.from_finish:
        return not_applicable(Message.of("checks.late_as_possible.from_finish"))
    late = ConstraintType.AS_LATE_AS_POSSIBLE
    activities = rows.plan.activities
    where = np.array([at for at in np.flatnonzero(rows.inc) if activities[at].constraint is late], np.int64)
    eaten = np.zeros(len(where)) if subject.schedule is None else own_date_days(subject, where)[0]
    order = np.lexsort((where, -eaten))
    limit = subject.limit("late_as_possible", LIMIT)
    summary = Message.of("checks.late_as_possible.summary", count=len(where), population=population)
    dated = subject.schedule is not None
    evidence = Evidences(
        order, lambda at: _row(rows, int(where[at]), float(eaten[at]) if dated else None), where[order]
    )
    return Finding(judged(len(where), limit), population, float(len(where)), limit, summary, evidence)


def _row(rows: Populations, at: int, days: float | None) -> Evidence:
    one = rows.plan.activities[at]
    if days is None:
        text = Message.of("checks.late_as_possible.evidence", task=rows.label(at))
    else:
        text = Message.of("checks.late_as_possible.eaten", task=rows.label(at), days=days)
    fields = {"constraint": one.constraint.value, "eaten_float_days": None if days is None else round(days, 2)}
    return Evidence(one.id, text, fields=fields)


check = Check(
    codes=("SC21", "GA02"),
    reference="GAO-16-89G, best practices 2 and 7",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
