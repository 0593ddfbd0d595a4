"""The finish without the length of each of many nodes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rechterhand.engine.crossings import kernel
from rechterhand.engine.limits.kernel import furthest
from rechterhand.engine.network.arrays import FREE, NONE, Network
from rechterhand.engine.network.kernel import moments_of, works_before
from rechterhand.engine.ripple.holds import may_hold_back
from rechterhand.engine.schedule.kernel import forward, last_moment

Long = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Sides = npt.NDArray[np.int8]
Dates = tuple[Long, Long, Sides]

_DAY = 1440
_WIDER = 4
_FEW = 1 << 13
_MANY = 1 << 18


@dataclass(frozen=True)
class Now:
    """A network's forward pass.

    Start, finish and side of each node, where each link puts its anchor, the moment of each finish, the longest path.
    """

    dates: Dates
    reached: Long
    ended: Long
    on_path: Flags


class Crossing(NamedTuple):
    """What puts nodes later than their bound: the places that each speaks for (from, up to), node and placing."""

    since: Long
    until: Long
    node: Long
    placing: Long


class Limits(NamedTuple):
    """The latest placing of each node that keeps the finish at a moment or earlier, and whether that is exact."""

    moment: int
    bound: Long
    exact: bool


def finishes_without(network: Network, now: Now, nodes: Long) -> Long:
    """The finish (a moment) without the length of each of some nodes, which are ascending."""
    return _Sweep(network, now).finishes(nodes)


class _Sweep:
    """Tells finishes apart from the latest on, in ever wider windows.

    Most nodes change the finish little, and for those only few others matter. Where too much does matter in a window,
    the exact finish of one node divides the others: those with the same one need no more than two bounds.
    """

    def __init__(self, network: Network, now: Now) -> None:
        self._network, self._now = network, now
        self._end = int(now.ended[~network.finished].max())
        self._tables = kernel.tables_of(network.arrays)
        counts = ~network.finished
        self._counted = counts
        self._counts = counts & (network.fixed_finish == NONE)
        fixed = network.fixed_finish[counts]
        self._least = int(fixed.max(initial=NONE))
        size = 2 * len(network.arrays.into) + len(network)
        self._room = Crossing(*(np.empty(size, dtype=np.int64) for _ in range(4)))
        self._scratch = _three(np.empty((3, len(network)), dtype=np.int64))
        start, finish, side = now.dates
        self._leads = np.zeros(len(network), dtype=np.bool_)
        self._leads[network.arrays.into[network.lag_shares & (network.arrays.lag < 0)]] = True
        self._alone = _taken(now.dates, slice(None))
        self._ends = now.ended.copy()
        self._placing = 2 * start + ((start == finish) & (side == 0) & (network.arrays.stays_at_finish != 0))

    def finishes(self, nodes: Long) -> Long:
        """The finish without each node."""
        self._stand_alone(nodes[(may_hold_back(self._network.arrays) | self._leads | self._now.on_path)[nodes]])
        out = np.full(len(nodes), self._end, dtype=np.int64)
        later = np.flatnonzero(self._later(nodes))
        out[later] = self._own(nodes[later])
        wanted = np.flatnonzero(self._now.on_path[nodes] & (out <= self._end))
        out[wanted] = self._earlier(nodes[wanted])
        return out

    def _earlier(self, nodes: Long) -> Long:
        """The finish without each of some nodes that can't make it later.

        First whether it gets earlier at all; then windows as wide as the node in the middle asks for, and wider each
        time: most others win as much as that one, or less.
        """
        out = np.full(len(nodes), self._end, dtype=np.int64)
        wanted = np.flatnonzero(~self._kept(nodes))
        all_of_it = self._end - self._network.project_start + 366 * _DAY
        upto, step = self._end, _DAY
        while len(wanted):
            pivot = self._finish(int(nodes[wanted[len(wanted) // 2]]))
            least = min(upto - step, pivot - 1)
            if self._end - least >= all_of_it:
                least = NONE
            limits = self._limits(least)
            crossing, ends = self._crossing(nodes[wanted], limits)
            within = self._divide(nodes[wanted], crossing, ends, limits, (upto, pivot))
            known = within > least
            out[wanted[known]] = within[known]
            wanted = wanted[~known]
            upto, step = least, _WIDER * step
        return out

    def _kept(self, nodes: Long) -> Flags:
        """Nodes without which the finish surely stays what it is."""
        limits = self._limits(self._end - 1)
        if not limits.exact:
            return np.zeros(len(nodes), dtype=np.bool_)
        return _beyond(*self._crossing(nodes, limits), limits)

    def _divide(
        self, nodes: Long, crossing: Crossing, ends: Long, limits: Limits, within: tuple[int, int | None]
    ) -> Long:
        """The finish without each node, which isn't after the first of ``within``; the limit where it's no later.

        The second of ``within`` is the exact finish without the node in the middle, where it is known.
        """
        upto, exact = within
        found = self._asked(len(nodes), crossing, limits, self._now.on_path, _FEW + len(crossing.node))
        if found is not None:
            return np.maximum(found, ends)
        middle = len(nodes) // 2
        pivot = max(limits.moment, self._finish(int(nodes[middle])) if exact is None else exact)
        above = np.zeros(len(nodes), dtype=np.bool_)
        out = np.full(len(nodes), limits.moment, dtype=np.int64)
        if pivot < upto:
            higher = self._limits(pivot)
            above = _beyond(crossing, ends, higher)
        under = self._limits(pivot - 1) if pivot - 1 > limits.moment else limits
        at = ~above & (_beyond(crossing, ends, under) if under.exact else False)
        at[middle] = True
        out[at] = pivot
        if above.any():
            out[above] = self._divide(nodes[above], *_only(crossing, ends, above, higher), higher, (upto, None))
        below = ~above & ~at
        if below.any() and pivot > limits.moment:
            out[below] = self._divide(nodes[below], *_only(crossing, ends, below, limits), limits, (pivot, None))
        return np.maximum(out, ends)

    def _finish(self, node: int) -> int:
        """The finish without a node's length, by a whole pass."""
        net, now = self._network.arrays, self._now
        duration, target, lag = net.duration.copy(), net.target.copy(), net.lag.copy()
        duration[node], target[node] = 0, NONE
        links = net.out[net.tail[node] : net.tail[node + 1]]
        lag[links[self._network.lag_shares[links]]] = 0
        start, finish, side = np.empty_like(now.dates[0]), np.empty_like(now.dates[1]), np.empty_like(now.dates[2])
        net = net._replace(target=target, lag=lag)
        forward(net, duration, start, finish, side)
        return int(last_moment(net, finish, side, self._network.fixed_finish, self._network.finished))

    def _later(self, nodes: Long) -> Flags:
        """Nodes that may make something later when they have no length."""
        found: Flags = self._leads[nodes] | (self._alone[0][nodes] > self._now.dates[0][nodes])
        return found

    def _own(self, nodes: Long) -> Long:
        """The finish that each node without its length brings about; the finish as it is where that's no later."""
        limits = self._limits(self._end)
        alone, ends = _taken(self._alone, nodes), self._ends[nodes]
        shares = self._network.lag_shares
        number = kernel.cross_alone(self._tables, limits.bound, nodes, alone, shares, 0, self._room)
        crossing = Crossing(*(values[:number] for values in self._room))
        found, room = None, _MANY
        while found is None:
            found = self._asked(len(nodes), crossing, limits, np.zeros_like(self._now.on_path), room + number)
            room *= 4
        return np.maximum(found, ends)

    def _crossing(self, nodes: Long, limits: Limits) -> tuple[Crossing, Long]:
        """What matters to the finish without each node beyond a limit, and what ends at or before it anyhow."""
        now, tables, network, out = self._now, self._tables, self._network, self._room
        alone, ends = _taken(self._alone, nodes), self._ends[nodes]
        number = kernel.cross(tables, now.dates, now.reached, limits.bound, nodes, out)
        number = kernel.cross_alone(tables, limits.bound, nodes, alone, network.lag_shares, number, out)
        kernel.latest_before(now.ended, self._counted, nodes, ends)
        np.maximum(ends, self._least, out=ends)
        return Crossing(*(values[:number].copy() for values in out)), ends

    def _asked(self, size: int, crossing: Crossing, limits: Limits, known: Flags, room: int) -> Long | None:
        """The latest of what each of ``size`` places is crossed by; None when there isn't room enough."""
        requests = _requests(room, len(self._network))
        numbers = np.empty(len(crossing.node), dtype=np.int64)
        asked = (crossing.node, crossing.placing)
        count = kernel.ask_all(self._tables, (self._placing, known), limits.bound, asked, requests, numbers)
        if count < 0:
            return None
        moments = np.empty(count, dtype=np.int64)
        kernel.answer(self._tables, self._counts, requests, (self._end, limits.moment), moments)
        given = moments[numbers]
        order = np.argsort(-given, kind="stable")
        out = np.full(size, limits.moment, dtype=np.int64)
        kernel.latest_over(crossing.since, crossing.until, given, order, out)
        return out

    def _stand_alone(self, nodes: Long) -> None:
        """Fill ``_alone`` and ``_ends``: nodes without their length, and the moment where they end then."""
        net = self._network.arrays
        size = len(nodes)
        alone = (np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size, np.int8))
        low = np.maximum(net.floor[nodes], net.finish_floor[nodes])
        top = np.minimum(net.cap[nodes], net.finish_cap[nodes])
        kernel.stand_alone(self._tables, (low, top), self._now.dates, self._now.reached, nodes, alone)
        self._alone[0][nodes], self._alone[1][nodes], self._alone[2][nodes] = alone
        before = moments_of(net.clock, net.calendar[nodes], alone[1], True)
        after = moments_of(net.clock, net.calendar[nodes], alone[1], False)
        self._ends[nodes] = np.where(self._counts[nodes], np.where(alone[2] == 0, after, before), NONE)

    def _limits(self, moment: int) -> Limits:
        net = self._network.arrays
        bound = np.full(len(self._network), -FREE, dtype=np.int64)
        if moment == NONE:
            return Limits(moment, bound, exact=True)
        calendars = np.arange(net.clock.before.shape[0], dtype=np.int64)
        works = works_before(net.clock, calendars, np.full(len(calendars), moment, dtype=np.int64))
        ends = moments_of(net.clock, calendars, works, False) <= moment
        exact = furthest(net, net.duration, np.stack([works, ends], axis=1), self._counts, self._scratch, bound)
        return Limits(moment, bound, exact)


def _three(rows: Long) -> tuple[Long, Long, Long]:
    return rows[0], rows[1], rows[2]


def _taken(dates: Dates, nodes: Long | slice) -> Dates:
    """A copy of some nodes' dates."""
    start, finish, side = dates
    return start[nodes].copy(), finish[nodes].copy(), side[nodes].copy()


def _beyond(crossing: Crossing, ends: Long, limits: Limits) -> Flags:
    """Places without which the finish is later than a limit (or may be, where the limits aren't exact)."""
    later = crossing.placing > limits.bound[crossing.node]
    passed = np.zeros(len(ends) + 1, dtype=np.int64)
    np.add.at(passed, crossing.since[later], 1)
    np.add.at(passed, crossing.until[later], -1)
    found: Flags = (np.cumsum(passed[:-1]) > 0) | (ends > limits.moment)
    return found


def _only(crossing: Crossing, ends: Long, chosen: Flags, limits: Limits) -> tuple[Crossing, Long]:
    """What matters beyond a limit to chosen places alone."""
    place = np.concatenate([[0], np.cumsum(chosen)]).astype(np.int64)
    moved = crossing._replace(since=place[crossing.since], until=place[crossing.until])
    matters = (moved.until > moved.since) & (moved.placing > limits.bound[moved.node])
    return Crossing(*(values[matters] for values in moved)), ends[chosen]


def _requests(capacity: int, nodes: int) -> kernel.Requests:
    slots = 1 << capacity.bit_length()
    node, earlier, first, after, child = (np.empty(capacity, dtype=np.int32) for _ in range(5))
    return kernel.Requests(
        node=node,
        placing=np.empty(capacity, dtype=np.int64),
        earlier=earlier,
        first=first,
        after=after,
        child=child,
        slot=np.full(slots, -1, dtype=np.int32),
        latest=np.full(nodes, -1, dtype=np.int32),
    )
