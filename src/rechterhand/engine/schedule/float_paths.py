"""Multiple float paths: which chains of activities lead to an end activity, the most driving one first.

Path 1 runs back from the end along the links with the least float. Each next path leaves the paths found so far at the
link with the least float among those that come from an activity without a path, and runs back from there in the same
way. So the paths split the activities before the end: each belongs to one path at most.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rechterhand.engine.schedule.result import NO_DATE, ScheduleResult
from rechterhand.record.link import LinkType

Ranking = Literal["free", "total"]
_Entry = tuple[int, int, int]
"""What a link is ranked by, the tie-breaker, and the row of its predecessor."""


@dataclass(frozen=True, slots=True)
class FloatPath:
    """One chain, from its first activity to the one where it joins an earlier path (path 1: to the end).

    Attributes
    ----------
    number
        1 for the most driving chain.
    activity_ids
        In order of logic; without the activity it joins.
    joins
        The activity of an earlier path that the chain leads to; None for path 1.
    float_minutes
        What the chain was ranked by: the relationship float of the link of its joining (``by="free"``) or the total
        float of its last activity (``by="total"``). Path 1: the total float of the end.
    """

    number: int
    activity_ids: tuple[int, ...]
    joins: int | None
    float_minutes: int


def float_paths(
    result: ScheduleResult, end_id: int | None = None, *, count: int = 10, by: Ranking = "free"
) -> tuple[FloatPath, ...]:
    """Rank the chains that lead to an activity.

    Parameters
    ----------
    result
        A scheduled plan.
    end_id
        The activity to look back from; None takes the one with the latest early finish.
    count
        How many paths at most.
    by
        ``free`` ranks links by relationship float and shows what drives the end. ``total`` follows the lowest total
        float, as P6 does on request; off the critical path that misses the driver.

    Raises
    ------
    KeyError
        There is no activity ``end_id``.
    ValueError
        ``count`` is below 1 or ``by`` is neither of the two.
    """
    if count < 1 or by not in {"free", "total"}:
        raise ValueError(f"count {count}, by {by!r}")
    end = _latest(result) if end_id is None else result.position[end_id]
    if end is None:
        return ()
    into = _links_into(result, by)
    taken = {end}
    frontier: list[tuple[int, int, int, int]] = []
    paths = [_path(result, into, (taken, frontier), end, joins=None, number=1, ranked=_whole(result.total_float[end]))]
    while frontier and len(paths) < count:
        ranked, _, start, joins = heapq.heappop(frontier)
        if start in taken:
            continue
        taken.add(start)
        paths.append(_path(result, into, (taken, frontier), start, joins=joins, number=len(paths) + 1, ranked=ranked))
    return tuple(paths)


def _path(
    result: ScheduleResult,
    into: dict[int, list[_Entry]],
    state: tuple[set[int], list[tuple[int, int, int, int]]],
    last: int,
    *,
    joins: int | None,
    number: int,
    ranked: int,
) -> FloatPath:
    """Walk back from ``last`` along the lowest links; the other links met go to the frontier."""
    taken, frontier = state
    chain = [last]
    here: int | None = last
    while here is not None:
        entries = sorted(into.get(here, ()))
        following = next((row for _, _, row in entries if row not in taken), None)
        for ranked_by, tie, row in entries:
            if row not in taken and row != following:
                heapq.heappush(frontier, (ranked_by, tie, row, here))
        if following is not None:
            taken.add(following)
            chain.append(following)
        here = following
    ids = tuple(result.plan.activities[row].id for row in reversed(chain))
    return FloatPath(number, ids, None if joins is None else result.plan.activities[joins].id, ranked)


def _latest(result: ScheduleResult) -> int | None:
    """Row of the scheduled activity that finishes last; the first of equals."""
    rows = [
        row
        for row, one in enumerate(result.plan.activities)
        if not one.type.is_summary and result.early_finish[row] != NO_DATE and not one.finished
    ]
    return max(rows, key=lambda row: (result.early_finish[row], -row), default=None)


def _links_into(result: ScheduleResult, by: Ranking) -> dict[int, list[_Entry]]:
    """For each successor's row: its links with what they are ranked by. Links without a float can't drive: left out."""
    leaves = _leaves(result)
    into: dict[int, list[_Entry]] = defaultdict(list)
    for place, link in enumerate(result.plan.links):
        gap = int(result.relationship_float[place])
        if gap == NO_DATE or link.predecessor_id not in result.position or link.successor_id not in result.position:
            continue
        source = _holder(result, leaves[result.position[link.predecessor_id]], link.type)
        if source is None:
            continue
        total = _whole(result.total_float[source])
        for target in _held(result, leaves[result.position[link.successor_id]]):
            into[target].append((gap, total, source) if by == "free" else (total, gap, source))
    return into


def _holder(result: ScheduleResult, leaves: Sequence[int], kind: LinkType) -> int | None:
    """The activity for which a link from a summary stands: its latest finish, or for SS and SF its earliest start."""
    dated = [row for row in leaves if result.early_start[row] != NO_DATE]
    if kind in {LinkType.FS, LinkType.FF}:
        return max(dated, key=lambda row: result.early_finish[row], default=None)
    return min(dated, key=lambda row: result.early_start[row], default=None)


def _held(result: ScheduleResult, leaves: Iterable[int]) -> list[int]:
    """What a link to a summary may hold: the activities that start with it; something else holds the later ones."""
    dated = [row for row in leaves if result.early_start[row] != NO_DATE]
    first = min((result.early_start[row] for row in dated), default=0)
    return [row for row in dated if result.early_start[row] == first]


def _leaves(result: ScheduleResult) -> list[tuple[int, ...]]:
    """For each row the activities below it; an activity stands for itself."""
    children: dict[int, list[int]] = defaultdict(list)
    for row, one in enumerate(result.plan.activities):
        if one.parent_id in result.position and one.parent_id is not None:
            children[result.position[one.parent_id]].append(row)
    found: list[tuple[int, ...]] = []
    for row, one in enumerate(result.plan.activities):
        if not one.type.is_summary:
            found.append((row,))
            continue
        below, open_rows = [], list(children[row])
        while open_rows:
            child = open_rows.pop()
            if result.plan.activities[child].type.is_summary:
                open_rows.extend(children[child])
            else:
                below.append(child)
        found.append(tuple(sorted(below)))
    return found


def _whole(minutes: int) -> int:
    return 0 if minutes == NO_DATE else int(minutes)
