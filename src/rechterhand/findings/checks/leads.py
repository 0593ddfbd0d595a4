"""Links with a negative lag: work begins before its predecessor ends, and nobody sees what it really waits for.

Counted as DCMA point 2 does: links with a lead into unfinished tasks, against all links into unfinished tasks; none
allowed. Leads in percent and in elapsed time count; days are those of the calendar that counts lags.
``leads.activities = 1`` counts unfinished tasks with a lead before them against all unfinished tasks, the older form;
``.milestones = 1`` counts links into milestones too.

Source: DCMA 14-point assessment, point 2 (DC02).
Bad: 'Train users' begins 10 days before the end of 'Configure': FS - 10 d.
Good: 'Configure' is split where the training can begin; both parts have an ordinary link.
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.above import over_summaries
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable, share_of
from rechterhand.findings.counted import links_into, measured_links, unfinished
from rechterhand.findings.evidences import of_links
from rechterhand.findings.populations import Populations
from rechterhand.findings.wording import lag_amount, link_type
from rechterhand.text import Message

KEY = "leads"
LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the links with a negative lag."""
    rows = subject.populations
    links = links_into(subject, KEY)
    if not links.any():
        above = over_summaries(rows) if unfinished(subject, KEY).any() else 0
        nothing = Message.of("checks.over_summaries", count=above) if above else Message.of("checks.leads.nothing")
        return not_applicable(nothing)
    wrong = links & (rows.lag < 0)
    count, population = measured_links(subject, KEY, wrong, links)
    limit = subject.limit(KEY, LIMIT)
    value = count / population
    where = np.flatnonzero(wrong)
    order = where[np.lexsort((where, -rows.lag_size[where]))]
    measured = share_of(count, population)
    if subject.limit(f"{KEY}.activities", 0):
        summary = Message.of("checks.leads.tasks", measured=measured)
    else:
        summary = Message.of("checks.leads.summary", measured=measured)
    return Finding(
        judged(value, limit), population, value, limit, summary, of_links(rows, order, lambda at: _row(rows, at))
    )


def _row(rows: Populations, at: int) -> Evidence:
    link, before, after = rows.plan.links[at], int(rows.predecessor[at]), int(rows.successor[at])
    text = Message.of(
        "checks.leads.evidence",
        task=rows.label(after),
        other=rows.label(before),
        amount=lag_amount(link, float(rows.lag_minutes_per_day[at])),
        type=link_type(link.type),
    )
    fields = {"type": link.type.value, "lag_minutes": link.lag_minutes, "lag_percent": link.lag_percent}
    return Evidence(link.successor_id, text, link.predecessor_id, fields)


check = Check(
    codes=("DC02", "GA02"),
    reference="DCMA 14-point assessment, point 2; GAO-16-89G, best practice 2",
    severity=Severity.DATES,
    unit="share",
    limit=LIMIT,
    find=find,
)
