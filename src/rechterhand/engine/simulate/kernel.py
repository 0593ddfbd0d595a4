"""Futures of a compiled plan: sampled durations, the forward pass, the longest path of each."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.futures.draws import Real, SpreadArrays
from rechterhand.engine.futures.lanes import (
    Common,
    Drawn,
    common_for,
    common_lanes,
    sample_here,
    sample_lanes,
    sample_nodes,
)
from rechterhand.engine.lanes.bent import Dates, Turns
from rechterhand.engine.lanes.dates import forward_lanes, last_finishes, settle, settle_here
from rechterhand.engine.lanes.path import mark_paths
from rechterhand.engine.lanes.width import LANES, Lanes, Long
from rechterhand.engine.network.arrays import NetworkArrays
from rechterhand.engine.network.uncounted import uncounted
from rechterhand.engine.ripple.kernel import restore, ripple, wait

Nailed = tuple[NetworkArrays, Long, npt.NDArray[np.int32]]
"""Nodes that a date of their own may hold back, with a network in which none does; ``(nodes, iterations)`` when each
would finish without (w), all else as it is.
"""
Points = tuple[Long, npt.NDArray[np.uint8]]
"""Nodes that are a moment, and ``(points, iterations)`` whether each stands at the start of work after a pause."""


@njit(cache=True, nogil=True)
def dates_for(count: int, spread: SpreadArrays, common: Common) -> Dates:
    """Room for start, finish and side of so many nodes, and for what bends their work in the futures of ``common``."""
    bends = spread.bends
    length = np.empty((bends.on.shape[0], LANES), np.int64)
    turns = Turns(bends.place, bends.on, bends.limit, bends.done, bends.hit, length, common[2], common[3], common[4])
    return (
        np.empty((count, LANES), np.int64),
        np.empty((count, LANES), np.int64),
        np.empty((count, LANES), np.int8),
        turns,
    )


@njit(cache=True, nogil=True)
def sample(spread: SpreadArrays, seed: np.uint64, first: int, common: Common, duration: Lanes) -> None:
    """Remaining durations of all nodes in the futures from ``first`` on, whole minutes; ``(nodes, LANES)``."""
    rows = np.empty(LANES), np.empty(LANES)
    common_lanes(spread, (seed, first), common, rows)
    sample_nodes(spread, (seed, first), common, rows, duration)


@njit(cache=True, nogil=True)
def draw(net: NetworkArrays, spread: SpreadArrays, drawn: Drawn, common: Common, dates: Dates) -> None:
    """The dates of some futures; durations aren't kept, each node is drawn just before it is settled."""
    share, score, duration = np.empty(LANES), np.empty(LANES), np.empty(LANES, np.int64)
    common_lanes(spread, drawn, common, (share, score))
    _draw_nodes(net, spread, drawn, common, (share, score, duration), dates)


@uncounted
def _draw_nodes(
    net: NetworkArrays,
    spread: SpreadArrays,
    drawn: Drawn,
    common: Common,
    rows: tuple[Real, Real, Long],
    dates: Dates,
) -> None:
    for node in range(net.duration.shape[0]):
        sample_here(spread, (node, spread.most[node]), drawn, common, rows)
        settle_here(net, node, rows[2], dates)


@njit(cache=True, nogil=True)
def futures(
    net: NetworkArrays, spread: SpreadArrays, ends: Long, seed: np.uint64, span: tuple[int, int], finishes: Long
) -> None:
    """Finish of the futures from ``span[0]`` up to ``span[1]``; fills ``finishes`` at those places."""
    common = common_for(spread)
    dates = dates_for(net.duration.shape[0], spread, common)
    last, latest = np.empty(LANES, np.int64), np.empty(LANES, np.int64)
    for first in range(span[0], span[1], LANES):
        draw(net, spread, (seed, first), common, dates)
        last_finishes(net, ends, dates, last, latest)
        for lane in range(min(LANES, span[1] - first)):
            finishes[first + lane] = latest[lane]


@njit(cache=True, nogil=True)
def futures_in_full(
    net: NetworkArrays,
    spread: SpreadArrays,
    ends: Long,
    seed: np.uint64,
    span: tuple[int, int, int],
    kept: tuple[Long, npt.NDArray[np.int32], npt.NDArray[np.uint8]],
    nailed: Nailed,
    points: Points,
) -> None:
    """As ``futures``, keeping with the finishes those of each node (w) and whether it lies on the longest path:
    ``(nodes, iterations)``; of ``points`` also whether they stand after a pause. The third of ``span`` is the future
    that stands at the first place.
    """
    finishes, node_finishes, on_path = kept
    count, base = net.duration.shape[0], span[2]
    common = common_for(spread)
    dates = dates_for(count, spread, common)
    last, latest = np.empty(LANES, np.int64), np.empty(LANES, np.int64)
    marks = np.empty((count, LANES), np.uint8)
    for first in range(span[0], span[1], LANES):
        draw(net, spread, (seed, first), common, dates)
        last_finishes(net, ends, dates, last, latest)
        marks[:] = 0
        mark_paths(net, ends, (latest, last), dates, marks)
        lanes = min(LANES, span[1] - first)
        for lane in range(lanes):
            finishes[first - base + lane] = latest[lane]
        for node in range(count):
            for lane in range(lanes):
                node_finishes[node, first - base + lane] = dates[1][node, lane]
                on_path[node, first - base + lane] = marks[node, lane]
        for place in range(points[0].shape[0]):
            for lane in range(lanes):
                points[1][place, first - base + lane] = dates[2][points[0][place], lane] == 0
        if nailed[1].shape[0] > 0:
            _without_own_date(nailed, spread, (seed, first), common, dates, (first - base, lanes))


@njit(cache=True, nogil=True)
def _without_own_date(
    nailed: Nailed,
    spread: SpreadArrays,
    drawn: Drawn,
    common: Common,
    dates: Dates,
    places: tuple[int, int],
) -> None:
    """Settle single nodes again in a network without their own dates; the dates themselves stay as they are."""
    net, nodes, own_finishes = nailed
    begin, lanes = places
    starts, finishes, sides, _ = dates
    share, score, duration = np.empty(LANES), np.empty(LANES), np.empty(LANES, np.int64)
    common_lanes(spread, drawn, common, (share, score))
    for place in range(nodes.shape[0]):
        node = nodes[place]
        start, finish, side = starts[node].copy(), finishes[node].copy(), sides[node].copy()
        sample_lanes(spread, node, drawn, common, (share, score, duration))
        settle(net, node, duration, dates)
        for lane in range(lanes):
            own_finishes[place, begin + lane] = finishes[node, lane]
        starts[node], finishes[node], sides[node] = start, finish, side


@njit(cache=True, nogil=True)
def futures_with_one_known(
    net: NetworkArrays,
    spreads: tuple[SpreadArrays, SpreadArrays],
    ends: Long,
    seed: np.uint64,
    span: tuple[int, int],
    nodes: Long,
    finishes: Long,
) -> None:
    """Finish of futures under the first spreads, and with each of some nodes under the second ones instead.

    Fills ``finishes``, ``(nodes + 1, iterations)``: in its first row all are drawn by the first spreads.
    """
    unknown, known = spreads
    count = net.duration.shape[0]
    duration, drawn = np.empty((count, LANES), np.int64), np.empty(LANES, np.int64)
    common, share, score = common_for(unknown), np.empty(LANES), np.empty(LANES)
    dates, was = dates_for(count, unknown, common), dates_for(count, unknown, common)
    waiting, touched = np.zeros((count >> 6) + 1, dtype=np.uint64), np.empty(count, np.int64)
    last, latest = np.empty(LANES, np.int64), np.empty(LANES, np.int64)
    for first in range(span[0], span[1], LANES):
        lanes = min(LANES, span[1] - first)
        sample(unknown, seed, first, common, duration)
        forward_lanes(net, duration, dates)
        last_finishes(net, ends, dates, last, latest)
        finishes[0, first : first + lanes] = latest[:lanes]
        common_lanes(known, (seed, first), common, (share, score))
        for place in range(nodes.shape[0]):
            node = nodes[place]
            drawn[:] = duration[node]
            sample_lanes(known, node, (seed, first), common, (share, score, duration[node]))
            wait(waiting, node)
            number = ripple(net, duration, dates, waiting, node, touched, was)
            last_finishes(net, ends, dates, last, latest)
            finishes[place + 1, first : first + lanes] = latest[:lanes]
            restore(touched, was, number, dates)
            duration[node] = drawn
