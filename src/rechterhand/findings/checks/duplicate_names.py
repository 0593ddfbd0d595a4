"""Activities with one and the same name: in a meeting, a report or an export nobody knows which of them is meant.

Counts unfinished activities (milestones too) that repeat the name of another one under the same summary; none allowed.
Repeats under different summaries ('Test' under each sprint) give a warning only. Case, signs and spaces don't count.

Source: our own (SC52).
Bad: under 'Building' there are three tasks with the name 'Test'.
Good: 'Test invoices', 'Test payments', 'Test reminders'.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, Verdict, not_applicable
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Populations
from rechterhand.lineage.names import plain_name
from rechterhand.text import Message

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the names that stand more than once."""
    rows = subject.populations
    named = [int(at) for at in np.flatnonzero(rows.inc_plus) if plain_name(subject.plan.activities[at].name)]
    if not named:
        return not_applicable(Message.of("checks.duplicate_names.nothing"))
    here = _repeats(rows, named, together=True)
    beside = {one.at for one in here}
    elsewhere = [one for one in _repeats(rows, named, together=False) if one.at not in beside]
    limit = subject.limit("duplicate_names", LIMIT)
    summary = Message.of(
        "checks.duplicate_names.summary", count=len(here), population=len(named), elsewhere=len(elsewhere)
    )
    found = [*_by_float(rows, here), *_by_float(rows, elsewhere)]
    evidence = Evidences(found, lambda one: _row(rows, one), [one.at for one in found])
    return Finding(judge(len(here), limit, evidence), len(named), float(len(here)), limit, summary, evidence)


@dataclass(frozen=True, slots=True)
class _Repeat:
    """A row, the first row of the same name, and whether both stand under one summary."""

    at: int
    first: int
    together: bool


def _repeats(rows: Populations, named: Iterable[int], *, together: bool) -> list[_Repeat]:
    first: dict[tuple[str, int | None], int] = {}
    found = []
    for at in named:
        one = rows.plan.activities[at]
        known = first.setdefault((plain_name(one.name), one.parent_id if together else None), at)
        if known != at:
            found.append(_Repeat(at, known, together))
    return found


def _by_float(rows: Populations, found: list[_Repeat]) -> list[_Repeat]:
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    return sorted(found, key=lambda one: (floats[one.at], one.at))


def _row(rows: Populations, one: _Repeat) -> Evidence:
    task, other = rows.label(one.at), rows.label(one.first)
    if one.together:
        text = Message.of("checks.duplicate_names.together", task=task, other=other)
    else:
        text = Message.of("checks.duplicate_names.elsewhere", task=task, other=other)
    activities = rows.plan.activities
    fields = {"names": activities[one.at].name, "wbs": (activities[one.at].wbs, activities[one.first].wbs)}
    return Evidence(activities[one.at].id, text, activities[one.first].id, fields, counts=one.together)


def judge(value: float, limit: float | None, evidence: Sequence[Evidence]) -> Verdict:
    """Within the limit a name that stands elsewhere too is a warning."""
    if limit is not None and value > limit:
        return Verdict.FAIL
    return Verdict.WARN if evidence else Verdict.PASS


check = Check(
    codes=("SC52",),
    reference="Own convention",
    severity=Severity.TIDINESS,
    unit="count",
    limit=LIMIT,
    find=find,
    judge=judge,
)
