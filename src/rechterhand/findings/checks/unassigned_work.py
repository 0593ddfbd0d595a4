"""Near work that nobody real is on: no one at all, only a role without a name, or somebody who is gone.

Looks at unfinished tasks of a day or more; in a plan without assignments the check is not applicable. Counted are, of
those that begin within 90 calendar days (``.horizon_days``) of the status date or of the plan's start when nothing has
begun: tasks without anyone, tasks with only generic resources, and tasks with only inactive ones. Further away a role
is enough, and only tasks without anyone at all count; in a plan that knows only roles, which keeps its names elsewhere,
a role is enough nearby too. None allowed. Materials and costs do no work. Without a moment to look ahead from, the
whole plan counts as far away.

Source: DCMA 14-point assessment, point 10, and GAO-16-89G, best practice 3 (SC56).
Bad: 'Test chain', 15 days, begins in two weeks; it is assigned to 'Tester 3', who left in March.
Good: 'Test chain' is assigned to someone who knows of it.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.network.clock import DAY
from rechterhand.engine.schedule.result import NO_DATE, Flags, to_minute, to_moment
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable, share_of
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0
LEAST_DAYS = 1.0
HORIZON_DAYS = 90.0


def find(subject: Subject) -> Finding:
    """Count the tasks without anyone real."""
    rows = subject.populations
    if not rows.assigned.any():
        return not_applicable(Message.of("checks.unassigned_work.not_loaded"))
    with np.errstate(invalid="ignore"):
        looked = rows.inc & (rows.duration_days >= LEAST_DAYS)
    population = int(looked.sum())
    if not population:
        return not_applicable(Message.of("checks.unassigned_work.nothing"))
    present, named = _staffed(rows)
    near = looked & _near(rows, subject.limit("unassigned_work.horizon_days", HORIZON_DAYS))
    wrong = np.flatnonzero(looked & (~rows.assigned | (near & ~(present & named))))
    starts = np.where(rows.planned_start == NO_DATE, np.iinfo(np.int64).max, rows.planned_start)
    order = wrong[np.lexsort((wrong, starts[wrong], ~near[wrong]))]
    limit = subject.limit("unassigned_work", LIMIT)
    summary = Message.of("checks.unassigned_work.summary", measured=share_of(len(wrong), population))
    evidence = of_rows(order, lambda at: _row(rows, at, present))
    return Finding(judged(len(wrong), limit), population, float(len(wrong)), limit, summary, evidence)


def _staffed(rows: Populations) -> tuple[Flags, Flags]:
    """Which rows have somebody who is still there, and which have somebody with a name who is."""
    resources = {one.id: one for one in rows.plan.resources}
    present, named = np.zeros_like(rows.assigned), np.zeros_like(rows.assigned)
    for one in rows.plan.assignments:
        row, resource = rows.position.get(one.activity_id), resources.get(one.resource_id or -1)
        if row is None or (resource is not None and not resource.active):
            continue
        present[row] |= rows.assigned[row]
        named[row] |= resource is not None and not resource.generic
    return present, named if named.any() else rows.assigned


def _near(rows: Populations, horizon: float) -> Flags:
    since = rows.outlook_from
    if since is None:
        return np.zeros_like(rows.assigned)
    starts = rows.planned_start
    return np.asarray((starts != NO_DATE) & (starts <= to_minute(since) + round(horizon * DAY)), np.bool_)


def _row(rows: Populations, at: int, present: Flags) -> Evidence:
    start, days = to_moment(int(rows.planned_start[at])), round(float(rows.duration_days[at]), 2)
    values: dict[str, Value] = {"task": rows.label(at), "date": start, "days": days}
    if not rows.assigned[at]:
        text = Message.of("checks.unassigned_work.nobody", **values)
    elif not present[at]:
        text = Message.of("checks.unassigned_work.gone", **values)
    else:
        text = Message.of("checks.unassigned_work.role", **values)
    fields = {"start": start, "duration_days": days, "assigned": bool(rows.assigned[at])}
    return Evidence(rows.plan.activities[at].id, text, fields=fields)


check = Check(
    codes=("SC56", "GA03"),
    reference="DCMA 14-point assessment, point 10; GAO-16-89G, best practice 3",
    severity=Severity.STEERING,
    unit="count",
    limit=LIMIT,
    find=find,
)
