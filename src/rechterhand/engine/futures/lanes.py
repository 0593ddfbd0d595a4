"""Samples of futures side by side; bit by bit those that ``futures.kernel`` draws one by one."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.futures.kernel import (
    CENTRAL,
    along,
    central_quantile,
    normal_quantile,
    normal_share,
    step_of,
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

TRIANGLE, LINE, CURVE, STEPS = range(4)
"""How a node's value comes from its share or normal score."""


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
    form: npt.NDArray[np.int8]
    place: npt.NDArray[np.int32]
    curves: Real
    steps: Long
    upto: Real
    value: Real


@uncounted
def shared_lanes(spread: SpreadArrays, seed: np.uint64, first: int, shared: Real) -> None:
    """What the shared driver adds to each normal score in the futures from ``first`` on; ``(LANES,)``."""
    state = stream_of(seed, np.uint64(DRIVER), spread.driver)
    weight = math.sqrt(spread.correlation)
    for lane in range(LANES):
        shared[lane] = weight * normal_quantile(uniform(state, first + lane))


@uncounted
def sample_lanes(
    spread: SpreadArrays, node: int, drawn: tuple[np.uint64, int], rows: tuple[Real, Real, Real, Long]
) -> None:
    """Remaining durations of one node in some futures, whole minutes.

    ``drawn`` is the seed and the first of the futures. ``rows`` are ``(LANES,)`` each: what the shared driver adds,
    room for shares and scores, and the durations to fill.
    """
    seed, first = drawn
    shared, share, score, duration = rows
    if spread.certain[node]:
        value = whole_minutes(spread.low[node], spread.most[node])
        for lane in range(LANES):
            duration[lane] = value
        return
    state = stream_of(seed, np.uint64(DURATION), spread.key[node])
    form, together = spread.form[node], spread.correlation > 0.0
    for lane in range(LANES):
        share[lane] = uniform(state, first + lane)
    if together or form == CURVE:
        _scores(share, score)
    if together:
        rest = math.sqrt(1.0 - spread.correlation)
        for lane in range(LANES):
            score[lane] = shared[lane] + rest * score[lane]
    if together and form != CURVE:
        for lane in range(LANES):
            share[lane] = normal_share(score[lane])
    _values(spread, node, share, score)
    most = spread.most[node]
    for lane in range(LANES):
        duration[lane] = whole_minutes(share[lane], most)


@uncounted
def _scores(share: Real, score: Real) -> None:
    """Normal scores of shares."""
    for lane in range(LANES):
        score[lane] = central_quantile(share[lane])
    for lane in range(LANES):
        if abs(share[lane] - 0.5) > CENTRAL:
            score[lane] = normal_quantile(share[lane])


@uncounted
def _values(spread: SpreadArrays, node: int, share: Real, score: Real) -> None:
    """Put minutes in the place of shares, or of scores where the node has a curve."""
    form = spread.form[node]
    low, likely, high = spread.low[node], spread.likely[node], spread.high[node]
    if form == TRIANGLE:
        for lane in range(LANES):
            share[lane] = triangular(share[lane], low, likely, high)
    elif form == LINE:
        for lane in range(LANES):
            share[lane] = low + share[lane] * (high - low)
    elif form == CURVE:
        curve = spread.curves[spread.place[node]]
        for lane in range(LANES):
            share[lane] = low + (high - low) * along(curve, score[lane])
    else:
        begin, end = spread.steps[spread.place[node]], spread.steps[spread.place[node] + 1]
        for lane in range(LANES):
            share[lane] = low * step_of(spread.upto[begin:end], spread.value[begin:end], share[lane])


@njit(cache=True, nogil=True)
def samples_of(spread: SpreadArrays, seed: np.uint64, node: int, out: Long) -> None:
    """All samples of one node's duration: the same numbers that the futures used."""
    shared, share, score, drawn = np.empty(LANES), np.empty(LANES), np.empty(LANES), np.empty(LANES, np.int64)
    for first in range(0, out.shape[0], LANES):
        if spread.correlation > 0.0:
            shared_lanes(spread, seed, first, shared)
        sample_lanes(spread, node, (seed, first), (shared, share, score, drawn))
        for lane in range(min(LANES, out.shape[0] - first)):
            out[first + lane] = drawn[lane]
