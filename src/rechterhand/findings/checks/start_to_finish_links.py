"""Links from start to finish (SF): the successor may only end once its predecessor begins. Hardly ever meant so.

Counts links of this type between activities, finished ones included; none allowed.

Source: DCMA 14-point assessment, point 4, which wants none in every version (SC07).
Bad: 'Old system off' ends when 'New system on' starts (SF): bring the new one forward, and the old one goes off early.
Good: 'New system on' is followed by 'Old system off' (FS).
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable
from rechterhand.findings.evidences import of_links
from rechterhand.findings.populations import Populations
from rechterhand.record.link import LinkType
from rechterhand.text import Message

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the links from start to finish."""
    rows = subject.populations
    population = int(rows.lnk.sum())
    if not population:
        return not_applicable(Message.of("checks.start_to_finish_links.nothing"))
    where = np.flatnonzero(rows.lnk & rows.of_type(LinkType.SF)).tolist()
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    order = sorted(where, key=lambda at: (bool(rows.finished[rows.successor[at]]), floats[rows.successor[at]], at))
    limit = subject.limit("start_to_finish_links", LIMIT)
    summary = Message.of("checks.start_to_finish_links.summary", count=len(where), population=population)
    evidence = of_links(rows, order, lambda at: _row(rows, at))
    return Finding(judged(len(where), limit), population, float(len(where)), limit, summary, evidence)


def _row(rows: Populations, at: int) -> Evidence:
    link, before, after = rows.plan.links[at], int(rows.predecessor[at]), int(rows.successor[at])
    text = Message.of("checks.start_to_finish_links.evidence", task=rows.label(after), other=rows.label(before))
    fields = {"type": link.type.value, "lag_minutes": link.lag_minutes, "lag_percent": link.lag_percent}
    return Evidence(link.successor_id, text, link.predecessor_id, fields)


check = Check(
    codes=("SC07", "GA02"),
    reference="DCMA 14-point assessment, point 4",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
