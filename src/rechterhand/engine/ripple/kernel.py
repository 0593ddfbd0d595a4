"""Recomputing the forward pass from a few nodes on.

A change runs down in topological order through a set of waiting nodes (a bit for each) and stops where a node's dates
stay what they were.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.network.arrays import FF, PLAIN, NetworkArrays
from rechterhand.engine.network.kernel import as_finish, as_start, work_before
from rechterhand.engine.network.uncounted import uncounted
from rechterhand.engine.schedule.kernel import shifted, stands_at_finish

Long = npt.NDArray[np.int64]
Sides = npt.NDArray[np.int8]
Bits = npt.NDArray[np.uint64]

_ONE = np.uint64(1)
_WORD = np.uint64(63)


@njit(cache=True, nogil=True, inline="always")
def lowest(word: int) -> int:
    """The place of the lowest bit that is set."""
    place = 0
    rest = np.uint64(word)
    for step in (32, 16, 8, 4, 2, 1):
        if rest & ((_ONE << np.uint64(step)) - _ONE) == 0:
            rest >>= np.uint64(step)
            place += step
    return place


@uncounted
def ripple(
    net: NetworkArrays,
    duration: Long,
    dates: tuple[Long, Long, Sides],
    waiting: Bits,
    first: int,
    touched: Long,
    was: tuple[Long, Long, Sides],
) -> int:
    """Settle the waiting nodes, and those that hang on the ones that changed, in topological order.

    A node's dates come about as in the forward pass (``schedule.kernel.forward``).

    Parameters
    ----------
    dates
        The forward pass's start, finish and side; overwritten.
    waiting, first
        ``(nodes / 64 + 1,)`` bits of the nodes to settle, and the first of these; empty again afterwards.
    touched, was
        ``(nodes,)`` each, filled with the nodes that changed and their dates before.

    Returns
    -------
    int
        How many nodes changed.
    """
    start, finish, side = dates
    old_starts, old_finishes, old_sides = was
    clock, calendars, head, into, tail, out, to = (
        net.clock, net.calendar, net.head, net.into, net.tail, net.out, net.to
    )  # fmt: skip
    kinds, lags, lag_calendars = net.kind, net.lag, net.lag_calendar
    floor, cap, target, stays_at_finish = net.floor, net.cap, net.target, net.stays_at_finish
    finish_floor, finish_cap, floor_moment = net.finish_floor, net.finish_cap, net.floor_moment
    count = 0
    word = first >> 6
    while word < waiting.shape[0]:
        if waiting[word] == 0:
            word += 1
            continue
        node = (word << 6) + lowest(waiting[word])
        waiting[word] &= waiting[word] - _ONE
        old_start, old_finish, old_side = start[node], finish[node], side[node]
        length, calendar = duration[node], calendars[node]
        begin = max(floor[node], finish_floor[node] - length)
        stays, beyond = stays_at_finish[node] != 0 and length == 0, False
        for link in range(head[node], head[node + 1]):
            before, kind = into[link], kinds[link]
            by_finish = 1 - (kind & 1)
            candidate = finish[before] if by_finish else start[before]
            lag_calendar = lag_calendars[link]
            if lag_calendar == PLAIN:
                candidate += lags[link]
                after_pause = (by_finish & side[before]) == 0
            else:
                lag, own = (lags[link], lag_calendar), calendars[before]
                moment = shifted(clock, own, candidate, lag, by_finish & side[before])
                candidate = work_before(clock, calendar, moment)
                after_pause = stays and moment > as_finish(clock, calendar, candidate)
            if kind >= FF:
                candidate -= length
            if candidate > begin:
                begin, beyond = candidate, after_pause
            elif candidate == begin:
                beyond |= after_pause
        capped = min(cap[node], finish_cap[node] - length)
        begin = min(begin, capped)
        end = target[node] if target[node] >= begin else begin + length
        start[node], finish[node], side[node] = begin, end, 1
        if end == begin:
            if stays and begin < capped:
                pause = as_finish(clock, calendar, begin)
                beyond = beyond and as_start(clock, calendar, begin) > pause
                by_date = begin == max(floor[node], finish_floor[node]) and floor_moment[node] > pause
                side[node] = not (beyond or by_date)
            else:
                side[node] = stays_at_finish[node] != 0 and stands_at_finish(net, node, dates)
        if begin == old_start and end == old_finish and side[node] == old_side:
            continue
        touched[count], old_starts[count], old_finishes[count], old_sides[count] = node, old_start, old_finish, old_side
        count += 1
        for place in range(tail[node], tail[node + 1]):
            after = to[out[place]]
            waiting[after >> 6] |= _ONE << (np.uint64(after) & _WORD)
    return count


@uncounted
def restore(touched: Long, was: tuple[Long, Long, Sides], count: int, dates: tuple[Long, Long, Sides]) -> None:
    """Put the dates of the nodes that changed back."""
    for index in range(count):
        node = touched[index]
        dates[0][node], dates[1][node], dates[2][node] = was[0][index], was[1][index], was[2][index]
