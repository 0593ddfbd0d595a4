"""How late each node may come before the finish passes a limit: the passes the other way round.

A placing is one number: twice the start (w), plus one where work without length stands after a pause.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.network.arrays import FF, FREE, NONE, PLAIN, NetworkArrays
from rechterhand.engine.network.kernel import ClockArrays, as_finish, as_start, work_before

Long = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@njit(cache=True, nogil=True, inline="always")
def last_work(clock: ClockArrays, calendar: int, moment: int, before_pause: bool) -> int:
    """The largest w whose moment, before a pause or after it, isn't after a moment."""
    work = work_before(clock, calendar, moment)
    if not before_pause and as_start(clock, calendar, work) > moment:
        return work - 1
    return work


@njit(cache=True, nogil=True, inline="always")
def last_anchor(clock: ClockArrays, moment: int, own: int, lag: tuple[int, int], before_pause: bool) -> int:
    """The largest anchor (w of ``own``) that a lag (minutes, calendar) takes to a moment or earlier."""
    minutes, calendar = lag
    if calendar != own and minutes != 0:
        work = last_work(clock, calendar, moment, before_pause)
        moment = as_start(clock, calendar, work - minutes)
        minutes = 0
    return last_work(clock, own, moment, before_pause) - minutes


@njit(cache=True, nogil=True, inline="always")
def runs_on(clock: ClockArrays, calendar: int, first: int, last: int) -> bool:
    """Whether a calendar has no pause from w ``first`` on until before w ``last``."""
    return as_finish(clock, calendar, last) - as_finish(clock, calendar, first) == last - first


@njit(cache=True, nogil=True)
def furthest(net: NetworkArrays, duration: Long, limit: Long, counts: Flags, out: Long) -> bool:
    """For each node the latest placing up to which it keeps the finish within a limit; ``FREE`` where any does.

    ``limit`` holds, for each calendar row, the limit in w and 1 where even after a pause that isn't later; ``counts``
    marks the nodes whose finish counts. Returns whether every later placing does pass the limit: only where work
    without length meets pauses of several calendars, or a target, may a placing be too early.
    """
    clock, calendars, tails, outs, to = net.clock, net.calendar, net.tail, net.out, net.to
    kinds, lags, lag_calendars, stays = net.kind, net.lag, net.lag_calendar, net.stays_at_finish
    cap, finish_cap, targets = net.cap, net.finish_cap, net.target
    exact = True
    for node in range(duration.shape[0] - 1, -1, -1):
        length, own, target = duration[node], calendars[node], targets[node]
        lasts = length > 0 and target == NONE
        # what links allow: the latest start, the latest finish before a pause and the latest finish after one
        by_start, by_finish, by_pause = FREE, FREE, FREE
        if counts[node]:
            by_finish, by_pause = limit[own, 0], limit[own, 0] - 1 + limit[own, 1]
        for place in range(tails[node], tails[node + 1]):
            link = outs[place]
            after = to[link]
            bound, room = out[after], duration[after]
            top = min(cap[after], finish_cap[after] - room)
            if bound >= FREE or 2 * top < bound:
                continue
            exact &= bound != 2 * top
            kind, calendar = kinds[link], lag_calendars[link]
            at, pause = (bound >> 1) + (room if kind >= FF else 0), bound & 1
            if at < -FREE // 4:
                early = late = -FREE
            elif calendar == PLAIN:
                early = at - lags[link]
                late = early - 1 + pause
            else:
                other, lag = calendars[after], (lags[link], calendar)
                moment = as_start(clock, other, at) if pause else as_finish(clock, other, at)
                early = late = last_anchor(clock, moment, own, lag, True)
                if not lasts or kind & 1:
                    late = last_anchor(clock, moment, own, lag, False)
            if kind & 1:
                by_start = min(by_start, late)
            else:
                by_finish, by_pause = min(by_finish, early), min(by_pause, late)
        if lasts:
            most = min(by_start, by_finish - length)
            out[node] = 2 * most + 1 if most < FREE // 4 else FREE
        elif target != NONE:
            exact = False
            most = min(by_start, by_pause - length)
            fits = by_pause >= FREE // 4 or target <= by_pause
            out[node] = (2 * most + 1 if most < FREE // 4 else FREE) if fits else -FREE
        else:
            late = min(by_start, by_pause)
            most = min(by_start, by_finish) if stays[node] else late
            if late < most < FREE // 4:
                if not runs_on(clock, own, late + 1, most):
                    most, exact = late, False
                elif as_start(clock, own, most) == as_finish(clock, own, most):
                    late = most
            out[node] = 2 * most + (late >= most) if most < FREE // 4 else FREE
    return exact
