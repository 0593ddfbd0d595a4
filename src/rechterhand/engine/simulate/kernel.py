"""Futures of a compiled plan: sampled durations, the forward pass, the longest path of each."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.futures.kernel import normal_quantile, normal_share, stream_of, triangular, uniform
from rechterhand.engine.network.arrays import NONE, SS, NetworkArrays
from rechterhand.engine.network.kernel import work_before
from rechterhand.engine.network.uncounted import uncounted
from rechterhand.engine.ripple.kernel import restore, ripple
from rechterhand.engine.schedule.kernel import at_moment, forward

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]
Sides = npt.NDArray[np.int8]

DURATION = 1
DRIVER = 2


class SpreadArrays(NamedTuple):
    """``Spreads`` as the kernels take them."""

    low: Real
    likely: Real
    high: Real
    most: Real
    key: npt.NDArray[np.uint64]
    certain: npt.NDArray[np.bool_]
    driver: np.uint64
    correlation: float


@njit(cache=True, nogil=True)
def sample(spread: SpreadArrays, planned: Long, seed: np.uint64, iteration: int, duration: Long) -> None:
    """Remaining durations of all nodes in one future, whole minutes."""
    low, likely, high, most = spread.low, spread.likely, spread.high, spread.most
    keys, certain, correlation = spread.key, spread.certain, spread.correlation
    shared = 0.0
    weight, rest = math.sqrt(correlation), math.sqrt(1.0 - correlation)
    if correlation > 0.0:
        shared = weight * normal_quantile(uniform(stream_of(seed, np.uint64(DRIVER), spread.driver), iteration))
    for node in range(planned.shape[0]):
        if certain[node]:
            value = float(planned[node])
        else:
            share = uniform(stream_of(seed, np.uint64(DURATION), keys[node]), iteration)
            if correlation > 0.0:
                share = normal_share(shared + rest * normal_quantile(share))
            value = triangular(share, low[node], likely[node], high[node])
        duration[node] = max(0, math.floor(min(value, most[node]) + 0.5))


@njit(cache=True, nogil=True)
def sample_of(spread: SpreadArrays, seed: np.uint64, node: int, iteration: int) -> int:
    """The sample of one uncertain node in one future, as ``sample`` draws it."""
    share = uniform(stream_of(seed, np.uint64(DURATION), spread.key[node]), iteration)
    if spread.correlation > 0.0:
        shared = normal_quantile(uniform(stream_of(seed, np.uint64(DRIVER), spread.driver), iteration))
        weight, rest = math.sqrt(spread.correlation), math.sqrt(1.0 - spread.correlation)
        share = normal_share(weight * shared + rest * normal_quantile(share))
    value = triangular(share, spread.low[node], spread.likely[node], spread.high[node])
    return max(0, math.floor(min(value, spread.most[node]) + 0.5))


@uncounted
def last_finish(net: NetworkArrays, ends: Long, finish: Long, side: Sides) -> int:
    """The latest moment at which one of the end nodes finishes; ``ends`` lie together by calendar.

    On one calendar more work done is never earlier, and at a pause the side after it is the later one: so only one
    moment a calendar is looked up.
    """
    clock, calendar = net.clock, net.calendar
    latest = NONE
    place = 0
    while place < ends.shape[0]:
        own = calendar[ends[place]]
        last, after = finish[ends[place]], side[ends[place]]
        place += 1
        while place < ends.shape[0] and calendar[ends[place]] == own:
            node = ends[place]
            if finish[node] > last or (finish[node] == last and side[node] < after):
                last, after = finish[node], side[node]
            place += 1
        latest = max(latest, at_moment(clock, own, last, after))
    return latest


@njit(cache=True, nogil=True)
def futures(
    net: NetworkArrays, spread: SpreadArrays, ends: Long, seed: np.uint64, span: tuple[int, int], finishes: Long
) -> None:
    """Finish of the futures from ``span[0]`` up to ``span[1]``; fills ``finishes`` at those places."""
    count = net.duration.shape[0]
    duration, start, finish = np.empty(count, np.int64), np.empty(count, np.int64), np.empty(count, np.int64)
    side = np.empty(count, np.int8)
    for iteration in range(span[0], span[1]):
        sample(spread, net.duration, seed, iteration, duration)
        forward(net, duration, start, finish, side)
        finishes[iteration] = last_finish(net, ends, finish, side)


@njit(cache=True, nogil=True)
def futures_in_full(
    net: NetworkArrays,
    spread: SpreadArrays,
    ends: Long,
    seed: np.uint64,
    span: tuple[int, int],
    finishes: Long,
    node_finishes: npt.NDArray[np.int32],
    on_path: npt.NDArray[np.uint8],
) -> None:
    """As ``futures``, keeping for each node its finish (w) and whether it lies on the longest path: ``(iterations,
    nodes)``.
    """
    count = net.duration.shape[0]
    duration, start, finish = np.empty(count, np.int64), np.empty(count, np.int64), np.empty(count, np.int64)
    side, reached = np.empty(count, np.int8), np.empty(net.into.shape[0], np.int64)
    for iteration in range(span[0], span[1]):
        sample(spread, net.duration, seed, iteration, duration)
        forward(net, duration, start, finish, side, reached)
        latest = last_finish(net, ends, finish, side)
        finishes[iteration] = latest
        node_finishes[iteration] = finish
        mark_path(net, ends, latest, (start, finish, side), reached, on_path[iteration])


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
    duration = np.empty(count, np.int64)
    dates = (np.empty(count, np.int64), np.empty(count, np.int64), np.empty(count, np.int8))
    was = (np.empty(count, np.int64), np.empty(count, np.int64), np.empty(count, np.int8))
    touched = np.empty(count, np.int64)
    waiting = np.zeros((count >> 6) + 1, dtype=np.uint64)
    for iteration in range(span[0], span[1]):
        sample(unknown, net.duration, seed, iteration, duration)
        forward(net, duration, dates[0], dates[1], dates[2])
        finishes[0, iteration] = last_finish(net, ends, dates[1], dates[2])
        for place in range(nodes.shape[0]):
            node = nodes[place]
            drawn = duration[node]
            duration[node] = sample_of(known, seed, node, iteration)
            waiting[node >> 6] |= np.uint64(1) << (np.uint64(node) & np.uint64(63))
            number = ripple(net, duration, dates, waiting, node, touched, was)
            finishes[place + 1, iteration] = last_finish(net, ends, dates[1], dates[2])
            restore(touched, was, number, dates)
            duration[node] = drawn


@uncounted
def mark_path(
    net: NetworkArrays,
    ends: Long,
    latest: int,
    dates: tuple[Long, Long, Sides],
    reached: Long,
    marks: npt.NDArray[np.uint8],
) -> None:
    """Mark the nodes on a longest path to an end node that finishes at a moment; ``marks`` comes in empty.

    ``dates`` and ``reached`` are the forward pass's.
    """
    start, finish, side = dates
    clock, calendar, head, into, kinds = net.clock, net.calendar, net.head, net.into, net.kind
    floor, finish_floor = net.floor, net.finish_floor
    own, least = -1, NONE
    for place in range(ends.shape[0]):
        node = ends[place]
        if calendar[node] != own:
            own = calendar[node]
            least = work_before(clock, own, latest)
        if finish[node] >= least and at_moment(clock, own, finish[node], side[node]) == latest:
            marks[node] = 1
    for node in range(start.shape[0] - 1, -1, -1):
        if marks[node]:
            low = max(floor[node], finish_floor[node] - finish[node] + start[node])
            for link in range(head[node], head[node + 1]):
                beyond = reached[link] - (start[node] if kinds[link] <= SS else finish[node])
                # beyond what a date allows: earlier it would make this node earlier than that date
                if beyond == 0 or (beyond > 0 and low < start[node]):
                    marks[into[link]] = 1


@njit(cache=True, nogil=True)
def samples_of(spread: SpreadArrays, planned: Long, seed: np.uint64, node: int, out: Real) -> None:
    """All samples of one node's duration: the same numbers that the futures used."""
    for iteration in range(out.shape[0]):
        out[iteration] = sample_of(spread, seed, node, iteration)
