"""Work that begins soon and is still planned roughly: nobody can start on a planning package.

Looks at unfinished, unstarted tasks that begin within 90 calendar days (``.horizon_days``) of the status date, or of
the plan's start when nothing has begun. Counted as rough are those of more than 44 working days (``.days``), and in a
plan with assignments those of a day or more that nobody is assigned to. None allowed. Not judgeable for a plan with
progress and without status date.

Source: NDIA Planning and Scheduling Excellence Guide, rolling wave planning (SC42).
Bad: 'Realise module B', 90 working days, begins in three weeks; nobody is on it.
Good: module B was split in tasks of two to four weeks with a name on each, three months before it begins.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.network.clock import DAY
from rechterhand.engine.schedule.result import NO_DATE, Flags, to_minute, to_moment
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
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0
LONG_DAYS = 44.0
HORIZON_DAYS = 90.0


def find(subject: Subject) -> Finding:
    """Count the near tasks that are long or that nobody is on."""
    rows, since = subject.populations, subject.populations.outlook_from
    if not rows.fut.any():
        return not_applicable(Message.of("checks.coarse_near_work.nothing"))
    if since is None:
        return not_judgeable(Message.of("checks.coarse_near_work.no_status"), int(rows.fut.sum()))
    horizon = subject.limit("coarse_near_work.horizon_days", HORIZON_DAYS)
    starts = rows.planned_start
    near = rows.fut & (starts != NO_DATE) & (starts <= to_minute(since) + round(horizon * DAY))
    population = int(near.sum())
    if not population:
        return not_applicable(Message.of("checks.coarse_near_work.none_near", date=since, horizon=horizon))
    staffed = rows.assigned
    longest = subject.limit("coarse_near_work.days", LONG_DAYS)
    with np.errstate(invalid="ignore"):
        long = rows.duration_days > longest
        empty = (rows.duration_days >= 1) & ~staffed if staffed.any() else np.zeros_like(near)
    where = np.flatnonzero(near & (long | empty))
    order = where[np.lexsort((where, starts[where], ~long[where]))]
    limit = subject.limit("coarse_near_work", LIMIT)
    summary = Message.of(
        "checks.coarse_near_work.summary", measured=share_of(len(where), population), horizon=horizon, date=since
    )
    evidence = of_rows(order, lambda at: _row(rows, at, long, empty))
    return Finding(judged(len(where), limit), population, float(len(where)), limit, summary, evidence)


def _row(rows: Populations, at: int, long: Flags, empty: Flags) -> Evidence:
    days, start = round(float(rows.duration_days[at]), 2), to_moment(int(rows.planned_start[at]))
    values: dict[str, Value] = {"task": rows.label(at), "date": start, "days": days}
    if long[at] and empty[at]:
        text = Message.of("checks.coarse_near_work.both", **values)
    elif long[at]:
        text = Message.of("checks.coarse_near_work.long", **values)
    else:
        text = Message.of("checks.coarse_near_work.empty", **values)
    fields = {"start": start, "duration_days": days, "assigned": bool(rows.assigned[at])}
    return Evidence(rows.plan.activities[at].id, text, fields=fields)


check = Check(
    codes=("SC42", "GA04"),
    reference="NDIA Planning and Scheduling Excellence Guide; GAO-16-89G, best practice 4",
    severity=Severity.STEERING,
    unit="count",
    limit=LIMIT,
    find=find,
)
