"""A work breakdown with holes in it: levels that are skipped, branches with one leaf, work that hangs under nothing.

Looks at the summaries, and at the unfinished tasks, of a plan that has summaries. Counted are rows that lie more than
one level below their summary, tasks at the top level beside summaries, summaries with no row below them or one, and
numbers that are missing between the rows below one summary (1.1, 1.3). None allowed. A plan without summaries isn't
applicable.

Source: our own (SC54), after GAO-16-89G, best practice 1.
Bad: 'Building' has one task, 'Build everything', three levels down.
Good: each summary has two to ten rows, and each task stands under the product that it makes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Populations
from rechterhand.record.activity import Activity, ActivityType
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0
_NUMBERED = re.compile(r"(?:\d+\.)*(\d+)")


class _Kind(IntEnum):
    """What is wrong, the worst first."""

    EMPTY, JUMP, LOOSE, SINGLE, NUMBER = range(5)


@dataclass(frozen=True, slots=True)
class _Gap:
    """A row, what is wrong with it, and what was expected there."""

    kind: _Kind
    at: int
    wanted: str = ""


def find(subject: Subject) -> Finding:
    """Count the holes in the breakdown."""
    rows = subject.populations
    looked = (rows.summary & _shown(rows)) | rows.inc
    if not (rows.summary & _shown(rows)).any() or not rows.inc.any():
        return not_applicable(Message.of("checks.gaps_in_structure.nothing"))
    population = int(looked.sum())
    found = sorted(_gaps(rows), key=lambda one: (one.kind, one.at))
    limit = subject.limit("gaps_in_structure", LIMIT)
    summary = Message.of("checks.gaps_in_structure.summary", count=len(found), population=population)
    evidence = Evidences(found, lambda one: _row(rows, one), [one.at for one in found])
    return Finding(judged(len(found), limit), population, float(len(found)), limit, summary, evidence)


def _shown(rows: Populations) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Rows that are part of the breakdown: active, and not the row of the project itself."""
    shown = (one.active and not one.external and one.outline_level > 0 for one in rows.plan.activities)
    return np.fromiter(shown, np.bool_, len(rows.plan.activities))


def _gaps(rows: Populations) -> Iterator[_Gap]:
    """At most one for each row."""
    activities, shown = rows.plan.activities, _shown(rows)
    levels, parents = [one.outline_level for one in activities], rows.above.tolist()
    below: dict[int, list[int]] = {}
    for at in np.flatnonzero(shown & (rows.above >= 0)).tolist():
        below.setdefault(parents[at], []).append(at)
    filled = {parents[at] for at, one in enumerate(activities) if one.active}
    top = min((levels[at] for at in np.flatnonzero(shown & rows.summary).tolist()), default=1)
    for at in np.flatnonzero(shown & (rows.summary | rows.inc)).tolist():
        own, parent = below.get(at, []), parents[at]
        if activities[at].type is ActivityType.SUMMARY and at not in filled:
            yield _Gap(_Kind.EMPTY, at)
        elif parent >= 0 and levels[at] > levels[parent] + 1:
            yield _Gap(_Kind.JUMP, at)
        elif rows.inc[at] and levels[at] <= top and (parent < 0 or not shown[parent]):
            yield _Gap(_Kind.LOOSE, at)
        elif rows.summary[at] and len(own) == 1:
            yield _Gap(_Kind.SINGLE, at)
        elif own and (missing := _missing([activities[one] for one in own])):
            yield _Gap(_Kind.NUMBER, at, missing)


def _missing(below: list[Activity]) -> str:
    """The first number that is missing between the numbers of these rows; empty where they have no such numbers."""
    numbers = [_NUMBERED.fullmatch(one.wbs or "") for one in below]
    told = [int(one.group(1)) for one in numbers if one is not None]
    if len(told) < len(below) or not told:
        return ""
    gone = next((one for one in range(min(told), max(told)) if one not in set(told)), None)
    first = below[0].wbs or ""
    return "" if gone is None else f"{first[: first.rfind('.') + 1]}{gone}"


def _row(rows: Populations, one: _Gap) -> Evidence:
    found = rows.plan.activities[one.at]
    values: dict[str, Value] = {"task": rows.label(one.at)}
    if one.kind is _Kind.EMPTY:
        text = Message.of("checks.gaps_in_structure.empty", **values)
    elif one.kind is _Kind.JUMP:
        text = Message.of("checks.gaps_in_structure.jump", **values)
    elif one.kind is _Kind.LOOSE:
        text = Message.of("checks.gaps_in_structure.loose", **values)
    elif one.kind is _Kind.SINGLE:
        text = Message.of("checks.gaps_in_structure.single", **values)
    else:
        text = Message.of("checks.gaps_in_structure.number", **values, wanted=one.wanted)
    return Evidence(found.id, text, fields={"wbs": found.wbs, "outline_level": found.outline_level})


check = Check(
    codes=("SC54", "GA01"),
    reference="GAO-16-89G, best practice 1",
    severity=Severity.TIDINESS,
    unit="count",
    limit=LIMIT,
    find=find,
)
