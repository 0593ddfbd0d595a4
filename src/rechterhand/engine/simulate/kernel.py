"""Futures of a compiled plan: sampled durations, the forward pass, the longest path of each."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.futures.kernel import normal_quantile, normal_share, stream_of, triangular, uniform
from rechterhand.engine.network.arrays import FS, SS, NetworkArrays
from rechterhand.engine.network.kernel import as_finish, as_start
from rechterhand.engine.schedule.kernel import forward, forward_through

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

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
    shared = 0.0
    weight = math.sqrt(spread.correlation)
    rest = math.sqrt(1.0 - spread.correlation)
    if spread.correlation > 0.0:
        shared = normal_quantile(uniform(stream_of(seed, np.uint64(DRIVER), spread.driver), iteration))
    for node in range(planned.shape[0]):
        if spread.certain[node]:
            value = float(planned[node])
        else:
            share = uniform(stream_of(seed, np.uint64(DURATION), spread.key[node]), iteration)
            if spread.correlation > 0.0:
                share = normal_share(weight * shared + rest * normal_quantile(share))
            value = triangular(share, spread.low[node], spread.likely[node], spread.high[node])
        if value > spread.most[node]:
            value = spread.most[node]
        duration[node] = max(np.int64(0), np.int64(math.floor(value + 0.5)))


@njit(cache=True, nogil=True)
def last_finish(net: NetworkArrays, ends: Long, finish: Long, side: npt.NDArray[np.int8]) -> int:
    """The latest moment at which one of the end nodes finishes."""
    latest = np.iinfo(np.int64).min
    for place in range(ends.shape[0]):
        node = ends[place]
        calendar = net.calendar[node]
        moment = (
            as_finish(net.clock, calendar, finish[node]) if side[node] else as_start(net.clock, calendar, finish[node])
        )
        latest = max(latest, moment)
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
    side = np.empty(count, np.int8)
    for iteration in range(span[0], span[1]):
        sample(spread, net.duration, seed, iteration, duration)
        forward(net, duration, start, finish, side)
        latest = last_finish(net, ends, finish, side)
        finishes[iteration] = latest
        marks = on_path[iteration]
        for place in range(ends.shape[0]):
            node = ends[place]
            calendar = net.calendar[node]
            moment = (
                as_finish(net.clock, calendar, finish[node])
                if side[node]
                else as_start(net.clock, calendar, finish[node])
            )
            if moment == latest:
                marks[node] = 1
        for node in range(count - 1, -1, -1):
            node_finishes[iteration, node] = finish[node]
            if marks[node]:
                for link in range(net.head[node], net.head[node + 1]):
                    before = net.into[link]
                    anchor = forward_through(net, link, start[before], finish[before], side[before])
                    by_start = net.kind[link] == FS or net.kind[link] == SS
                    if anchor == (start[node] if by_start else finish[node]):
                        marks[before] = 1


@njit(cache=True, nogil=True)
def samples_of(spread: SpreadArrays, planned: Long, seed: np.uint64, node: int, out: Real) -> None:
    """All samples of one node's duration: the same numbers that the futures used."""
    weight = math.sqrt(spread.correlation)
    rest = math.sqrt(1.0 - spread.correlation)
    own = stream_of(seed, np.uint64(DURATION), spread.key[node])
    driver = stream_of(seed, np.uint64(DRIVER), spread.driver)
    for iteration in range(out.shape[0]):
        share = uniform(own, iteration)
        if spread.correlation > 0.0:
            shared = normal_quantile(uniform(driver, iteration))
            share = normal_share(weight * shared + rest * normal_quantile(share))
        value = min(triangular(share, spread.low[node], spread.likely[node], spread.high[node]), spread.most[node])
        out[iteration] = max(0.0, math.floor(value + 0.5))
