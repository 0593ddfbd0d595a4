"""The same link twice: the same two activities, the same type. One of them decides, the other only misleads.

Counts, among the links between activities, those that repeat one with the same ends and the same type, whatever their
lags; none allowed. Two links of different types between the same two (start to start with finish to finish) are fine.

Source: help texts of analysers (SC04).
Bad: 'Build' is followed by 'Test' with a lag of two days, and once more without: take the lag out, and nothing moves.
Good: one link, with the lag that is meant.
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Populations
from rechterhand.findings.wording import link_lag, link_type
from rechterhand.record.link import LinkType
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the links that repeat another."""
    rows = subject.populations
    population = int(rows.lnk.sum())
    if not population:
        return not_applicable(Message.of("checks.duplicate_links.nothing"))
    links = np.flatnonzero(rows.lnk)
    pairs = (rows.predecessor[links] * len(rows.act) + rows.successor[links]) * len(LinkType) + rows.kinds[links]
    _, first, same = np.unique(pairs, return_index=True, return_inverse=True)
    found = [(int(known), int(at)) for known, at in zip(links[first[same]], links, strict=True) if known != at]
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    found.sort(key=lambda pair: (_alike(rows, pair), floats[rows.successor[pair[1]]], pair))
    limit = subject.limit("duplicate_links", LIMIT)
    summary = Message.of("checks.duplicate_links.summary", count=len(found), population=population)
    ends = [(int(rows.predecessor[again]), int(rows.successor[again])) for _, again in found]
    evidence = Evidences(found, lambda pair: _row(rows, *pair), ends)
    return Finding(judged(len(found), limit), population, float(len(found)), limit, summary, evidence)


def _alike(rows: Populations, pair: tuple[int, int]) -> bool:
    """Whether the lags are equal too; where they differ the plan contradicts itself."""
    one, other = (rows.plan.links[at] for at in pair)
    return (one.lag_minutes, one.lag_percent, one.lag_unit) == (other.lag_minutes, other.lag_percent, other.lag_unit)


def _row(rows: Populations, first: int, again: int) -> Evidence:
    link, before, after = rows.plan.links[again], int(rows.predecessor[again]), int(rows.successor[again])
    values: dict[str, Value] = {"task": rows.label(after), "other": rows.label(before), "type": link_type(link.type)}
    if _alike(rows, (first, again)):
        text = Message.of("checks.duplicate_links.evidence", **values)
    else:
        day = float(rows.minutes_per_day[before])
        one, other = (link_lag(rows.plan.links[at], day) for at in (first, again))
        text = Message.of("checks.duplicate_links.differing", **values, one=one, second=other)
    lags = tuple(rows.plan.links[at].lag_minutes for at in (first, again))
    shares = tuple(rows.plan.links[at].lag_percent for at in (first, again))
    fields = {"type": link.type.value, "lag_minutes": lags, "lag_percent": shares}
    return Evidence(link.successor_id, text, link.predecessor_id, fields)


check = Check(
    codes=("SC04",),
    reference="Help texts of schedule analysers (duplicate relationships)",
    severity=Severity.TIDINESS,
    unit="count",
    limit=LIMIT,
    find=find,
)
