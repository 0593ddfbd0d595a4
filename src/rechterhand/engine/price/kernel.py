"""The finish of each future under each change: only what a change reaches is computed again."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.futures.bends import turns_at_all
from rechterhand.engine.futures.draws import RiskArrays, SpreadArrays
from rechterhand.engine.futures.lanes import Common, Drawn, common_for, sample_held
from rechterhand.engine.lanes.dates import forward_lanes, last_finishes
from rechterhand.engine.lanes.path import Marks, mark_paths, marked
from rechterhand.engine.lanes.width import LANES, Lanes, Long
from rechterhand.engine.network.arrays import NetworkArrays
from rechterhand.engine.network.uncounted import uncounted
from rechterhand.engine.price.averting import avert, put_back, touches_path
from rechterhand.engine.ripple.kernel import Bits, restore, ripple, wait
from rechterhand.engine.simulate.kernel import dates_for, sample

Real = npt.NDArray[np.float64]


class ChangeArrays(NamedTuple):
    """Changes in compressed rows: change ``c`` has the entries from ``head[c]`` up to ``head[c + 1]`` of each group.

    ``always`` marks entries that may make something later: they are followed also off the longest path.
    """

    shorter: Long
    shorter_node: Long
    shorter_most: Real
    shorter_less: Real
    shorter_own: npt.NDArray[np.bool_]
    shorter_always: npt.NDArray[np.bool_]
    freed: Long
    freed_node: Long
    freed_bounds: Long
    freed_always: npt.NDArray[np.bool_]
    slack: Long
    slack_link: Long
    slack_lag: Long
    slack_calendar: Long
    slack_share: Real
    slack_always: npt.NDArray[np.bool_]
    averted: Long
    averted_risk: Long
    averted_left: RiskArrays
    averted_always: npt.NDArray[np.bool_]


@njit(cache=True, nogil=True, inline="always")
def relieved(duration: int, most: float, less: float) -> int:
    """A sample held down and made shorter, whole minutes."""
    return max(0, math.floor(min(float(duration), most) - less + 0.5))


@uncounted
def matters(net: NetworkArrays, changes: ChangeArrays, change: int, futures: tuple[RiskArrays, Lanes, Marks]) -> bool:
    """Whether a change can move the finish of any of these futures at all."""
    risks, duration, marks = futures
    for place in range(changes.averted[change], changes.averted[change + 1]):
        if changes.averted_always[place] or touches_path(risks, changes.averted_risk[place], marks):
            return True
    for place in range(changes.shorter[change], changes.shorter[change + 1]):
        node, always = changes.shorter_node[place], changes.shorter_always[place]
        most, less = changes.shorter_most[place], changes.shorter_less[place]
        apart = _apart(changes, place, risks)
        for lane in range(LANES):
            length = duration[node, lane]
            if (always or marks[node, lane]) and (apart or relieved(length, most, less) != length):
                return True
    for place in range(changes.freed[change], changes.freed[change + 1]):
        if changes.freed_always[place] or marked(marks[changes.freed_node[place]]):
            return True
    for place in range(changes.slack[change], changes.slack[change + 1]):
        if changes.slack_always[place] or marked(marks[net.to[changes.slack_link[place]]]):
            return True
    return False


@uncounted
def _apart(changes: ChangeArrays, place: int, risks: RiskArrays) -> bool:
    """Whether a node's own work is held apart from what risks bring."""
    node = changes.shorter_node[place]
    return bool(changes.shorter_own[place]) and bool(risks.head[node] < risks.head[node + 1])


@uncounted
def swap(net: NetworkArrays, changes: ChangeArrays, change: int) -> None:
    """Exchange the bounds and lags of a change with those of the network; twice puts them back."""
    for place in range(changes.freed[change], changes.freed[change + 1]):
        node, bounds = changes.freed_node[place], changes.freed_bounds[place]
        net.floor[node], bounds[0] = bounds[0], net.floor[node]
        net.cap[node], bounds[1] = bounds[1], net.cap[node]
        net.finish_floor[node], bounds[2] = bounds[2], net.finish_floor[node]
        net.finish_cap[node], bounds[3] = bounds[3], net.finish_cap[node]
        net.floor_moment[node], bounds[4] = bounds[4], net.floor_moment[node]
    for place in range(changes.slack[change], changes.slack[change + 1]):
        link = changes.slack_link[place]
        net.lag[link], changes.slack_lag[place] = changes.slack_lag[place], net.lag[link]
        calendar = changes.slack_calendar[place]
        changes.slack_calendar[place], net.lag_calendar[link] = net.lag_calendar[link], calendar
        share = changes.slack_share[place]
        changes.slack_share[place], net.lag_share[link] = net.lag_share[link], share


@uncounted
def shorten(
    spread: SpreadArrays,
    changes: ChangeArrays,
    change: int,
    futures: tuple[Drawn, Common],
    rows: tuple[Real, Real, Lanes],
) -> None:
    """Hold durations down and make them shorter; ``rows`` are room for shares and scores, and the durations."""
    share, score, duration = rows
    drawn, common = futures
    for place in range(changes.shorter[change], changes.shorter[change + 1]):
        node, most, less = changes.shorter_node[place], changes.shorter_most[place], changes.shorter_less[place]
        if _apart(changes, place, spread.risks):
            sample_held(spread, (node, most), drawn, common, (share, score, duration[node]))
            most = np.inf
        for lane in range(LANES):
            duration[node, lane] = relieved(duration[node, lane], most, less)


@uncounted
def seed_waiting(net: NetworkArrays, changes: ChangeArrays, change: int, duration: Lanes, waiting: Bits) -> int:
    """Put the nodes that a change touches in wait; the first of them."""
    first = duration.shape[0]
    for place in range(changes.shorter[change], changes.shorter[change + 1]):
        node = changes.shorter_node[place]
        wait(waiting, node)
        first = min(first, node)
    for place in range(changes.freed[change], changes.freed[change + 1]):
        node = changes.freed_node[place]
        wait(waiting, node)
        first = min(first, node)
    for place in range(changes.slack[change], changes.slack[change + 1]):
        node = np.int64(net.to[changes.slack_link[place]])
        wait(waiting, node)
        first = min(first, node)
    return first


@njit(cache=True, nogil=True)
def changed_futures(
    net: NetworkArrays,
    spread: SpreadArrays,
    ends: Long,
    seed: np.uint64,
    span: tuple[int, int],
    changes: ChangeArrays,
    finishes: Long,
) -> None:
    """Finish under each change of the futures from ``span[0]`` up to ``span[1]``.

    Fills ``finishes``, ``(changes, iterations)``, at those places. Arrays of ``net`` and ``changes`` that hold bounds
    and lags are written to on the way, and back as they were in the end.
    """
    count = net.duration.shape[0]
    duration, planned = np.empty((count, LANES), np.int64), np.empty((count, LANES), np.int64)
    common = common_for(spread)
    dates, was = dates_for(count, spread, common), dates_for(count, spread, common)
    waiting, touched = np.zeros((count >> 6) + 1, dtype=np.uint64), np.empty(count, np.int64)
    last, latest, moved = np.empty(LANES, np.int64), np.empty(LANES, np.int64), np.empty(LANES, np.int64)
    marks, turning = np.empty((count, LANES), np.uint8), turns_at_all(spread.bends)
    share, score = np.empty(LANES), np.empty(LANES)
    for begin in range(span[0], span[1], LANES):
        lanes, drawn = min(LANES, span[1] - begin), (seed, begin)
        sample(spread, seed, begin, common, duration)
        forward_lanes(net, duration, dates)
        last_finishes(net, ends, dates, last, latest)
        marks[:] = 0
        mark_paths(net, ends, (latest, last), dates, marks)
        planned[:] = duration
        for change in range(finishes.shape[0]):
            if not turning and not matters(net, changes, change, (spread.risks, duration, marks)):
                finishes[change, begin : begin + lanes] = latest[:lanes]
                continue
            swap(net, changes, change)
            first = count
            for place in range(changes.averted[change], changes.averted[change + 1]):
                answered = (changes.averted_left, place, changes.averted_risk[place])
                first = min(first, avert(spread, answered, drawn, common, (share, score, duration, waiting)))
            shorten(spread, changes, change, (drawn, common), (share, score, duration))
            first = min(first, seed_waiting(net, changes, change, duration, waiting))
            number = ripple(net, duration, dates, waiting, first, touched, was)
            last_finishes(net, ends, dates, last, moved)
            finishes[change, begin : begin + lanes] = moved[:lanes]
            restore(touched, was, number, dates)
            swap(net, changes, change)
            for place in range(changes.averted[change], changes.averted[change + 1]):
                put_back(spread, changes.averted_risk[place], drawn, common, (share, score, duration, planned))
            for place in range(changes.shorter[change], changes.shorter[change + 1]):
                node = changes.shorter_node[place]
                duration[node] = planned[node]
