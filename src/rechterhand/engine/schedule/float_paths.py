"""Multiple float paths: which chains of activities lead to an end activity, the most driving one first.

Path 1 runs back from the end along the links with the least float. Each next path leaves the paths found so far at the
link with the least float among those that come from an activity without a path, and runs back from there in the same
way. So the paths split the activities before the end: each belongs to one path at most.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE, ScheduleResult
from rechterhand.record.activity import ActivityType
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
    links = _Links(result, by)
    taken = {end}
    frontier: list[tuple[int, int, int, int]] = []
    paths = [_path(result, links, (taken, frontier), end, joins=None, number=1, ranked=_whole(result.total_float[end]))]
    while frontier and len(paths) < count:
        ranked, _, start, joins = heapq.heappop(frontier)
        if start in taken:
            continue
        taken.add(start)
        paths.append(_path(result, links, (taken, frontier), start, joins=joins, number=len(paths) + 1, ranked=ranked))
    return tuple(paths)


def _path(
    result: ScheduleResult,
    links: _Links,
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
        entries = links.into(here)
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
    activities = result.plan.activities
    open_rows = (one.type is not ActivityType.SUMMARY and one.actual_finish is None for one in activities)
    usable = np.fromiter(open_rows, np.bool_, len(activities)) & (result.early_finish != NO_DATE)
    if not usable.any():
        return None
    return int(np.argmax(np.where(usable, result.early_finish, NO_DATE)))


class _Links:
    """For a successor's row its links, with what they are ranked by; looked up when a path comes by.

    Links without a float can't drive and are left out.
    """

    def __init__(self, result: ScheduleResult, by: Ranking) -> None:
        self._result, self._by, self._ends = result, by, _Ends(result)
        self._gaps, self._totals = result.relationship_float, result.total_float
        position = result.position
        links = result.plan.links
        self._before = [position.get(one.predecessor_id, -1) for one in links]
        after = np.fromiter((position.get(one.successor_id, -1) for one in links), np.int64, len(links))
        usable = (self._gaps != NO_DATE) & (np.array(self._before, np.int64) >= 0) & (after >= 0)
        places = np.flatnonzero(usable)
        self._places = places[np.argsort(after[places], kind="stable")]
        self._heads = np.searchsorted(after[self._places], np.arange(len(result) + 1))
        self._on_summaries: dict[int, list[int]] = defaultdict(list)
        for place in places[self._ends.summary[after[places]]].tolist():
            for target in self._ends.held(int(after[place])):
                self._on_summaries[target].append(place)

    def into(self, row: int) -> list[_Entry]:
        """The links into an activity, the most driving first."""
        own = self._places[self._heads[row] : self._heads[row + 1]].tolist()
        found = (self._entry(place) for place in (*own, *self._on_summaries.get(row, ())))
        return sorted(one for one in found if one is not None)

    def _entry(self, place: int) -> _Entry | None:
        source = self._ends.holder(self._before[place], self._result.plan.links[place].type)
        if source is None:
            return None
        gap, total = int(self._gaps[place]), _whole(self._totals[source])
        return (gap, total, source) if self._by == "free" else (total, gap, source)


class _Ends:
    """The activities for which the ends of links stand; an end on a summary stands for activities below it."""

    def __init__(self, result: ScheduleResult) -> None:
        activities = result.plan.activities
        self._starts, self._finishes = result.early_start.tolist(), result.early_finish.tolist()
        self.summary = np.array([one.type is ActivityType.SUMMARY for one in activities], np.bool_)
        self._children: dict[int, list[int]] = defaultdict(list)
        for row, one in enumerate(activities):
            if one.parent_id in result.position and one.parent_id is not None:
                self._children[result.position[one.parent_id]].append(row)
        self._known: dict[int, list[int]] = {}

    def holder(self, row: int, kind: LinkType) -> int | None:
        """The activity that a link leaves: of a summary its latest finish, or for SS and SF its earliest start."""
        dated = self._dated(row)
        if kind in {LinkType.FS, LinkType.FF}:
            return max(dated, key=lambda one: self._finishes[one], default=None)
        return min(dated, key=lambda one: self._starts[one], default=None)

    def held(self, row: int) -> list[int]:
        """What a link may hold: of a summary the activities that start with it; something else holds the later ones."""
        dated = self._dated(row)
        first = min((self._starts[one] for one in dated), default=0)
        return [one for one in dated if self._starts[one] == first]

    def _dated(self, row: int) -> list[int]:
        """The activities with dates for which a row stands."""
        if not self.summary[row]:
            return [row] if self._starts[row] != NO_DATE else []
        if row not in self._known:
            self._known[row] = sorted(one for one in self._below(row) if self._starts[one] != NO_DATE)
        return self._known[row]

    def _below(self, row: int) -> Iterator[int]:
        open_rows = list(self._children[row])
        while open_rows:
            child = open_rows.pop()
            if self.summary[child]:
                open_rows.extend(self._children[child])
            else:
                yield child


def _whole(minutes: int) -> int:
    return 0 if minutes == NO_DATE else int(minutes)
