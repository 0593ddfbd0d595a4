"""Multiple float paths: which chains of open activities lead to an end activity, the most driving one first.

Path 1 runs back from the end along the links that drive it. Each next path leaves the paths found so far at an activity
without a path, the one that may slip least before the end does, and runs back from there in the same way. So the paths
split the work before the end: each activity belongs to one path at most. Finished work has no path: nothing about it
can move any more.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.float_links import FloatLink, links_into
from rechterhand.engine.schedule.result import NO_DATE, ScheduleResult
from rechterhand.engine.schedule.rows import on_rows
from rechterhand.engine.schedule.solve import run
from rechterhand.engine.schedule.towards import float_towards
from rechterhand.text.notebook import table

Ranking = Literal["relative", "free", "total"]


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
    relative_float_minutes
        How much later the chain may finish before the end does, in working minutes of its last activity; nought for
        path 1, below nought where a date holds the end in spite of the links. None where nothing says.
    link_float_minutes
        The relationship float of the link by which it joins; None for path 1.
    """

    number: int
    activity_ids: tuple[int, ...]
    joins: int | None
    relative_float_minutes: int | None
    link_float_minutes: int | None


@dataclass(frozen=True, repr=False)
class FloatPaths:
    """The paths to one activity, ranked; empty when the plan holds no open work.

    ``complete`` is False where more chains lead there than were asked for.
    """

    schedule: ScheduleResult
    end_id: int | None
    paths: tuple[FloatPath, ...] = ()
    complete: bool = True

    def __len__(self) -> int:
        return len(self.paths)

    def __iter__(self) -> Iterator[FloatPath]:
        return iter(self.paths)

    def __getitem__(self, place: int) -> FloatPath:
        return self.paths[place]

    def __repr__(self) -> str:
        """How many paths, to where."""
        end = "no open work" if self.end_id is None else repr(self.schedule[self.end_id].activity.name)
        return f"FloatPaths({len(self)} to {end})"

    def _repr_html_(self) -> str:
        """The paths as a table, for notebooks."""
        heads = ("path", "relative float (days)", "id", "name", "early start", "early finish", "total float (days)")
        rows = list(self._rows())
        return table(repr(self), heads, rows, of=len(rows))

    def _rows(self) -> Iterator[tuple[object, ...]]:
        for path in self.paths:
            for key in path.activity_ids:
                one = self.schedule[key]
                yield (
                    path.number,
                    self.schedule.days(path.activity_ids[-1], path.relative_float_minutes),
                    key,
                    one.activity.name,
                    one.early_start,
                    one.early_finish,
                    self.schedule.days(key, one.total_float_minutes),
                )


def float_paths(
    result: ScheduleResult,
    end_id: int | None = None,
    *,
    count: int = 10,
    by: Ranking = "relative",
    network: Network | None = None,
) -> FloatPaths:
    """Rank the chains that lead to an activity.

    Parameters
    ----------
    result
        A scheduled plan.
    end_id
        The activity to look back from; None takes the one that makes the finish.
    count
        How many paths at most.
    by
        ``relative`` makes chains of driving links and ranks them by what they may slip before the end does. P6 has two
        other ways, in which a chain runs on to the start of the plan: ``free`` ranks links by their own float,
        ``total`` follows the lowest total float, which off the critical path misses the driver.
    network
        The plan compiled before, to save compiling it again.

    Raises
    ------
    KeyError
        There is no activity ``end_id``.
    ValueError
        ``count`` is below 1 or ``by`` is none of the three.

    Examples
    --------
    >>> import rechterhand as rh
    >>> dates = rh.schedule(rh.read("plan.mpp").plan)  # doctest: +SKIP
    >>> for path in rh.float_paths(dates, count=3):  # doctest: +SKIP
    ...     print(path.number, path.relative_float_minutes, path.activity_ids)
    """
    if count < 1 or by not in {"relative", "free", "total"}:
        raise ValueError(f"count {count}, by {by!r}")
    end = _end(result) if end_id is None else result.position[end_id]
    if end is None:
        return FloatPaths(result, None)
    towards = _towards(result, end, network or compile_plan(result.plan))
    walk = _Walk(result, towards, by, count)
    paths = walk.from_end(end)
    return FloatPaths(result, result.plan.activities[end].id, paths, walk.complete)


@dataclass
class _Walk:
    """What was found so far: rows that have a path, and the links by which others may join (least first)."""

    result: ScheduleResult
    towards: Sequence[int | None]
    by: Ranking
    count: int
    taken: set[int] = field(default_factory=set)
    frontier: list[tuple[float, float, int, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.into = links_into(self.result)

    def from_end(self, end: int) -> tuple[FloatPath, ...]:
        """Path 1, then the others as long as activities and numbers last."""
        self.taken.add(end)
        paths = [FloatPath(1, self._chain(end), None, self.towards[end], None)]
        while self.frontier and len(paths) < self.count:
            _, _, start, joins, gap = heapq.heappop(self.frontier)
            if start in self.taken:
                continue
            self.taken.add(start)
            joined = self.result.plan.activities[joins].id
            paths.append(FloatPath(len(paths) + 1, self._chain(start), joined, self.towards[start], gap))
        return tuple(paths)

    @property
    def complete(self) -> bool:
        """Whether every activity that leads to the end has its path."""
        return all(start in self.taken for _, _, start, _, _ in self.frontier)

    def _chain(self, last: int) -> tuple[int, ...]:
        """Walk back from ``last`` along the lowest links; the other links met go to the frontier."""
        chain = [last]
        here: int | None = last
        while here is not None:
            links = sorted(self.into.get(here, ()), key=self._along)
            following = next((one.row for one in links if one.row not in self.taken and self._runs_on(one)), None)
            for one in links:
                if one.row not in self.taken and one.row != following:
                    heapq.heappush(self.frontier, (*self._joining(one), one.row, here, one.gap))
            if following is not None:
                self.taken.add(following)
                chain.append(following)
            here = following
        return tuple(self.result.plan.activities[row].id for row in reversed(chain))

    def _runs_on(self, link: FloatLink) -> bool:
        """Whether a chain goes on through a link, or whether what lies before it is a chain of its own."""
        return link.drives or self.by != "relative"

    def _along(self, link: FloatLink) -> tuple[float, float, int]:
        """Which link a chain follows back: the one with the least float of its kind."""
        total = _whole(int(self.result.total_float[link.row]))
        if self.by == "total":
            return total, link.gap, link.row
        return link.gap, self._relative(link) if self.by == "relative" else total, link.row

    def _joining(self, link: FloatLink) -> tuple[float, float]:
        """Which chain comes next."""
        if self.by == "relative":
            return self._relative(link), link.gap
        first, second, _ = self._along(link)
        return first, second

    def _relative(self, link: FloatLink) -> float:
        """In days: a working day of one calendar may be longer than that of another."""
        known = self.towards[link.row]
        return (link.gap if known is None else known) / int(self.result.minutes_per_day[link.row])


def _towards(result: ScheduleResult, end: int, network: Network) -> list[int | None]:
    """Float towards the end of every row."""
    node = int(network.node[end])
    if node < 0:
        return [None] * len(result)
    minutes = on_rows(network, float_towards(network, run(network), node))
    return [None if one == NO_DATE else int(one) for one in minutes]


def _end(result: ScheduleResult) -> int | None:
    """Row of the open activity that makes the finish: the last of the longest path, of equals the one behind others."""
    before = {link.predecessor_id for place, link in enumerate(result.plan.links) if result.driving[place]}
    rows = [
        row
        for row, one in enumerate(result.plan.activities)
        if not one.type.is_summary and result.early_finish[row] != NO_DATE and not one.finished
    ]

    def rank(row: int) -> tuple[bool, int, bool, int]:
        last = result.plan.activities[row].id not in before
        return bool(result.on_longest_path[row]), int(result.early_finish[row]), last, -row

    return max(rows, key=rank, default=None)


def _whole(minutes: int) -> int:
    return 0 if minutes == NO_DATE else minutes
