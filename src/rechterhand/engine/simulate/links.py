"""What links do in the futures: how late each would let its successor begin, and which hold it on the longest path."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.futures.draws import SpreadArrays
from rechterhand.engine.futures.lanes import common_for
from rechterhand.engine.futures.spread import Spreads
from rechterhand.engine.lanes.across import lag_of
from rechterhand.engine.lanes.bent import Dates
from rechterhand.engine.lanes.dates import last_finishes
from rechterhand.engine.lanes.path import Marks, mark_paths
from rechterhand.engine.lanes.width import LANES, Long
from rechterhand.engine.network.arrays import FF, NO_LINK, PLAIN, Network, NetworkArrays
from rechterhand.engine.network.kernel import moments_of, work_before
from rechterhand.engine.network.uncounted import uncounted
from rechterhand.engine.schedule.kernel import shifted
from rechterhand.engine.simulate.kernel import dates_for, draw
from rechterhand.engine.simulate.run import end_nodes

Real = npt.NDArray[np.float64]

FUTURES = 640
"""Most futures that are looked at: means of links and nodes need no more."""


@dataclass(frozen=True)
class Flow:
    """Means over the first futures.

    ``latest``: ``(links,)`` the start (w of the successor) that each link asks for on average. ``holds``: ``(links,)``
    share of futures in which it holds its successor on a longest path. Both are 0 for a link that never holds.
    ``starts`` and ``finishes``: ``(nodes,)`` moments (minutes since 1970) of the mean start and finish (w).
    """

    latest: Real
    holds: Real
    starts: Long
    finishes: Long


def flow_of(network: Network, spreads: Spreads, seed: int, iterations: int) -> Flow:
    """Watch links and nodes in the first futures of a plan."""
    net, count = network.arrays, max(1, min(iterations, FUTURES))
    asked, held = np.zeros(len(net.into), dtype=np.int64), np.zeros(len(net.into), dtype=np.int64)
    starts, finishes = np.zeros(len(network), dtype=np.int64), np.zeros(len(network), dtype=np.int64)
    if len(network):
        ends, sums = end_nodes(network), (asked, held, starts, finishes)
        _watch(net, spreads.arrays, ends, (np.uint64(seed), count), sums)
    return Flow(
        latest=asked / count,
        holds=held / count,
        starts=moments_of(net.clock, net.calendar, starts // count, False),
        finishes=moments_of(net.clock, net.calendar, finishes // count, True),
    )


@njit(cache=True, nogil=True)
def _watch(
    net: NetworkArrays,
    spread: SpreadArrays,
    ends: Long,
    futures: tuple[np.uint64, int],
    sums: tuple[Long, Long, Long, Long],
) -> None:
    """Add up the starts that links ask for, how often they hold, and the starts and finishes of nodes (w).

    ``futures`` are their seed and number.
    """
    seed, number = futures
    count = net.duration.shape[0]
    common = common_for(spread)
    dates = dates_for(count, spread, common)
    last, latest = np.empty(LANES, np.int64), np.empty(LANES, np.int64)
    marks = np.empty((count, LANES), np.uint8)
    for first in range(0, number, LANES):
        draw(net, spread, (seed, first), common, dates)
        last_finishes(net, ends, dates, last, latest)
        marks[:] = 0
        mark_paths(net, ends, (latest, last), dates, marks)
        _add(net, min(LANES, number - first), dates, marks, sums)


@uncounted
def _add(
    net: NetworkArrays,
    lanes: int,
    dates: Dates,
    marks: Marks,
    sums: tuple[Long, Long, Long, Long],
) -> None:
    """Add what links and nodes do in the first lanes."""
    asked, held, begun, done = sums
    starts, finishes, sides, _ = dates
    for node in range(marks.shape[0]):
        start, finish, mark, own = starts[node], finishes[node], marks[node], net.calendar[node]
        for lane in range(lanes):
            begun[node] += start[lane]
            done[node] += finish[lane]
        for link in range(net.head[node], net.head[node + 1]):
            before, kind, lag = net.into[link], net.kind[link], (net.lag[link], net.lag_calendar[link])
            if lag[0] == NO_LINK:
                continue
            anchor, side = starts[before] if kind & 1 else finishes[before], sides[before]
            for lane in range(lanes):
                lag = (lag_of(net, link, finishes[before, lane] - starts[before, lane]), lag[1])
                if lag[1] == PLAIN:
                    asks = anchor[lane] + lag[0]
                else:
                    by_finish = (1 - (kind & 1)) & side[lane]
                    moment = shifted(net.clock, net.calendar[before], anchor[lane], lag, by_finish)
                    asks = work_before(net.clock, own, moment)
                if kind >= FF:
                    asks -= finish[lane] - start[lane]
                asked[link] += asks
                held[link] += mark[lane] != 0 and asks >= start[lane]
