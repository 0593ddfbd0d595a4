"""How late each node may come before the finish passes a limit: the passes the other way round.

A placing is one number: twice the start (w), plus one where work without length stands after a pause.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.network.arrays import FF, FREE, NONE, PLAIN, NetworkArrays
from rechterhand.engine.network.kernel import ClockArrays, as_finish, as_start, work_before
from rechterhand.engine.network.uncounted import uncounted

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


@uncounted
def furthest(
    net: NetworkArrays, duration: Long, limit: Long, counts: Flags, scratch: tuple[Long, Long, Long], out: Long
) -> bool:
    """For each node the latest placing up to which it keeps the finish within a limit; ``FREE`` where any does.

    ``limit`` holds, for each calendar row, the limit in w and 1 where even after a pause that isn't later; ``counts``
    marks the nodes whose finish counts; ``scratch`` is room for three numbers a node. Returns whether every later
    placing does pass the limit: only where work without length meets pauses of several calendars, or a target, may a
    placing be too early.
    """
    clock, calendars, heads, into = net.clock, net.calendar, net.head, net.into
    kinds, lags, lag_calendars, stays = net.kind, net.lag, net.lag_calendar, net.stays_at_finish
    cap, finish_cap, targets = net.cap, net.finish_cap, net.target
    # what links allow: the latest start, the latest finish before a pause and the latest finish after one
    by_starts, by_finishes, by_pauses = scratch
    for node in range(duration.shape[0]):
        by_starts[node] = by_finishes[node] = by_pauses[node] = FREE
        if counts[node]:
            own = calendars[node]
            by_finishes[node], by_pauses[node] = limit[own, 0], limit[own, 0] - 1 + limit[own, 1]
    exact = True
    for node in range(duration.shape[0] - 1, -1, -1):
        length, own, target = duration[node], calendars[node], targets[node]
        by_start, by_finish, by_pause = by_starts[node], by_finishes[node], by_pauses[node]
        if length > 0 and target == NONE:
            most = min(by_start, by_finish - length)
            bound = 2 * most + 1 if most < FREE // 4 else FREE
        elif target != NONE:
            exact = False
            most = min(by_start, by_pause - length)
            fits = by_pause >= FREE // 4 or target <= by_pause
            bound = (2 * most + 1 if most < FREE // 4 else FREE) if fits else -FREE
        else:
            late = min(by_start, by_pause)
            most = min(by_start, by_finish) if stays[node] else late
            if late < most < FREE // 4:
                if not runs_on(clock, own, late + 1, most):
                    most, exact = late, False
                elif as_start(clock, own, most) == as_finish(clock, own, most):
                    late = most
            bound = 2 * most + (late >= most) if most < FREE // 4 else FREE
        out[node] = bound
        top = min(cap[node], finish_cap[node] - length)
        if bound >= FREE or 2 * top < bound:
            continue
        exact &= bound != 2 * top or heads[node] == heads[node + 1]
        for link in range(heads[node], heads[node + 1]):
            before, kind, calendar = into[link], kinds[link], lag_calendars[link]
            at, pause = (bound >> 1) + (length if kind >= FF else 0), bound & 1
            if at < -FREE // 4:
                early = late = -FREE
            elif calendar == PLAIN:
                early = at - lags[link]
                late = early - 1 + pause
            else:
                its, lag = calendars[before], (lags[link], calendar)
                moment = as_start(clock, own, at) if pause else as_finish(clock, own, at)
                early = late = last_anchor(clock, moment, its, lag, True)
                if kind & 1 or duration[before] == 0 or targets[before] != NONE:
                    late = last_anchor(clock, moment, its, lag, False)
            if kind & 1:
                by_starts[before] = min(by_starts[before], late)
            else:
                by_finishes[before] = min(by_finishes[before], early)
                by_pauses[before] = min(by_pauses[before], late)
    return exact
