"""Work tied at one side only: its start is driven by nothing, or its finish drives nothing, though it has links.

Counts unfinished activities (milestones too) that have predecessors, yet none that drives the start (only FF and SF
lead in), or successors, yet none that waits for the finish (only SS and SF lead out); none allowed. Of a moment start
and finish are the same, so any link will do; the start of work that has begun needs nothing any more. Links with
summaries, level of effort and inactive rows don't count. What has no link at all on a side is an open end.

Source: GAO-16-89G, best practice 2; NDIA's Planning and Scheduling Excellence Guide, dangling activities (SC02).
Bad: 'Write manual' is only tied to the start of 'Training' (SS): when it takes three weeks longer nothing moves.
Good: the same link, and the finish of 'Write manual' is tied to the finish of 'Training' (FF).
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.result import Flags
from rechterhand.findings.above import over_summaries
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable
from rechterhand.findings.populations import Populations, Rows
from rechterhand.findings.wording import link_type
from rechterhand.record.link import LinkType
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0
FROM_FINISH = frozenset({LinkType.FS, LinkType.FF})
TO_START = frozenset({LinkType.FS, LinkType.SS})


def find(subject: Subject) -> Finding:
    """Count the activities of which the start or the finish isn't tied."""
    rows = subject.populations
    population = int(rows.inc_plus.sum())
    if not population or not rows.logic.any():
        above = over_summaries(rows) if population else 0
        nothing = Message.of("checks.over_summaries", count=above) if above else None
        return not_applicable(nothing or Message.of("checks.dangling_logic.nothing"))
    start, finish = _dangling(rows)
    found = start | finish
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    order = sorted(map(int, np.flatnonzero(found)), key=lambda at: (not finish[at], floats[at], at))
    limit = subject.limit("dangling_logic", LIMIT)
    count = int(found.sum())
    ends: dict[str, Value] = {"starts": int(start.sum()), "finishes": int(finish.sum())}
    if count:
        summary = Message.of("checks.dangling_logic.summary", number=count, population=population, **ends)
    else:
        summary = Message.of("checks.dangling_logic.none", population=population)
    into, out = _types(rows, rows.successor, found), _types(rows, rows.predecessor, found)
    evidence = tuple(_row(rows, at, (bool(start[at]), bool(finish[at])), (into[at], out[at])) for at in order)
    return Finding(judged(count, limit), population, float(count), limit, summary, evidence)


def _dangling(rows: Populations) -> tuple[Flags, Flags]:
    """Rows of which no link drives the start, and rows of which no link waits for the finish."""
    links, size = rows.plan.links, len(rows.plan.activities)
    to_start = np.fromiter((one.type in TO_START for one in links), np.bool_, len(links))
    from_finish = np.fromiter((one.type in FROM_FINISH for one in links), np.bool_, len(links))
    before, after = rows.predecessor, rows.successor

    def reached(ends: Rows, which: Flags) -> Flags:
        out = np.zeros(size, np.bool_)
        out[ends[which]] = True
        return out

    lasting = rows.inc_plus & ~rows.milestone
    start = lasting & ~rows.started & reached(after, rows.logic) & ~reached(after, rows.logic & to_start)
    finish = lasting & reached(before, rows.logic) & ~reached(before, rows.logic & from_finish)
    return start, finish


def _types(rows: Populations, ends: Rows, wanted: Flags) -> dict[int, tuple[str, ...]]:
    """The types of the links at one end of the wanted rows."""
    found: dict[int, set[str]] = {int(at): set() for at in np.flatnonzero(wanted)}
    for link in np.flatnonzero(rows.logic):
        at = int(ends[link])
        if at in found:
            found[at].add(rows.plan.links[link].type.value)
    return {at: tuple(sorted(types)) for at, types in found.items()}


def _named(types: tuple[str, ...]) -> tuple[Value, ...]:
    return tuple(link_type(LinkType(one)) for one in types)


def _row(rows: Populations, at: int, dangling: tuple[bool, bool], types: tuple[tuple[str, ...], ...]) -> Evidence:
    one, (into, out) = rows.plan.activities[at], types
    values: dict[str, Value] = {"task": rows.label(at), "into": _named(into), "out": _named(out)}
    if all(dangling):
        text = Message.of("checks.dangling_logic.both", **values)
    elif dangling[1]:
        text = Message.of("checks.dangling_logic.finish", **values)
    else:
        text = Message.of("checks.dangling_logic.start", **values)
    return Evidence(one.id, text, fields={"types_in": into, "types_out": out})


check = Check(
    codes=("SC02", "GA02"),
    reference="GAO-16-89G, best practice 2; NDIA Planning and Scheduling Excellence Guide",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
