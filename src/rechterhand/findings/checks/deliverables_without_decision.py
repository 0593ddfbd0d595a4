"""Something is handed over, and the plan has no time in which anybody judges it.

Informs about unfinished activities whose names say that something is delivered, and that no review, test or decision
of at least one working day (``deliverables_without_decision.days``, 1) follows, directly or by way of moments. What an
activity is for is read from its name in Dutch or English ('leveren', 'concept', 'deliver', 'draft'; 'beoordelen',
'goedkeuren', 'review', 'approve' …): a plan in which no name says so isn't applicable.

Source: our own (SC61).
Bad: 'Deliver design' is followed by 'Build'; the design isn't reviewed by anybody.
Good: 'Deliver design', 'Review design (5 days)', 'Design approved', 'Build'.
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, not_applicable, noted
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations
from rechterhand.findings.purposes import delivers, judges
from rechterhand.text import Message

LIMIT = 0.0
DAYS = 1.0
FAR = 3
"""So many moments in a row may lie between a delivery and what judges it."""


def find(subject: Subject) -> Finding:
    """Count the deliveries that nobody judges."""
    rows = subject.populations
    activities = subject.plan.activities
    looked = [int(at) for at in np.flatnonzero(rows.inc_plus) if delivers(activities[at].name)]
    if not looked:
        return not_applicable(Message.of("checks.deliverables_without_decision.nothing"))
    days = subject.limit("deliverables_without_decision.days", DAYS)
    after = _following(rows)
    where = [at for at in looked if not _judged(rows, after, at, days)]
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    order = sorted(where, key=lambda at: (floats[at], at))
    limit = subject.limit("deliverables_without_decision", LIMIT)
    summary = Message.of("checks.deliverables_without_decision.summary", count=len(where), population=len(looked))
    evidence = of_rows(order, lambda at: _row(rows, after, at))
    return Finding(noted(len(where), limit), len(looked), float(len(where)), limit, summary, evidence)


def _following(rows: Populations) -> dict[int, list[int]]:
    """The rows that follow each row by a link."""
    found: dict[int, list[int]] = {}
    links = np.flatnonzero(rows.lnk)
    for before, after in zip(rows.predecessor[links].tolist(), rows.successor[links].tolist(), strict=True):
        found.setdefault(before, []).append(after)
    return found


def _judged(rows: Populations, after: dict[int, list[int]], at: int, days: float) -> bool:
    """Whether a judging activity of some length follows, with nothing but moments in between."""
    now = {at}
    for _ in range(FAR):
        nexts = {follower for one in now for follower in after.get(one, ())}
        if any(judges(rows.plan.activities[one].name) and rows.length_days[one] >= days - 1e-6 for one in nexts):
            return True
        now = {one for one in nexts if rows.milestone[one]}
    return False


def _row(rows: Populations, after: dict[int, list[int]], at: int) -> Evidence:
    followers = sorted(after.get(at, ()))
    ids = tuple(rows.plan.activities[one].id for one in followers)
    if followers:
        text = Message.of(
            "checks.deliverables_without_decision.evidence", task=rows.label(at), other=rows.label(followers[0])
        )
    else:
        text = Message.of("checks.deliverables_without_decision.alone", task=rows.label(at))
    return Evidence(rows.plan.activities[at].id, text, fields={"successor_ids": ids})


check = Check(
    codes=("SC61",),
    reference="Own convention",
    severity=Severity.STEERING,
    unit="count",
    limit=LIMIT,
    find=find,
    informs=True,
)
