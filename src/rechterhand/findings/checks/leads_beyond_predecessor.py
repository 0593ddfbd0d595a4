"""A lead longer than the predecessor itself: the successor may begin before the work it waits for has begun.

Counts finish-to-start links into unfinished work whose lead is longer than the duration of the predecessor; none
allowed. A lead of more than 100 % is always longer. Elapsed time is made working days by the plan's working week.

Source: our own (SC08).
Bad: 'Test' may start ten days before the end of 'Build', which takes five: it starts a week before there is anything.
Good: 'Test' starts two days after the start of 'Build' (SS with a lag), and ends after it (FF).
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable
from rechterhand.findings.evidences import of_links
from rechterhand.findings.populations import Populations
from rechterhand.findings.wording import lag_amount
from rechterhand.record.link import LinkType
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0
ROUNDING = 1e-6


def find(subject: Subject) -> Finding:
    """Count the leads that reach back before the start of the predecessor."""
    rows = subject.populations
    looked_at = rows.links_ahead & rows.of_type(LinkType.FS)
    population = int(looked_at.sum())
    if not population:
        return not_applicable(Message.of("checks.leads_beyond_predecessor.nothing"))
    beyond = -rows.lag_days - rows.length_days[rows.predecessor]
    where = np.flatnonzero(looked_at & (rows.lag_days < 0) & (beyond > ROUNDING))
    order = where[np.lexsort((where, -beyond[where]))]
    limit = subject.limit("leads_beyond_predecessor", LIMIT)
    summary = Message.of("checks.leads_beyond_predecessor.summary", count=len(where), population=population)
    evidence = of_links(rows, order, lambda at: _row(rows, at))
    return Finding(judged(len(where), limit), population, float(len(where)), limit, summary, evidence)


def _row(rows: Populations, at: int) -> Evidence:
    link, before, after = rows.plan.links[at], int(rows.predecessor[at]), int(rows.successor[at])
    length = float(rows.length_days[before])
    amount = lag_amount(link, float(rows.minutes_per_day[before]))
    values: dict[str, Value] = {"task": rows.label(after), "other": rows.label(before), "amount": amount}
    if length:
        text = Message.of("checks.leads_beyond_predecessor.evidence", **values, days=length)
    else:
        text = Message.of("checks.leads_beyond_predecessor.moment", **values)
    fields = {
        "lag_minutes": link.lag_minutes,
        "lag_percent": link.lag_percent,
        "lag_days": round(float(rows.lag_days[at]), 2),
        "predecessor_days": round(length, 2),
    }
    return Evidence(link.successor_id, text, link.predecessor_id, fields)


check = Check(
    codes=("SC08",),
    reference="Own convention, after DCMA point 2 (leads)",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
