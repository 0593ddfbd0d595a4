"""Links from one calendar to another, over futures side by side.

The look-ups are those of ``network.kernel`` and ``schedule.kernel``. Here what holds for the whole link is taken out of
the loop over lanes, and places are without sign, so that no look-up is tested for counting from the end: that halves
the forward pass of a plan with three calendars.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from rechterhand.engine.lanes.width import LANES, Long, Sides
from rechterhand.engine.network.arrays import FF, PLAIN, NetworkArrays
from rechterhand.engine.network.clock import BUCKET_BITS, DAY
from rechterhand.engine.network.kernel import ClockArrays, work_before
from rechterhand.engine.network.uncounted import uncounted
from rechterhand.engine.schedule.kernel import shifted

_BITS, _DAY, _ONE = np.uint64(BUCKET_BITS), np.uint64(DAY), np.uint64(1)


@uncounted
def push_across(net: NetworkArrays, link: int, duration: Long, before: tuple[Long, Long, Sides], start: Long) -> None:
    """Take a link from one calendar to another in all lanes: raises ``start``, ``(LANES,)`` w of the successor.

    ``before`` are the predecessor's starts and finishes (w), and the sides that the latter lie at.
    """
    own, to = net.calendar[net.into[link]], net.calendar[net.to[link]]
    lag, lag_calendar, kind = net.lag[link], net.lag_calendar[link], net.kind[link]
    ways = (1 - (kind & 1), kind >= FF)
    anchors = (before[0] if kind & 1 else before[1], before[2])
    if lag_calendar == own or lag == 0:
        _carry(net.clock, ((own, lag), (to, 0)), ways, anchors, (duration, start))
    elif lag_calendar == to:
        _carry(net.clock, ((own, 0), (to, lag)), ways, anchors, (duration, start))
    else:
        push_lane_by_lane(net, link, duration, before, start)


@uncounted
def _carry(
    clock: ClockArrays,
    calendars: tuple[tuple[int, int], tuple[int, int]],
    ways: tuple[int, bool],
    anchors: tuple[Long, Sides],
    rows: tuple[Long, Long],
) -> None:
    """``calendars`` are both, with the minutes of lag that are counted on each; ``ways`` say whether the link hangs on
    a finish, and whether it holds one.
    """
    ((own, lag), (to, later)), (duration, start) = calendars, rows
    days = clock.pattern.shape[1]
    bucket, open_day, open_before = clock.bucket[own], clock.open_day[own], clock.open_before[own]
    hours, minute, last = clock.pattern[own], clock.minute, clock.before[own, days]
    before, other_hours, worked = clock.before[to], clock.pattern[to], clock.worked
    for lane in range(LANES):
        at_finish = np.int64(ways[0] & anchors[1][lane])
        work = anchors[0][lane] + lag
        left = work - at_finish
        if own == 0 or left < 0:
            moment = work
        elif left >= last:
            moment = days * DAY + work - last
        else:
            place = np.uint64(bucket[np.uint64(left) >> _BITS])
            place += np.uint64(open_before[place + _ONE] <= left)
            while open_before[place + _ONE] <= left:
                place += _ONE
            day = np.uint64(open_day[place])
            moment = (
                np.int64(day) * DAY + minute[np.uint64(hours[day]), np.uint64(left - open_before[place])] + at_finish
            )
        if to == 0 or moment < 0:
            candidate = moment
        elif moment >= days * DAY:
            candidate = before[days] + moment - days * DAY
        else:
            day = np.uint64(moment) // _DAY
            candidate = before[day] + worked[np.uint64(other_hours[day]), np.uint64(moment) - day * _DAY]
        candidate += later - (duration[lane] if ways[1] else 0)
        start[lane] = max(start[lane], candidate)


@njit(cache=True, nogil=True, inline="always")
def lag_of(net: NetworkArrays, link: int, lasted: int) -> int:
    """The lag of a link whose predecessor has lasted so many minutes."""
    share = net.lag_share[link]
    if share == 0.0:
        return int(net.lag[link])
    return int(net.lag[link] + math.floor(share * (lasted - net.duration[net.into[link]]) + 0.5))


@uncounted
def push_lane_by_lane(
    net: NetworkArrays, link: int, duration: Long, before: tuple[Long, Long, Sides], start: Long
) -> None:
    """Take a link of any kind, also one whose lag is a share of its predecessor's duration, or has its own calendar."""
    starts, finishes, sides = before
    clock, own, to = net.clock, net.calendar[net.into[link]], net.calendar[net.to[link]]
    kind, lag_calendar = net.kind[link], net.lag_calendar[link]
    same = lag_calendar == PLAIN
    for lane in range(LANES):
        lag = lag_of(net, link, finishes[lane] - starts[lane])
        anchor = starts[lane] if kind & 1 else finishes[lane]
        if same:
            candidate = anchor + lag
        else:
            moment = shifted(clock, own, anchor, (lag, lag_calendar), (1 - (kind & 1)) & sides[lane])
            candidate = work_before(clock, to, moment)
        if kind >= FF:
            candidate -= duration[lane]
        start[lane] = max(start[lane], candidate)
