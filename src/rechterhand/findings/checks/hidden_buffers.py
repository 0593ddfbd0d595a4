"""Time in hand that is hidden between the work: it is used up before anybody sees that it was there.

Informs about unfinished activities whose names say that they are a buffer or reserve, and that other work follows. At
the end of a path, before nothing but moments, such room is in its place. Read from names in Dutch and English
('buffer', 'reserve', 'uitloop', 'contingency' …).

Source: our own (SC64).
Bad: 'Build', 'Reserve (10 days)', 'Test', 'Reserve (10 days)', 'Introduce'.
Good: 'Build', 'Test', 'Introduce', and then one reserve of 15 days that the board watches.
"""

from __future__ import annotations

from collections import deque

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, not_applicable, noted
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Populations
from rechterhand.findings.purposes import keeps_time
from rechterhand.text import Message

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the buffers inside the chains."""
    rows, activities = subject.populations, subject.plan.activities
    looked = {int(at) for at in np.flatnonzero(rows.inc) if keeps_time(activities[at].name)}
    if not looked:
        return not_applicable(Message.of("checks.hidden_buffers.nothing"))
    follower = {at: after for at in looked if (after := _work_behind(rows, at)) is not None}
    order = sorted(follower, key=lambda at: (-float(np.nan_to_num(rows.length_days[at])), at))
    limit = subject.limit("hidden_buffers", LIMIT)
    days = float(sum(np.nan_to_num(rows.length_days[at]) for at in order))
    summary = Message.of("checks.hidden_buffers.summary", count=len(order), population=len(looked), days=days)
    evidence = Evidences(order, lambda at: _row(rows, at, follower[at]), order)
    return Finding(noted(len(order), limit), len(looked), float(len(order)), limit, summary, evidence)


def _work_behind(rows: Populations, at: int) -> int | None:
    """The first unfinished work that waits for this row, directly or behind moments; None at the end of a path."""
    seen, ahead = {at}, deque([at])
    while ahead:
        here = ahead.popleft()
        for after in rows.followers.get(here, ()):
            if rows.inc[after]:
                return after
            if after not in seen and rows.inc_plus[after]:
                seen.add(after)
                ahead.append(after)
    return None


def _row(rows: Populations, at: int, after: int) -> Evidence:
    days = round(float(np.nan_to_num(rows.length_days[at])), 2)
    text = Message.of("checks.hidden_buffers.evidence", task=rows.label(at), other=rows.label(after), days=days)
    activities = rows.plan.activities
    return Evidence(activities[at].id, text, activities[after].id, {"duration_days": days})


check = Check(
    codes=("SC64",),
    reference="Own convention",
    severity=Severity.STEERING,
    unit="count",
    limit=LIMIT,
    find=find,
    informs=True,
)
