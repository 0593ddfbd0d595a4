"""Activities that came, went or were numbered anew: what was agreed is no longer what is planned.

Measures the share of activities (milestones too) that were added, deleted or given another number since the oldest
version at hand, against the activities of that version; at most 10 %. Numbers are ids and codes;
where most of them differ (a list that is numbered by its rows) another one means nothing and isn't counted. Added work
that was approved can be excused with its reason. Not judgeable without an earlier version.

Source: our own (SC39), after GAO-16-89G, best practice 10. The 10 % is a convention.
Bad: since May 31 of 200 activities were added, and the baseline and the budget know none of them.
Good: added work has a change request, and its activities bear its number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rechterhand.findings.against import first_version
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Populations
from rechterhand.findings.since import Since
from rechterhand.text import Message

LIMIT = 0.1
MOSTLY = 0.6
"""Share of the activities that keep their number where another one means something."""


def find(subject: Subject) -> Finding:
    """Measure how much of the scope isn't what it was."""
    rows = subject.populations
    if not rows.act.any():
        return not_applicable(Message.of("checks.scope_drift.nothing"))
    since = first_version(subject, int(rows.act.sum()))
    if isinstance(since, Finding):
        return since
    population = int(since.was.act.sum())
    if not population:
        return not_applicable(Message.of("checks.scope_drift.none_then", version=since.told))
    added = _longest_first(rows, np.flatnonzero(rows.act & (since.before < 0)))
    gone = np.ones(len(since.was.act), np.bool_)
    gone[since.before[since.before >= 0]] = False
    deleted = _longest_first(since.was, np.flatnonzero(since.was.act & gone))
    again = _longest_first(rows, np.flatnonzero(_numbered_anew(since)))
    by_code = _kept(since)[1]
    changed = [
        *(_Changed(_anchor(since, at), _deleted(since, at)) for at in deleted),
        *(_Changed(at, _added(rows, at)) for at in added),
        *(_Changed(at, _again(since, at, by_code=by_code)) for at in again),
    ]
    limit = subject.limit("scope_drift", LIMIT)
    value = len(changed) / population
    summary = Message.of(
        "checks.scope_drift.summary",
        added=len(added),
        deleted=len(deleted),
        renumbered=len(again),
        population=population,
        share=value,
        version=since.told,
    )
    if not len(again) and not all(_kept(since)):
        summary = Message.of("checks.scope_drift.shifted", found=summary)
    evidence = Evidences(changed, lambda one: one.tell(), [one.at for one in changed])
    return Finding(judged(value, limit), population, value, limit, summary, evidence)


@dataclass(frozen=True, slots=True)
class _Changed:
    """The row that a change is told at, and its evidence."""

    at: int
    tell: Callable[[], Evidence]


def _longest_first(rows: Populations, where: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> list[int]:
    return [int(at) for at in where[np.lexsort((where, -np.nan_to_num(rows.duration_days[where])))]]


def _numbered_anew(since: Since) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Rows with another number or code, in versions that otherwise keep theirs."""
    found = np.zeros(len(since.before), np.bool_)
    by_id, by_code = _kept(since)
    for pair in since.lineage.pairs:
        new, old = since.rows.position[pair.new_id], since.was.position[pair.old_id]
        found[new] = bool(by_code and _other_code(since, new, old)) or (by_id and pair.old_id != pair.new_id)
    return found & since.rows.act


def _other_code(since: Since, new: int, old: int) -> tuple[str, str] | None:
    """The code before and now, where both rows have one and these differ."""
    was, code = since.earlier.activities[old].code, since.rows.plan.activities[new].code
    return (was, code) if was and code and was != code else None


def _kept(since: Since) -> tuple[bool, bool]:
    """Whether most activities keep their id, and their code: where numbers shift with the rows they mean nothing."""
    ids = since.lineage.same_ids and since.earlier.source.format == since.rows.plan.source.format
    codes = [
        (since.earlier.activities[since.was.position[one.old_id]].code, code)
        for one in since.lineage.pairs
        if (code := since.rows.plan.activities[since.rows.position[one.new_id]].code)
    ]
    same = sum(was == code for was, code in codes)
    return ids, same >= MOSTLY * max(1, len(codes))


def _anchor(since: Since, deleted: int) -> int:
    """The row under which a deleted activity stood, as far as that is still there; else the first activity."""
    activities, lineage = since.earlier.activities, since.lineage
    above, seen = activities[deleted].parent_id, set[int]()
    while above is not None and above in since.was.position and above not in seen:
        if above in lineage.new_of:
            return since.rows.position[lineage.new_of[above]]
        seen.add(above)
        above = activities[since.was.position[above]].parent_id
    return int(np.flatnonzero(since.rows.act)[0])


def _deleted(since: Since, at: int) -> Callable[[], Evidence]:
    def tell() -> Evidence:
        one, anchor = since.earlier.activities[at], _anchor(since, at)
        text = Message.of("checks.scope_drift.deleted", task=since.was.label(at), other=since.rows.label(anchor))
        fields = {"change": "deleted", "deleted_id": one.id, "names": one.name}
        return Evidence(since.rows.plan.activities[anchor].id, text, fields=fields)

    return tell


def _added(rows: Populations, at: int) -> Callable[[], Evidence]:
    def tell() -> Evidence:
        days = round(float(np.nan_to_num(rows.duration_days[at])), 2)
        text = Message.of("checks.scope_drift.added", task=rows.label(at), days=days)
        return Evidence(rows.plan.activities[at].id, text, fields={"change": "added", "duration_days": days})

    return tell


def _again(since: Since, at: int, *, by_code: bool) -> Callable[[], Evidence]:
    def tell() -> Evidence:
        old = int(since.before[at])
        one, was = since.rows.plan.activities[at], since.earlier.activities[old]
        codes = _other_code(since, at, old) if by_code else None
        before, now = codes or (str(was.id), str(one.id))
        names = {"task": since.rows.label(at), "other": since.was.label(old)}
        if codes:
            text = Message.of("checks.scope_drift.recoded", **names, before=before, now=now)
        else:
            text = Message.of("checks.scope_drift.renumbered", **names, before=before, now=now)
        return Evidence(one.id, text, fields={"change": "renumbered", "id_before": was.id})

    return tell


check = Check(
    codes=("SC39", "GA10"),
    reference="GAO-16-89G, best practice 10",
    severity=Severity.STEERING,
    unit="ratio",
    limit=LIMIT,
    find=find,
)
