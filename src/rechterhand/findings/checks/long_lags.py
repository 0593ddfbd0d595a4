"""A long wait in a link: something of weeks happens there that has no name, no owner and no progress.

Counts links into unfinished work with a lag of more than ten working days (``long_lags.days``); none allowed. Elapsed
time is made working days by the plan's working week, a percentage is taken of the predecessor.

Source: GAO-16-89G, best practice 2; help texts of analysers (SC10). The ten days are a convention.
Bad: 'Pour floor' and 'Lay tiles' with a lag of 28 days between, for curing.
Good: 'Concrete cures', 28 days, between the two.
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable
from rechterhand.findings.evidences import of_links
from rechterhand.findings.populations import Populations
from rechterhand.findings.wording import lag_amount, link_type
from rechterhand.text import Message

LIMIT = 0.0
DAYS = 10.0
ROUNDING = 1e-6


def find(subject: Subject) -> Finding:
    """Count the lags above the usual limit."""
    rows = subject.populations
    population = int(rows.links_ahead.sum())
    if not population:
        return not_applicable(Message.of("checks.long_lags.nothing"))
    most = subject.limit("long_lags.days", DAYS)
    where = np.flatnonzero(rows.links_ahead & (rows.lag_days > most + ROUNDING))
    order = where[np.lexsort((where, -rows.lag_days[where]))]
    limit = subject.limit("long_lags", LIMIT)
    summary = Message.of("checks.long_lags.summary", count=len(where), population=population, days=most)
    evidence = of_links(rows, order, lambda at: _row(rows, at))
    return Finding(judged(len(where), limit), population, float(len(where)), limit, summary, evidence)


def _row(rows: Populations, at: int) -> Evidence:
    link, before, after = rows.plan.links[at], int(rows.predecessor[at]), int(rows.successor[at])
    text = Message.of(
        "checks.long_lags.evidence",
        task=rows.label(after),
        other=rows.label(before),
        amount=lag_amount(link, float(rows.minutes_per_day[before])),
        type=link_type(link.type),
    )
    fields = {
        "type": link.type.value,
        "lag_minutes": link.lag_minutes,
        "lag_percent": link.lag_percent,
        "lag_days": round(float(rows.lag_days[at]), 2),
    }
    return Evidence(link.successor_id, text, link.predecessor_id, fields)


check = Check(
    codes=("SC10", "GA02"),
    reference="GAO-16-89G, best practice 2",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
