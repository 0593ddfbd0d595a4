"""Moments that come soon and are nobody's: who is asked whether they will be met?

Counts unfinished milestones of the coming three months (``milestones_without_owner.horizon_days``, 90) without an
owner: nobody who is responsible, and no person assigned. None allowed. When no activity in the whole plan has an owner
or a person, owners are kept elsewhere, or nowhere: not judgeable.

Source: our own (SC70).
Bad: 'Connections work' is in four weeks, and neither the supplier nor the network team knows that it is theirs.
Good: each milestone has one owner, who says each month whether it will be met.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE, to_minute, to_moment
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
from rechterhand.findings.populations import Populations
from rechterhand.text import Message

LIMIT = 0.0
HORIZON_DAYS = 90.0
DAY = 1440


def find(subject: Subject) -> Finding:
    """Count the near milestones without an owner."""
    rows, since = subject.populations, subject.populations.outlook_from
    moments = rows.inc_plus & rows.milestone
    if not moments.any():
        return not_applicable(Message.of("checks.milestones_without_owner.nothing"))
    owned = rows.assigned | np.fromiter(
        (bool(one.responsible and one.responsible.strip()) for one in subject.plan.activities), np.bool_, len(moments)
    )
    if not owned.any():
        return not_judgeable(Message.of("checks.milestones_without_owner.nowhere"), int(moments.sum()))
    if since is None:
        return not_judgeable(Message.of("checks.milestones_without_owner.no_status"), int(moments.sum()))
    horizon = subject.limit("milestones_without_owner.horizon_days", HORIZON_DAYS)
    finishes = rows.planned_finish
    near = moments & (finishes != NO_DATE) & (finishes <= to_minute(since) + round(horizon * DAY))
    population = int(near.sum())
    if not population:
        return not_applicable(Message.of("checks.milestones_without_owner.none_near", date=since))
    where = np.flatnonzero(near & ~owned)
    order = where[np.lexsort((where, finishes[where]))]
    limit = subject.limit("milestones_without_owner", LIMIT)
    summary = Message.of("checks.milestones_without_owner.summary", count=len(where), population=population, date=since)
    evidence = of_rows(order, lambda at: _row(rows, at))
    return Finding(judged(len(where), limit), population, float(len(where)), limit, summary, evidence)


def _row(rows: Populations, at: int) -> Evidence:
    date = to_moment(int(rows.planned_finish[at]))
    text = Message.of("checks.milestones_without_owner.evidence", task=rows.label(at), date=date)
    return Evidence(rows.plan.activities[at].id, text, fields={"finish": date, "responsible": None})


check = Check(
    codes=("SC70",),
    reference="Own convention",
    severity=Severity.STEERING,
    unit="count",
    limit=LIMIT,
    find=find,
)
