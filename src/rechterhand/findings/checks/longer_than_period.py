"""Near work in pieces longer than two reporting periods: the first report on it can only say 'under way'.

Looks at unfinished, unstarted tasks that begin within 90 calendar days (``.horizon_days``) of the status date, or of
the plan's start when nothing has begun; counts those that take more than two periods of 20 working days
(``.period_days``); at most 10 %. Work further away may be rough. Not judgeable for a plan with progress and without
status date.

Source: GAO-16-89G, best practice 4 (SC41).
Bad: 'Build interfaces' begins next week and takes 60 working days, with a report every month.
Good: four interfaces of 15 working days each.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.network.clock import DAY
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
    share_of,
)
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations
from rechterhand.text import Message

LIMIT = 0.1
PERIOD_DAYS = 20.0
HORIZON_DAYS = 90.0


def find(subject: Subject) -> Finding:
    """Count the near tasks that are longer than two periods."""
    rows, since = subject.populations, subject.populations.outlook_from
    if not rows.fut.any():
        return not_applicable(Message.of("checks.longer_than_period.nothing"))
    if since is None:
        return not_judgeable(Message.of("checks.longer_than_period.no_status"), int(rows.fut.sum()))
    horizon = subject.limit("longer_than_period.horizon_days", HORIZON_DAYS)
    starts = rows.planned_start
    near = rows.fut & (starts != NO_DATE) & (starts <= to_minute(since) + round(horizon * DAY))
    near &= np.isfinite(rows.duration_days)
    population = int(near.sum())
    if not population:
        return not_applicable(Message.of("checks.longer_than_period.none_near", date=since, horizon=horizon))
    longest = 2 * subject.limit("longer_than_period.period_days", PERIOD_DAYS)
    with np.errstate(invalid="ignore"):
        where = np.flatnonzero(near & (rows.duration_days > longest))
    order = where[np.lexsort((where, -rows.duration_days[where]))]
    limit = subject.limit("longer_than_period", LIMIT)
    value = len(where) / population
    summary = Message.of(
        "checks.longer_than_period.summary",
        measured=share_of(len(where), population),
        horizon=horizon,
        date=since,
        longest=longest,
    )
    evidence = of_rows(order, lambda at: _row(rows, at))
    return Finding(judged(value, limit), population, value, limit, summary, evidence)


def _row(rows: Populations, at: int) -> Evidence:
    days = round(float(rows.duration_days[at]), 2)
    start = to_moment(int(rows.planned_start[at]))
    text = Message.of("checks.longer_than_period.evidence", task=rows.label(at), date=start, days=days)
    return Evidence(rows.plan.activities[at].id, text, fields={"start": start, "duration_days": days})


check = Check(
    codes=("SC41", "GA04"),
    reference="GAO-16-89G, best practice 4",
    severity=Severity.STEERING,
    unit="share",
    limit=LIMIT,
    find=find,
)
