"""Samples of futures side by side; bit by bit those that ``futures.kernel`` draws one by one."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.futures.kernel import (
    CENTRAL,
    central_quantile,
    normal_quantile,
    normal_share,
    stream_of,
    triangular,
    uniform,
    whole_minutes,
)
from rechterhand.engine.lanes.width import LANES
from rechterhand.engine.network.uncounted import uncounted

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


@uncounted
def shared_lanes(spread: SpreadArrays, seed: np.uint64, first: int, shared: Real) -> None:
    """What the shared driver adds to each normal score in the futures from ``first`` on; ``(LANES,)``."""
    state = stream_of(seed, np.uint64(DRIVER), spread.driver)
    weight = math.sqrt(spread.correlation)
    for lane in range(LANES):
        shared[lane] = weight * normal_quantile(uniform(state, first + lane))


@uncounted
def sample_lanes(
    spread: SpreadArrays, planned: int, node: int, drawn: tuple[np.uint64, int], rows: tuple[Real, Real, Real, Long]
) -> None:
    """Remaining durations of one node in some futures, whole minutes.

    ``drawn`` is the seed and the first of the futures. ``rows`` are ``(LANES,)`` each: what the shared driver adds,
    room for shares and scores, and the durations to fill.
    """
    seed, first = drawn
    shared, share, score, duration = rows
    if spread.certain[node]:
        value = whole_minutes(float(planned), spread.most[node])
        for lane in range(LANES):
            duration[lane] = value
        return
    state = stream_of(seed, np.uint64(DURATION), spread.key[node])
    for lane in range(LANES):
        share[lane] = uniform(state, first + lane)
    if spread.correlation > 0.0:
        rest = math.sqrt(1.0 - spread.correlation)
        _together(shared, rest, share, score)
    low, likely, high, most = spread.low[node], spread.likely[node], spread.high[node], spread.most[node]
    for lane in range(LANES):
        duration[lane] = whole_minutes(triangular(share[lane], low, likely, high), most)


@uncounted
def _together(shared: Real, rest: float, share: Real, score: Real) -> None:
    """Turn independent shares into those that move with the shared driver; ``score`` is overwritten."""
    for lane in range(LANES):
        score[lane] = central_quantile(share[lane])
    for lane in range(LANES):
        if abs(share[lane] - 0.5) > CENTRAL:
            score[lane] = normal_quantile(share[lane])
    for lane in range(LANES):
        share[lane] = normal_share(shared[lane] + rest * score[lane])


@njit(cache=True, nogil=True)
def samples_of(spread: SpreadArrays, planned: Long, seed: np.uint64, node: int, out: Long) -> None:
    """All samples of one node's duration: the same numbers that the futures used."""
    shared, share, score, drawn = np.empty(LANES), np.empty(LANES), np.empty(LANES), np.empty(LANES, np.int64)
    for first in range(0, out.shape[0], LANES):
        if spread.correlation > 0.0:
            shared_lanes(spread, seed, first, shared)
        sample_lanes(spread, planned[node], node, (seed, first), (shared, share, score, drawn))
        for lane in range(min(LANES, out.shape[0] - first)):
            out[first + lane] = drawn[lane]
