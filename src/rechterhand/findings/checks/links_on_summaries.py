"""Links that begin or end on a summary: all tasks below inherit it, and nobody sees which it was meant for.

Counts links that touch a summary; none allowed. Only tools in which a summary can carry links (Microsoft Project and
its like) are looked at: in Primavera the check is not applicable.

Source: GAO-16-89G, best practice 2 (SC05).
Bad: the summary 'Migration' is followed by 'Training': each task that is added to the migration holds up the training.
Good: 'Accept migrated data', the last task of the migration, is followed by 'Training'.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.result import Flags
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable
from rechterhand.findings.evidences import of_links
from rechterhand.findings.populations import Populations
from rechterhand.record.plan import Dialect
from rechterhand.text import Message

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the links that touch a summary."""
    rows = subject.populations
    if subject.plan.dialect is Dialect.PRIMAVERA:
        return not_applicable(Message.of("checks.links_on_summaries.primavera"))
    if not rows.summary.any() or not len(rows.lag):
        return not_applicable(Message.of("checks.links_on_summaries.nothing"))
    active = rows.present | (rows.summary & np.array([one.active for one in subject.plan.activities], np.bool_))
    looked_at = rows.ends(active)
    population = int(looked_at.sum())
    before, after = rows.summary[rows.predecessor], rows.summary[rows.successor]
    where = np.flatnonzero(looked_at & (before | after))
    limit = subject.limit("links_on_summaries", LIMIT)
    summary = Message.of("checks.links_on_summaries.summary", count=len(where), population=population)
    below = _below(rows)
    order = sorted((int(at) for at in where), key=lambda at: (-below[_summary_end(rows, at, after)], at))
    evidence = of_links(rows, order, lambda at: _row(rows, at, after))
    return Finding(judged(len(where), limit), population, float(len(where)), limit, summary, evidence)


def _below(rows: Populations) -> list[int]:
    """How many rows hang directly below each row: the more, the more a link on it ties."""
    counts = [0] * len(rows.plan.activities)
    for one in rows.plan.activities:
        parent = rows.position.get(one.parent_id) if one.parent_id is not None else None
        if parent is not None:
            counts[parent] += 1
    return counts


def _summary_end(rows: Populations, at: int, after: Flags) -> int:
    return int(rows.successor[at] if after[at] else rows.predecessor[at])


def _row(rows: Populations, at: int, after: Flags) -> Evidence:
    link, end = rows.plan.links[at], _summary_end(rows, at, after)
    other = int(rows.predecessor[at] if after[at] else rows.successor[at])
    values = {"task": rows.label(end), "other": rows.label(other)}
    if after[at]:
        text = Message.of("checks.links_on_summaries.into", **values)
    else:
        text = Message.of("checks.links_on_summaries.out_of", **values)
    ids = rows.plan.activities
    return Evidence(ids[end].id, text, ids[other].id, {"type": link.type.value, "lag_minutes": link.lag_minutes})


check = Check(
    codes=("SC05", "GA02"),
    reference="GAO-16-89G, best practice 2",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
