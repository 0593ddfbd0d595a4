"""Durations that decide the finish, and nobody wrote down what they rest on.

Looks at the twenty (``.most``) unfinished tasks that matter most: on the longest path first, then by float, then by
duration. Counted are those without a basis: no range of estimates (low, likely, high), no note, no field or code whose
name speaks of a basis; and those that Microsoft Project still marks as an estimate ('5 days?'). None allowed. When no
task in the whole plan has a range, a note or such a field the basis is kept elsewhere, or nowhere: not judgeable.

Source: GAO-16-89G, best practice 4 (GA04).
Bad: 'Migrate data' decides the go-live with 45 days; its note is empty.
Good: 'Migrate data', 45 days: 'three trial runs of 12 days, measured in May, and 9 days for repairs'.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np

from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    judged,
    not_applicable,
    not_judgeable,
    share_of,
)
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations
from rechterhand.record.activity import Activity
from rechterhand.text import Message

LIMIT = 0.0
MOST = 20.0
_WORDS = ("basis", "estimat", "schatting", "raming", "onderbouwing", "boe")


def find(subject: Subject) -> Finding:
    """Count the tasks that matter most and have no basis."""
    rows = subject.populations
    pending = np.flatnonzero(rows.inc)
    if not len(pending):
        return not_applicable(Message.of("checks.estimates_without_basis.nothing"))
    if not any(_basis(one) for one in subject.plan.activities):
        return not_judgeable(Message.of("checks.estimates_without_basis.nowhere"), len(pending))
    chosen = _that_matter(rows, pending)[: max(1, int(subject.limit("estimates_without_basis.most", MOST)))]
    wrong = [at for at in chosen if not _basis(rows.plan.activities[at]) or rows.plan.activities[at].estimated]
    limit = subject.limit("estimates_without_basis", LIMIT)
    summary = Message.of("checks.estimates_without_basis.summary", measured=share_of(len(wrong), len(chosen)))
    evidence = of_rows(wrong, lambda at: _row(rows, at))
    return Finding(judged(len(wrong), limit), len(chosen), float(len(wrong)), limit, summary, evidence)


def _that_matter(rows: Populations, pending: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> list[int]:
    """The rows that matter for the finish, most first."""
    floats = np.nan_to_num(rows.float_days[pending], nan=np.inf)
    length = np.nan_to_num(rows.duration_days[pending])
    off_path = np.zeros(len(pending)) if rows.schedule is None else ~rows.schedule.on_longest_path[pending]
    return [int(at) for at in pending[np.lexsort((pending, -length, floats, off_path))]]


def _basis(one: Activity) -> bool:
    """Whether anything is written down of what a duration rests on."""
    return one.three_point is not None or bool(one.notes and one.notes.strip()) or _named(one.fields, one.codes)


def _named(*tables: Mapping[str, object]) -> bool:
    return any(
        _speaks_of_a_basis(name) and value not in (None, "", False)
        for table in tables
        if table
        for name, value in table.items()
    )


@cache
def _speaks_of_a_basis(name: str) -> bool:
    return any(word in name.lower() for word in _WORDS)


def _row(rows: Populations, at: int) -> Evidence:
    one, days = rows.plan.activities[at], round(float(np.nan_to_num(rows.duration_days[at])), 2)
    if one.estimated:
        text = Message.of("checks.estimates_without_basis.estimated", task=rows.label(at), days=days)
    else:
        text = Message.of("checks.estimates_without_basis.evidence", task=rows.label(at), days=days)
    fields = {"duration_days": days, "estimated": one.estimated, "has_basis": _basis(one)}
    return Evidence(one.id, text, fields=fields)


check = Check(
    codes=("GA04",),
    reference="GAO-16-89G, best practice 4",
    severity=Severity.STEERING,
    unit="count",
    limit=LIMIT,
    find=find,
)
