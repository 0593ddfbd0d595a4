"""Conditional branches and lost days, by activity, as the kernels take them by node."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.bends import ALWAYS, IN_TIME, LATE, MOST
from rechterhand.engine.futures.conditional import ConditionalBranch
from rechterhand.engine.futures.draws import BendArrays, Draws, Outages
from rechterhand.engine.futures.lost_days import LostDays
from rechterhand.engine.network.arrays import FREE, Network
from rechterhand.engine.network.kernel import work_before
from rechterhand.engine.schedule.result import to_minute

Long = npt.NDArray[np.int64]


def bends_of(
    network: Network, branches: Sequence[ConditionalBranch], periods: Sequence[LostDays], days: Draws
) -> BendArrays:
    """The bent nodes of a plan.

    Parameters
    ----------
    network
        In the order that the branches need (``conditional.in_order``).
    branches, periods
        What bends its work.
    days
        How the minutes of each period are drawn.

    Raises
    ------
    ValueError
        A node comes before the one on whose finish it hangs, or there are too many periods.
    """
    if len(periods) > MOST:
        raise ValueError(f"a plan has at most {MOST} periods of lost days")
    nodes = {one.id: int(network.node[row]) for row, one in enumerate(network.plan.activities)}
    place = np.full(len(network), -1, dtype=np.int32)
    found = _Bent(network, place)
    for branch in branches:
        on = nodes.get(branch.activity_id, -1)
        for ids, done in ((branch.late, LATE), (branch.in_time, IN_TIME)):
            for node in found.open_nodes(nodes, ids):
                if on >= 0:
                    found.hang(node, on, branch, done)
    for number, period in enumerate(periods):
        for node in found.open_nodes(nodes, period.activity_ids):
            found.strike(node, number)
    return BendArrays(
        place=place,
        on=np.array(found.on, dtype=np.int64),
        limit=np.array(found.limit, dtype=np.int64),
        done=np.array(found.done, dtype=np.int8),
        hit=np.array(found.hit, dtype=np.uint64),
        outages=_outages(network, periods, days),
    )


class _Bent:
    """Bent nodes while they are collected."""

    def __init__(self, network: Network, place: npt.NDArray[np.int32]) -> None:
        self._network = network
        self._place = place
        self.on: list[int] = []
        self.limit: list[int] = []
        self.done: list[int] = []
        self.hit: list[int] = []

    def open_nodes(self, nodes: dict[int, int], ids: Sequence[int]) -> list[int]:
        """The nodes of activities that aren't finished."""
        named = sorted({nodes.get(key, -1) for key in ids} - {-1})
        return [node for node in named if not self._network.finished[node]]

    def hang(self, node: int, on: int, branch: ConditionalBranch, done: int) -> None:
        """Let a node hang on the finish of another; of finished work it is known whether it was late."""
        if on >= node:
            raise ValueError("work that hangs on other work comes after it: put the network in order")
        net, by = self._network.arrays, to_minute(branch.by)
        limit = work_before(net.clock, int(net.calendar[on]), by)
        if self._network.finished[on]:
            limit = -FREE if self._network.fixed_finish[on] > by else FREE
        place = self._bent(node)
        self.on[place], self.limit[place], self.done[place] = on, limit, done

    def strike(self, node: int, period: int) -> None:
        """Let a node lose days in a period."""
        self.hit[self._bent(node)] |= 1 << period

    def _bent(self, node: int) -> int:
        if self._place[node] < 0:
            self._place[node] = len(self.on)
            self.on.append(0)
            self.limit.append(0)
            self.done.append(ALWAYS)
            self.hit.append(0)
        return int(self._place[node])


def _outages(network: Network, periods: Sequence[LostDays], days: Draws) -> Outages:
    clock, calendar = network.arrays.clock, network.clock.position[network.plan.default_calendar_id]
    ends = [[work_before(clock, calendar, to_minute(one)) for one in (each.since, each.until)] for each in periods]
    spans = np.array(ends, dtype=np.int64).reshape(-1, 2)
    return Outages(
        days=days,
        chance=np.array([one.probability for one in periods], dtype=np.float64),
        since=np.ascontiguousarray(spans[:, 0]),
        until=np.ascontiguousarray(spans[:, 1]),
        day=np.full(len(periods), max(1, network.plan.options.minutes_per_day), dtype=np.int64),
        calendar=np.full(len(periods), calendar, dtype=np.int64),
        clock=clock,
    )
