"""Many people on one task: who does what can't be seen, and one who is missing stops all.

Counts unfinished tasks with more than five (``.people``) different people on them. Machines, materials and costs are no
people, and a resource of several units counts as that many. It informs: it warns and never fails. In a plan without
people the check is not applicable.

Source: our own (SC57).
Bad: 'Workshop phase', twenty days, with fourteen people: half of them are needed for a day.
Good: five workshops of two days, each with the people who take part.
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, not_applicable, noted, share_of
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations
from rechterhand.record.resource import Resource, ResourceKind
from rechterhand.text import Message

LIMIT = 0.0
PEOPLE = 5.0
SHOWN = 8


def find(subject: Subject) -> Finding:
    """Count the unfinished tasks with many people."""
    rows = subject.populations
    people = {one.id: one for one in subject.plan.resources if one.kind is ResourceKind.WORK}
    on: dict[int, dict[int, float]] = {}
    for one in subject.plan.assignments:
        row = rows.position.get(one.activity_id)
        if row is not None and rows.inc[row] and one.resource_id in people and one.resource_id is not None:
            heads = max(1.0, np.ceil(one.units - 1e-6))
            on.setdefault(row, {})[one.resource_id] = heads
    if not on:
        return not_applicable(Message.of("checks.crowded_tasks.nothing"))
    most = subject.limit("crowded_tasks.people", PEOPLE)
    counts = {row: round(sum(found.values())) for row, found in on.items()}
    wrong = sorted((row for row, count in counts.items() if count > most), key=lambda row: (-counts[row], row))
    limit = subject.limit("crowded_tasks", LIMIT)
    summary = Message.of("checks.crowded_tasks.summary", measured=share_of(len(wrong), len(on)), most=most)
    evidence = of_rows(wrong, lambda row: _row(rows, row, counts[row], [people[key] for key in on[row]]))
    return Finding(noted(len(wrong), limit), len(on), float(len(wrong)), limit, summary, evidence)


def _row(rows: Populations, at: int, count: int, people: list[Resource]) -> Evidence:
    names = tuple(dict.fromkeys(one.name for one in people))
    shown = names if len(names) <= SHOWN else (*names[: SHOWN - 1], "…")
    text = Message.of("checks.crowded_tasks.evidence", task=rows.label(at), count=count, names=shown)
    return Evidence(rows.plan.activities[at].id, text, fields={"people": count, "resources": names})


check = Check(
    codes=("SC57",),
    reference="our own",
    severity=Severity.STEERING,
    unit="count",
    limit=LIMIT,
    find=find,
    informs=True,
)
