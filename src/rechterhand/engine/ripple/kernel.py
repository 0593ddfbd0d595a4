"""Recomputing the forward pass from a few nodes on, and which nodes can matter to the finish at all.

A change runs down in topological order through a set of waiting nodes (a bit for each) and stops where a node's dates
stay what they were. Nodes that can't bring the finish beyond a given moment are left out: ``furthest_starts``.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.network.arrays import FF, FREE, FS, NONE, PLAIN, NetworkArrays
from rechterhand.engine.network.kernel import as_finish, as_start, work_before
from rechterhand.engine.schedule.kernel import at_moment, shifted, stands_at_finish

Long = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
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


@njit(cache=True, nogil=True)
def ripple(
    net: NetworkArrays,
    duration: Long,
    dates: tuple[Long, Long, Sides],
    bound: Long,
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
    bound
        Start (w) of each node up to which it can't matter: ``furthest_starts``, or ``-FREE`` for all that can.
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
        if max(begin, old_start) <= bound[node]:
            continue
        later = begin > old_start or end > old_finish or side[node] < old_side
        for place in range(tail[node], tail[node + 1]):
            after = to[out[place]]
            if later or start[after] > bound[after]:
                waiting[after >> 6] |= _ONE << (np.uint64(after) & _WORD)
    return count


@njit(cache=True, nogil=True)
def restore(touched: Long, was: tuple[Long, Long, Sides], count: int, dates: tuple[Long, Long, Sides]) -> None:
    """Put the dates of the nodes that changed back."""
    for index in range(count):
        node = touched[index]
        dates[0][node], dates[1][node], dates[2][node] = was[0][index], was[1][index], was[2][index]


@njit(cache=True, nogil=True)
def end_of(net: NetworkArrays, node: int, finish: Long, side: Sides, fixed: Long) -> int:
    """The moment of a node's finish; a fixed one goes before a computed one."""
    if fixed[node] != NONE:
        return fixed[node]
    return at_moment(net.clock, net.calendar[node], finish[node], side[node])


@njit(cache=True, nogil=True)
def end_now(
    net: NetworkArrays,
    dates: tuple[Long, Long, Sides],
    fixed: Long,
    counts: Flags,
    touched: Long,
    last: tuple[Long, Long],
    least: int,
) -> int:
    """The finish after a ripple: of the nodes touched and of the others in ``last`` (nodes and ends, latest first)."""
    latest = least
    for node in touched:
        if counts[node]:
            latest = max(latest, end_of(net, node, dates[1], dates[2], fixed))
    for index in range(last[0].shape[0]):
        if last[1][index] <= latest:
            break
        node = last[0][index]
        moved = False
        for other in touched:
            if other == node:
                moved = True
                break
        if not moved:
            return last[1][index]
    return latest


@njit(cache=True, nogil=True, inline="always")
def last_start(net: NetworkArrays, calendar: int, moment: int) -> int:
    """The largest w that even after a pause isn't after a moment."""
    work = work_before(net.clock, calendar, moment)
    return work if as_start(net.clock, calendar, work) <= moment else work - 1


@njit(cache=True, nogil=True)
def furthest_anchor(net: NetworkArrays, link: int, limit: int) -> int:
    """A predecessor's anchor (w) up to which a link surely gives at most ``limit`` (w of the successor)."""
    lag = net.lag[link]
    lag_calendar = net.lag_calendar[link]
    if lag_calendar == PLAIN:
        return limit - lag
    own = net.calendar[net.into[link]]
    moment = as_start(net.clock, net.calendar[net.to[link]], limit)
    if lag_calendar == own or lag == 0:
        return last_start(net, own, moment) - lag
    moment = as_start(net.clock, lag_calendar, last_start(net, lag_calendar, moment) - lag)
    return last_start(net, own, moment)


@njit(cache=True, nogil=True)
def furthest_starts(net: NetworkArrays, duration: Long, limit: Long, counts: Flags, out: Long) -> None:
    """For each node a start (w) up to which it surely keeps the finish within a limit; ``FREE`` where any does.

    ``limit`` is the limit in w of each calendar row; ``counts`` marks the nodes whose finish counts. At a pause the
    bound is on the safe side by a minute.
    """
    for node in range(duration.shape[0] - 1, -1, -1):
        by_start = FREE
        by_finish = limit[net.calendar[node]] if counts[node] else FREE
        for place in range(net.tail[node], net.tail[node + 1]):
            link = net.out[place]
            after = net.to[link]
            bound = out[after]
            if bound >= FREE or min(net.cap[after], net.finish_cap[after] - duration[after]) <= bound:
                continue
            kind = net.kind[link]
            if kind >= FF:
                bound += duration[after]
            anchor = furthest_anchor(net, link, bound) if bound > -FREE // 2 else -FREE
            if kind == FS or kind == FF:
                by_finish = min(by_finish, anchor)
            else:
                by_start = min(by_start, anchor)
        target = net.target[node]
        if by_finish >= FREE:
            out[node] = by_start
        elif target == NONE:
            out[node] = min(by_start, by_finish - duration[node])
        else:
            # past the target the work keeps its length; up to it, the finish is the target
            out[node] = min(by_start, by_finish - duration[node]) if target <= by_finish else -FREE


@njit(cache=True, nogil=True)
def ends_without(
    net: NetworkArrays,
    duration: Long,
    dates: tuple[Long, Long, Sides],
    ends: tuple[Long, Flags, tuple[Long, Long], int],
    bound: Long,
    wanted: tuple[Long, Flags],
) -> Long:
    """The finish (a moment) without each wanted node's duration; the least one where it is that or earlier.

    ``ends`` holds what ``end_now`` needs: fixed finishes, the nodes that count, the last of them, the least finish.
    ``wanted`` holds the nodes, and marks the links whose lag is a share of the duration and goes with it.
    """
    nodes, shares = wanted
    fixed, counts, last, least = ends
    size = duration.shape[0]
    out = np.empty(nodes.shape[0], dtype=np.int64)
    waiting = np.zeros((size >> 6) + 1, dtype=np.uint64)
    touched = np.empty(size, dtype=np.int64)
    was = (np.empty(size, dtype=np.int64), np.empty(size, dtype=np.int64), np.empty(size, dtype=np.int8))
    lags = np.empty(0, dtype=np.int64)
    for index in range(nodes.shape[0]):
        node = nodes[index]
        length, target = duration[node], net.target[node]
        duration[node], net.target[node] = 0, NONE
        if shares.shape[0]:
            lags = net.lag[net.out[net.tail[node] : net.tail[node + 1]]]
            for place in range(net.tail[node], net.tail[node + 1]):
                link = net.out[place]
                if shares[link]:
                    net.lag[link] = 0
                    after = net.to[link]
                    waiting[after >> 6] |= _ONE << (np.uint64(after) & _WORD)
        waiting[node >> 6] |= _ONE << (np.uint64(node) & _WORD)
        count = ripple(net, duration, dates, bound, waiting, node, touched, was)
        out[index] = end_now(net, dates, fixed, counts, touched[:count], last, least)
        restore(touched, was, count, dates)
        duration[node], net.target[node] = length, target
        if shares.shape[0]:
            for place in range(net.tail[node], net.tail[node + 1]):
                net.lag[net.out[place]] = lags[place - net.tail[node]]
    return out
