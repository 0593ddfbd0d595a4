"""What links do in the futures: how late each would let its successor begin, and which hold it on the longest path."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.futures.draws import SpreadArrays
from rechterhand.engine.futures.spread import Spreads
from rechterhand.engine.lanes.dates import last_finishes
from rechterhand.engine.lanes.path import mark_paths
from rechterhand.engine.lanes.width import LANES
from rechterhand.engine.network.arrays import FF, NO_LINK, PLAIN, Network, NetworkArrays
from rechterhand.engine.network.kernel import work_before
from rechterhand.engine.schedule.kernel import at_moment, shifted
from rechterhand.engine.simulate.kernel import common_for, dates_for, draw
from rechterhand.engine.simulate.run import end_nodes

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

FUTURES = 640
"""Most futures that are looked at: means of links and nodes need no more."""


@dataclass(frozen=True)
class Flow:
    """Means over the first futures.

    ``latest``: ``(links,)`` the start (w of the successor) that each link asks for on average. ``holds``: ``(links,)``
    share of futures in which it holds its successor on a longest path. Both are 0 for a link that never holds.
    ``starts`` and ``finishes``: ``(nodes,)`` mean moments, minutes since 1970.
    """

    latest: Real
    holds: Real
    starts: Real
    finishes: Real


def flow_of(network: Network, spreads: Spreads, seed: int, iterations: int) -> Flow:
    """Watch links and nodes in the first futures of a plan."""
    links, nodes, count = len(network.arrays.into), len(network), max(1, min(iterations, FUTURES))
    asked, held = np.zeros(links, dtype=np.int64), np.zeros(links, dtype=np.int64)
    starts, finishes = np.zeros(nodes, dtype=np.int64), np.zeros(nodes, dtype=np.int64)
    if nodes:
        ends, sums = end_nodes(network), (asked, held, starts, finishes)
        _watch(network.arrays, spreads.arrays, ends, (np.uint64(seed), count), sums)
    return Flow(asked / count, held / count, starts / count, finishes / count)


@njit(cache=True, nogil=True)
def _watch(
    net: NetworkArrays,
    spread: SpreadArrays,
    ends: Long,
    futures: tuple[np.uint64, int],
    sums: tuple[Long, Long, Long, Long],
) -> None:
    """Add up the starts that links ask for, how often they hold, and the moments at which nodes start and finish.

    ``futures`` are their seed and number.
    """
    seed, number = futures
    asked, held, begun, done = sums
    count = net.duration.shape[0]
    dates, common = dates_for(count), common_for(spread)
    starts, finishes, sides = dates
    last, latest = np.empty(LANES, np.int64), np.empty(LANES, np.int64)
    marks = np.empty((count, LANES), np.uint8)
    for first in range(0, number, LANES):
        draw(net, spread, (seed, first), common, dates)
        last_finishes(net, ends, dates, last, latest)
        marks[:] = 0
        mark_paths(net, ends, (latest, last), dates, marks)
        for lane in range(min(LANES, number - first)):
            for node in range(count):
                own, start, finish = net.calendar[node], starts[node, lane], finishes[node, lane]
                begun[node] += at_moment(net.clock, own, start, 0)
                done[node] += at_moment(net.clock, own, finish, sides[node, lane])
                for link in range(net.head[node], net.head[node + 1]):
                    if net.lag[link] == NO_LINK:
                        continue
                    before, kind = net.into[link], net.kind[link]
                    asks = starts[before, lane] if kind & 1 else finishes[before, lane]
                    if net.lag_calendar[link] == PLAIN:
                        asks += net.lag[link]
                    else:
                        lag = (net.lag[link], net.lag_calendar[link])
                        side = (1 - (kind & 1)) & sides[before, lane]
                        asks = work_before(net.clock, own, shifted(net.clock, net.calendar[before], asks, lag, side))
                    if kind >= FF:
                        asks -= finish - start
                    asked[link] += asks
                    held[link] += marks[node, lane] != 0 and asks >= start
