"""The two passes over working time, and what follows from them.

Starts and finishes are working minutes of each activity's own calendar. A link between two activities of one calendar
is plain addition; only others are taken through moments. Rules: domain of schedule mathematics, section 3.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.network.arrays import BY_LINKS, FF, FIXED, FREE, FS, NONE, PLAIN, SS, STAYS, NetworkArrays
from rechterhand.engine.network.kernel import ClockArrays, as_finish, as_start, work_before
from rechterhand.engine.network.uncounted import uncounted

Long = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Sides = npt.NDArray[np.int8]

FINISH, LATE, LEAST, CALENDAR = range(4)
"""What the backward pass keeps of each node side by side: early and late finish, free float, row of its calendar."""

UNBOUND = 2
"""Side of a late start that no link has bound yet."""


@njit(cache=True, nogil=True, inline="always")
def at_moment(clock: ClockArrays, calendar: int, work: int, at_finish: int) -> int:
    """The moment of a working minute, before a pause (``at_finish`` 1) or after it (0)."""
    if calendar == 0 or work < at_finish:
        return clock.first + work
    return as_start(clock, calendar, work - at_finish) + at_finish


@njit(cache=True, nogil=True, inline="always")
def shifted(clock: ClockArrays, own: int, anchor: int, lag: tuple[int, int], at_finish: int) -> int:
    """The moment of an anchor (w of calendar ``own``) moved by a lag, given as minutes and row of its calendar."""
    minutes, calendar = lag
    if calendar == PLAIN or calendar == own or minutes == 0:
        return at_moment(clock, own, anchor + minutes, at_finish)
    work = work_before(clock, calendar, at_moment(clock, own, anchor, at_finish)) + minutes
    return at_moment(clock, calendar, work, at_finish)


@njit(cache=True, nogil=True, inline="always")
def carried(clock: ClockArrays, own: int, anchor: int, lag: tuple[int, int], to: int, at_finish: int) -> int:
    """The same in w of calendar ``to``; a lag that is counted on that calendar is added there."""
    minutes, calendar = lag
    if calendar == to or minutes == 0:
        return work_before(clock, to, at_moment(clock, own, anchor, at_finish)) + minutes
    return work_before(clock, to, shifted(clock, own, anchor, lag, at_finish))


@njit(cache=True, nogil=True)
def forward_moment(net: NetworkArrays, link: int, anchor: int, at_finish: int) -> int:
    """The moment that a link hands on: its anchor (w of the predecessor) after the lag."""
    lag = (net.lag[link], net.lag_calendar[link])
    return shifted(net.clock, net.calendar[net.into[link]], anchor, lag, at_finish)


@njit(cache=True, nogil=True)
def backward_moment(net: NetworkArrays, link: int, anchor: int, at_finish: int) -> int:
    """The moment that a link hands back: its anchor (w of the successor) before the lag."""
    lag = (-net.lag[link], net.lag_calendar[link])
    return shifted(net.clock, net.calendar[net.to[link]], anchor, lag, at_finish)


@njit(cache=True, nogil=True)
def forward_through(net: NetworkArrays, link: int, start: int, finish: int, at_finish: int) -> int:
    """Where a link puts its anchor on the successor's calendar: the earliest start (FS, SS) or finish (FF, SF) in w.

    ``start`` and ``finish`` are the predecessor's, in its own w; ``at_finish`` says whether its finish lies before a
    pause.
    """
    by_finish = net.kind[link] == FS or net.kind[link] == FF
    anchor = finish if by_finish else start
    if net.lag_calendar[link] == PLAIN:
        return anchor + net.lag[link]
    moment = forward_moment(net, link, anchor, 1 if by_finish and at_finish else 0)
    return work_before(net.clock, net.calendar[net.to[link]], moment)


@njit(cache=True, nogil=True)
def backward_through(net: NetworkArrays, link: int, start: int, finish: int, at_start: int) -> int:
    """Where a link puts its anchor on the predecessor's calendar: the latest finish (FS, FF) or start (SS, SF) in w.

    ``start`` and ``finish`` are the successor's, in its own w; ``at_start`` says whether its start lies after a pause.
    """
    by_start = net.kind[link] == FS or net.kind[link] == SS
    anchor = start if by_start else finish
    if net.lag_calendar[link] == PLAIN:
        return anchor - net.lag[link]
    moment = backward_moment(net, link, anchor, 0 if by_start and at_start else 1)
    return work_before(net.clock, net.calendar[net.into[link]], moment)


@njit(cache=True, nogil=True)
def stands_at_finish(net: NetworkArrays, node: int, early: tuple[Long, Long, Sides]) -> bool:
    """Whether work without length stands at the end before a pause: nothing that puts it there lies later."""
    start, finish, side = early
    at = start[node]
    end = as_finish(net.clock, net.calendar[node], at)
    if max(net.floor[node], net.finish_floor[node]) == at and net.floor_moment[node] > end:
        return False
    for link in range(net.head[node], net.head[node + 1]):
        before = net.into[link]
        if forward_through(net, link, start[before], finish[before], side[before]) == at:
            by_finish = net.kind[link] == FS or net.kind[link] == FF
            anchor = finish[before] if by_finish else start[before]
            if forward_moment(net, link, anchor, 1 if by_finish and side[before] else 0) > end:
                return False
    return True


# The passes take the arrays out of the network once and look links up in place: handing the network on for each link
# would cost more than the look-ups.


@uncounted
def forward(
    net: NetworkArrays, duration: Long, start: Long, finish: Long, side: Sides, reached: Long | None = None
) -> None:
    """Earliest start and finish of every node for given remaining durations.

    Fills ``start``, ``finish`` (w) and ``side``: 1 where the finish lies before a pause (always, but for some work
    without length); on request also ``reached``, where each link puts its anchor on the successor's calendar.
    """
    clock, calendars, head, into = net.clock, net.calendar, net.head, net.into
    kinds, lags, lag_calendars = net.kind, net.lag, net.lag_calendar
    floor, cap, target, stays_at_finish = net.floor, net.cap, net.target, net.stays_at_finish
    finish_floor, finish_cap, floor_moment = net.finish_floor, net.finish_cap, net.floor_moment
    for node in range(duration.shape[0]):
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
            if reached is not None:
                reached[link] = candidate
            if kind >= FF:
                candidate -= length
            if candidate > begin:
                begin, beyond = candidate, after_pause
            elif candidate == begin:
                beyond |= after_pause
        capped = min(cap[node], finish_cap[node] - length)
        start[node] = begin = min(begin, capped)
        end = begin + length
        if target[node] > begin:
            end = target[node]
        finish[node] = end
        side[node] = 1
        if end == begin:
            if stays and begin < capped:
                pause = as_finish(clock, calendar, begin)
                beyond = beyond and as_start(clock, calendar, begin) > pause
                by_date = begin == max(floor[node], finish_floor[node]) and floor_moment[node] > pause
                side[node] = not (beyond or by_date)
            else:
                side[node] = stays_at_finish[node] != 0 and stands_at_finish(net, node, (start, finish, side))


@njit(cache=True, nogil=True)
def reach(net: NetworkArrays, dates: tuple[Long, Long, Sides], reached: Long) -> None:
    """Where each link puts its anchor on the successor's calendar, for given dates."""
    start, finish, side = dates
    for link in range(reached.shape[0]):
        before = net.into[link]
        reached[link] = forward_through(net, link, start[before], finish[before], side[before])


@uncounted
def backward(
    net: NetworkArrays,
    early: tuple[Long, Long, Long, Sides],
    limit: Long,
    skipped: Flags,
    late: tuple[Long, Long, Sides],
    floats: tuple[Long, Long, Flags],
    room: Long,
) -> None:
    """Latest start and finish of every node; on the way free float, relationship float and driving mark of links.

    ``early`` holds start, finish, where links reach and side; ``limit`` bounds the late finish of each node (w) and is
    the limit of the free float of nodes without successor; ``skipped`` marks nodes that don't limit others' free float
    (finished ones). Fills ``late``: start, finish and side, 1 where the late start lies after a pause (always, but for
    most work without length, unless its early dates, with no room left, lie there, and where a link from a start stays
    before it); and ``floats``: free float of nodes, gap of links, and whether they drive, which they do when their
    candidate is the successor's date. ``room`` is four
    numbers a node: what a link asks of its predecessor lies side by side, since that may be anywhere.
    """
    clock, calendars, head, into = net.clock, net.calendar, net.head, net.into
    kinds, lags, lag_calendars, start_links = net.kind, net.lag, net.lag_calendar, net.start_links
    late_cap, late_floor, open_end, stays_at_start = net.late_cap, net.late_floor, net.open_end, net.stays_at_start
    early_start, early_finish, reached, early_side = early
    late_start, late_finish, late_side = late
    free, gap, driving = floats
    for node in range(late_start.shape[0]):
        end, at = min(limit[node], late_cap[node]), node << 2
        room[at + FINISH], room[at + CALENDAR], room[at + LEAST] = early_finish[node], calendars[node], FREE
        room[at + LATE] = min(end, early_finish[node]) if open_end[node] else end
        late_side[node] = UNBOUND
    for node in range(late_start.shape[0] - 1, -1, -1):
        start, finish, own = early_start[node], early_finish[node], calendars[node]
        length, limits = finish - start, not skipped[node]
        bound, least = room[(node << 2) + LATE], room[(node << 2) + LEAST]
        end = max(bound, late_floor[node])
        begin = end - length
        side = end > bound or late_side[node] != 0
        if length == 0:
            bounds = (limit[node], late_start, late_finish, late_side)
            by_date = stays_at_start[node] != BY_LINKS and bound == late_cap[node]
            reached_after = begin == start and early_side[node] == 0  # no room: not before the moment it is reached
            side = stays_at_start[node] != 0 and (reached_after or by_date or stands_at_start(net, node, bounds))
        late_finish[node], late_start[node], late_side[node] = end, begin, side
        free[node] = max(0, least if least < FREE else limit[node] - finish)
        for link in range(head[node], head[node + 1]):
            before, kind, lag, lag_calendar = into[link], kinds[link], lags[link], lag_calendars[link]
            at = before << 2
            held, candidate = (start, begin) if kind <= SS else (finish, end)
            driving[link], by_clock = reached[link] == held, lag_calendar == 0 and lag != 0
            enough = by_clock and reached[link] <= candidate
            after_pause = 1
            stays = kind == SS and lag == 0 and start_links[before] == STAYS
            if lag_calendar == PLAIN:
                candidate -= lag
                held -= lag
                after_pause = side if stays else 1
            else:
                from_start, target = kind <= SS, room[at + CALENDAR]
                to_finish = 0 if from_start and side else 1
                if stays:
                    moment = at_moment(clock, own, candidate, to_finish)
                    after_pause = moment >= as_start(clock, target, work_before(clock, target, moment))
                begins_after = length > 0 or (by_clock and early_side[node] == 0)
                pull = (-lag, lag_calendar)
                candidate = carried(clock, own, candidate, pull, target, to_finish)
                held = carried(clock, own, held, pull, target, 0 if from_start and begins_after else 1)
            done = room[at + FINISH]
            distance = held - done
            if kind & 1:
                span = done - early_start[before]
                candidate, distance = candidate + span, distance + span
            gap[link] = distance
            if enough:  # clock hours that land in a pause: early dates keep the late ones waiting for nothing
                candidate = max(candidate, done)
            if limits:
                room[at + LEAST] = min(room[at + LEAST], distance)
            if kind & 1 and start_links[before] == FIXED:
                continue
            if candidate < room[at + LATE]:
                room[at + LATE], late_side[before] = candidate, after_pause
            elif candidate == room[at + LATE] and (after_pause or late_side[before] == UNBOUND):
                late_side[before] = after_pause


@njit(cache=True, nogil=True)
def stands_at_start(net: NetworkArrays, node: int, late: tuple[int, Long, Long, Sides]) -> bool:
    """Whether late dates of work without length stand at the start after a pause: links that bound it reach there."""
    limit, late_start, late_finish, late_side = late
    end = min(limit, net.late_cap[node])
    after_pause = False
    for place in range(net.tail[node], net.tail[node + 1]):
        link = net.out[place]
        after = net.to[link]
        by_start = net.kind[link] == FS or net.kind[link] == SS
        anchor = late_start[after] if by_start else late_finish[after]
        moment = backward_moment(net, link, anchor, 0 if by_start and late_side[after] else 1)
        candidate = backward_through(net, link, late_start[after], late_finish[after], late_side[after])
        if candidate <= end:
            reaches = moment >= as_start(net.clock, net.calendar[node], candidate)
            after_pause = reaches if candidate < end else after_pause and reaches
        end = min(end, candidate)
    return after_pause


@njit(cache=True, nogil=True)
def trace(net: NetworkArrays, driving: Flags, on_path: Flags) -> None:
    """Mark every node from which a marked one is reached through driving links (last to first)."""
    head, into = net.head, net.into
    for node in range(on_path.shape[0] - 1, -1, -1):
        if on_path[node]:
            for link in range(head[node], head[node + 1]):
                if driving[link]:
                    on_path[into[link]] = True


@njit(cache=True, nogil=True)
def last_moment(net: NetworkArrays, finish: Long, side: Sides, fixed: Long, skipped: Flags) -> int:
    """The latest finish as a moment; ``fixed`` moments go before computed ones, skipped nodes don't count."""
    clock = net.clock
    best = np.full(clock.before.shape[0], NONE, dtype=np.int64)
    latest = NONE
    for node in range(finish.shape[0] - 1, -1, -1):
        if skipped[node]:
            continue
        calendar = net.calendar[node]
        if fixed[node] != NONE:
            latest = max(latest, fixed[node])
        elif finish[node] >= best[calendar]:
            best[calendar] = finish[node]
            latest = max(latest, at_moment(clock, calendar, finish[node], side[node]))
    return latest


@njit(cache=True, nogil=True)
def ends_at(net: NetworkArrays, dates: tuple[Long, Sides, Long], skipped: Flags, end: int, out: Flags) -> None:
    """Mark the nodes whose finish is not before a moment; ``dates`` holds finish, side and fixed finish."""
    clock = net.clock
    finish, side, fixed = dates
    least = np.empty(clock.before.shape[0], dtype=np.int64)
    for calendar in range(least.shape[0]):
        least[calendar] = work_before(clock, calendar, end)
    for node in range(finish.shape[0]):
        out[node] = False
        if skipped[node]:
            continue
        calendar = net.calendar[node]
        if fixed[node] != NONE:
            out[node] = fixed[node] >= end
        elif finish[node] >= least[calendar]:
            out[node] = at_moment(clock, calendar, finish[node], side[node]) >= end


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
