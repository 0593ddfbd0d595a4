"""Approval that takes no time: on paper somebody says yes at the very moment at which the work is there.

Counts, among the unfinished activities whose names say that something is approved or decided, those without duration
that follow work or its delivery directly, without lag and without a review, test or decision before them; none
allowed. What an activity is for is read from its name in Dutch or English ('goedkeuren', 'akkoord', 'besluit',
'approve', 'decide' …).

Source: our own (SC62).
Bad: 'Design' ends on Friday at 17:00, and the moment 'Design approved' is on Friday at 17:00.
Good: between them lies 'Judge the design' of ten working days, as long as the board usually takes.
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable
from rechterhand.findings.evidences import of_links
from rechterhand.findings.populations import Populations
from rechterhand.findings.purposes import decides, delivers, judges
from rechterhand.record.link import LinkType
from rechterhand.text import Message

LIMIT = 0.0
_FROM_FINISH = frozenset({LinkType.FS, LinkType.FF})


def find(subject: Subject) -> Finding:
    """Count the decisions that take no time."""
    rows, activities = subject.populations, subject.plan.activities
    follows = np.zeros(len(activities), np.bool_)
    follows[rows.successor[rows.lnk]] = True
    ahead = np.flatnonzero(rows.inc_plus & ~rows.started & follows)
    looked = [at for at in ahead.tolist() if decides(activities[at].name)]
    if not looked:
        return not_applicable(Message.of("checks.approvals_without_time.nothing"))
    at_once: dict[int, int] = {}
    moments = np.zeros(len(rows.act), np.bool_)
    moments[looked] = True
    for link in np.flatnonzero(rows.lnk & (moments & rows.milestone)[rows.successor]).tolist():
        if _at_once(rows, link):
            at_once.setdefault(int(rows.successor[link]), link)
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    order = [at_once[at] for at in sorted(at_once, key=lambda at: (floats[at], at))]
    limit = subject.limit("approvals_without_time", LIMIT)
    summary = Message.of("checks.approvals_without_time.summary", count=len(order), population=len(looked))
    evidence = of_links(rows, order, lambda link: _row(rows, link))
    return Finding(judged(len(order), limit), len(looked), float(len(order)), limit, summary, evidence)


def _at_once(rows: Populations, link: int) -> bool:
    """Whether the successor comes the moment that unjudged work is finished."""
    one, before = rows.plan.links[link], int(rows.predecessor[link])
    name = rows.plan.activities[before].name
    handed_over = rows.n[before] or (rows.milestone[before] and delivers(name))
    work = handed_over and not rows.finished[before] and not judges(name)
    return bool(work) and one.type in _FROM_FINISH and rows.lag[link] <= 0


def _row(rows: Populations, link: int) -> Evidence:
    one = rows.plan.links[link]
    task, other = rows.label(int(rows.successor[link])), rows.label(int(rows.predecessor[link]))
    text = Message.of("checks.approvals_without_time.evidence", task=task, other=other)
    return Evidence(one.successor_id, text, one.predecessor_id, {"type": one.type.value, "duration_days": 0.0})


check = Check(
    codes=("SC62",),
    reference="Own convention",
    severity=Severity.STEERING,
    unit="count",
    limit=LIMIT,
    find=find,
)
