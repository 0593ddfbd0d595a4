"""The two passes over working time, and what follows from them.

Starts and finishes are working minutes of each activity's own calendar. A link between two activities of one calendar is plain addition; only others
are taken through moments. Rules: domain of schedule mathematics, section 3.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.network.arrays import FF, FREE, FS, PLAIN, SS, NetworkArrays
from rechterhand.engine.network.kernel import as_finish, as_start, work_before

Long = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Sides = npt.NDArray[np.int8]


@njit(cache=True, nogil=True)
def forward_moment(net: NetworkArrays, link: int, anchor: int, at_finish: bool) -> int:
    """The moment that a link hands on: its anchor (w of the predecessor) after the lag."""
    own = net.calendar[net.into[link]]
    lag = net.lag[link]
    lag_calendar = net.lag_calendar[link]
    if lag_calendar == PLAIN:
        return as_finish(net.clock, own, anchor + lag) if at_finish else as_start(net.clock, own, anchor + lag)
    moment = as_finish(net.clock, own, anchor) if at_finish else as_start(net.clock, own, anchor)
    if lag == 0:
        return moment
    work = work_before(net.clock, lag_calendar, moment) + lag
    return as_finish(net.clock, lag_calendar, work) if at_finish else as_start(net.clock, lag_calendar, work)


@njit(cache=True, nogil=True)
def backward_moment(net: NetworkArrays, link: int, anchor: int, at_finish: bool) -> int:
    """The moment that a link hands back: its anchor (w of the successor) before the lag."""
    own = net.calendar[net.to[link]]
    lag = net.lag[link]
    lag_calendar = net.lag_calendar[link]
    if lag_calendar == PLAIN:
        return as_finish(net.clock, own, anchor - lag) if at_finish else as_start(net.clock, own, anchor - lag)
    moment = as_finish(net.clock, own, anchor) if at_finish else as_start(net.clock, own, anchor)
    if lag == 0:
        return moment
    work = work_before(net.clock, lag_calendar, moment) - lag
    return as_finish(net.clock, lag_calendar, work) if at_finish else as_start(net.clock, lag_calendar, work)


@njit(cache=True, nogil=True, inline="always")
def forward_through(net: NetworkArrays, link: int, start: int, finish: int, at_finish: int) -> int:
    """Where a link puts its anchor on the successor's calendar: the earliest start (FS, SS) or finish (FF, SF) in w.

    ``start`` and ``finish`` are the predecessor's, in its own w; ``at_finish`` says whether its finish lies before a pause.
    """
    kind = net.kind[link]
    by_finish = kind == FS or kind == FF
    anchor = finish if by_finish else start
    if net.lag_calendar[link] == PLAIN:
        return anchor + net.lag[link]
    moment = forward_moment(net, link, anchor, by_finish and at_finish != 0)
    return work_before(net.clock, net.calendar[net.to[link]], moment)


@njit(cache=True, nogil=True, inline="always")
def backward_through(net: NetworkArrays, link: int, start: int, finish: int, at_start: int) -> int:
    """Where a link puts its anchor on the predecessor's calendar: the latest finish (FS, FF) or start (SS, SF) in w.

    ``start`` and ``finish`` are the successor's, in its own w; ``at_start`` says whether its start lies after a pause.
    """
    kind = net.kind[link]
    by_start = kind == FS or kind == SS
    anchor = start if by_start else finish
    if net.lag_calendar[link] == PLAIN:
        return anchor - net.lag[link]
    moment = backward_moment(net, link, anchor, not (by_start and at_start != 0))
    return work_before(net.clock, net.calendar[net.into[link]], moment)


@njit(cache=True, nogil=True)
def stands_at_finish(net: NetworkArrays, node: int, early: tuple[Long, Long, Sides]) -> bool:
    """Whether work without length stands at the end before a pause: nothing that puts it there lies later."""
    if not net.stays_at_finish[node]:
        return False
    start, finish, side = early
    at = start[node]
    end = as_finish(net.clock, net.calendar[node], at)
    if net.floor[node] == at and net.floor_moment[node] > end:
        return False
    for link in range(net.head[node], net.head[node + 1]):
        before = net.into[link]
        if forward_through(net, link, start[before], finish[before], side[before]) == at:
            by_finish = net.kind[link] == FS or net.kind[link] == FF
            anchor = finish[before] if by_finish else start[before]
            if forward_moment(net, link, anchor, by_finish and side[before] != 0) > end:
                return False
    return True


@njit(cache=True, nogil=True)
def forward(net: NetworkArrays, duration: Long, start: Long, finish: Long, side: Sides) -> None:
    """Earliest start and finish of every node for given remaining durations.

    Fills ``start``, ``finish`` (w) and ``side``: 1 where the finish lies before a pause (always, but for some work without length).
    """
    for node in range(duration.shape[0]):
        length = duration[node]
        begin = net.floor[node]
        for link in range(net.head[node], net.head[node + 1]):
            before = net.into[link]
            candidate = forward_through(net, link, start[before], finish[before], side[before])
            kind = net.kind[link]
            if kind != FS and kind != SS:
                candidate -= length
            begin = max(begin, candidate)
        begin = min(begin, net.cap[node])
        start[node] = begin
        end = begin + length
        if net.target[node] > begin:
            end = net.target[node]
        finish[node] = end
        side[node] = 1
        if end == begin:
            side[node] = stands_at_finish(net, node, (start, finish, side))


@njit(cache=True, nogil=True)
def backward(
    net: NetworkArrays, early: tuple[Long, Long], limit: Long, late_start: Long, late_finish: Long, late_side: Sides
) -> None:
    """Latest start and finish of every node; ``limit`` bounds the late finish of each node (w), ``early`` holds start and finish.

    Fills ``late_side``: 1 where the late start lies after a pause (always, but for most work without length).
    """
    early_start, early_finish = early
    for node in range(late_start.shape[0] - 1, -1, -1):
        length = early_finish[node] - early_start[node]
        end = min(limit[node], net.late_cap[node])
        if net.open_end[node]:
            end = min(end, early_finish[node])
        after_pause = length > 0
        for place in range(net.tail[node], net.tail[node + 1]):
            link = net.out[place]
            after = net.to[link]
            candidate = backward_through(net, link, late_start[after], late_finish[after], late_side[after])
            by_finish = net.kind[link] == FS or net.kind[link] == FF
            if not by_finish:
                candidate += length
            if length == 0 and net.stays_at_start[node] and candidate <= end:
                by_start = net.kind[link] == FS or net.kind[link] == SS
                anchor = late_start[after] if by_start else late_finish[after]
                moment = backward_moment(net, link, anchor, not (by_start and late_side[after] != 0))
                reaches = moment >= as_start(net.clock, net.calendar[node], candidate)
                after_pause = reaches if candidate < end else after_pause and reaches
            end = min(end, candidate)
        if length == 0 and net.stays_at_start[node] and end == net.late_cap[node]:
            after_pause = True
        end = max(end, net.late_floor[node])
        late_finish[node] = end
        late_start[node] = end - length
        late_side[node] = after_pause


@njit(cache=True, nogil=True)
def floats(
    net: NetworkArrays,
    early: tuple[Long, Long, Sides],
    skipped: Flags,
    end: Long,
    free: Long,
    gap: Long,
    driving: Flags,
) -> None:
    """Free float of nodes, relationship float and driving mark of links.

    ``skipped`` marks nodes that don't limit others (finished ones); ``end`` is the limit of nodes without successor (w). A link drives when its
    candidate is the successor's start.
    """
    start, finish, side = early
    for node in range(start.shape[0]):
        least = FREE
        for place in range(net.tail[node], net.tail[node + 1]):
            link = net.out[place]
            after = net.to[link]
            kind = net.kind[link]
            allowed = backward_through(net, link, start[after], finish[after], finish[after] > start[after])
            gap[link] = allowed - (finish[node] if kind == FS or kind == FF else start[node])
            candidate = forward_through(net, link, start[node], finish[node], side[node])
            driving[link] = candidate == (start[after] if kind == FS or kind == SS else finish[after])
            if not skipped[after]:
                least = min(least, gap[link])
        if least == FREE:
            least = end[node] - finish[node]
        free[node] = max(0, least)


@njit(cache=True, nogil=True)
def trace(net: NetworkArrays, driving: Flags, on_path: Flags) -> None:
    """Mark every node from which a marked one is reached through driving links (last to first)."""
    for node in range(on_path.shape[0] - 1, -1, -1):
        if not on_path[node]:
            continue
        for link in range(net.head[node], net.head[node + 1]):
            if driving[link]:
                on_path[net.into[link]] = True


@njit(cache=True, nogil=True)
def push_late(net: NetworkArrays, alap: Flags, start: Long, finish: Long, side: Sides) -> None:
    """P6's 'as late as possible': move marked nodes to just before their earliest successor's early date."""
    for node in range(start.shape[0] - 1, -1, -1):
        if not alap[node]:
            continue
        room = FREE
        for place in range(net.tail[node], net.tail[node + 1]):
            link = net.out[place]
            after = net.to[link]
            kind = net.kind[link]
            allowed = backward_through(net, link, start[after], finish[after], 1)
            room = min(room, allowed - (finish[node] if kind == FS or kind == FF else start[node]))
        if 0 < room < FREE:
            start[node] += room
            finish[node] += room
            side[node] = finish[node] > start[node] or net.stays_at_finish[node]
