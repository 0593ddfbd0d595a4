"""Links with a negative lag: work begins before its predecessor ends, and nobody sees what it really waits for.

Counted as DCMA point 2 does: links with a lead into unfinished tasks, against all links into unfinished tasks; none
allowed. Leads in percent and in elapsed time count.

Source: DCMA 14-point assessment, point 2 (DC02). An older form counts activities with a lead instead of links.
Bad: 'Train users' begins 10 days before the end of 'Configure': FS - 10 d.
Good: 'Configure' is split where the training can begin; both parts have an ordinary link.
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable, share_of
from rechterhand.findings.populations import Populations
from rechterhand.findings.wording import lag_amount
from rechterhand.text import Message

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the links with a negative lag."""
    rows = subject.populations
    population = int(rows.links_into_inc.sum())
    if not population:
        return not_applicable(Message.of("checks.leads.nothing"))
    where = np.flatnonzero(rows.links_into_inc & (rows.lag < 0))
    limit = subject.limit("leads", LIMIT)
    value = len(where) / population
    order = sorted((int(at) for at in where), key=lambda at: (-_days(rows, at), at))
    summary = Message.of("checks.leads.summary", measured=share_of(len(where), population))
    return Finding(judged(value, limit), population, value, limit, summary, tuple(_row(rows, at) for at in order))


def _days(rows: Populations, at: int) -> float:
    """Size of the lead in days, for the order of the evidence; a percentage is taken of its predecessor's duration."""
    link, before = rows.plan.links[at], rows.predecessor[at]
    if link.lag_percent:
        length = float(np.nan_to_num(rows.duration_days[before]))
        return abs(link.lag_percent) / 100 * length
    return abs(link.lag_minutes) / float(rows.minutes_per_day[before])


def _row(rows: Populations, at: int) -> Evidence:
    link, before, after = rows.plan.links[at], int(rows.predecessor[at]), int(rows.successor[at])
    text = Message.of(
        "checks.leads.evidence",
        task=rows.label(after),
        other=rows.label(before),
        amount=lag_amount(link, float(rows.minutes_per_day[after])),
        type=link.type.value,
    )
    fields = {"type": link.type.value, "lag_minutes": link.lag_minutes, "lag_percent": link.lag_percent}
    return Evidence(link.successor_id, text, link.predecessor_id, fields)


check = Check(
    codes=("DC02",),
    reference="DCMA 14-point assessment, point 2",
    severity=Severity.DATES,
    unit="share",
    limit=LIMIT,
    find=find,
)
