"""The forward pass over futures side by side.

The rules are those of ``schedule.kernel.forward``; here each of its steps runs over all lanes of a node before the
next, so that the compiler makes vector instructions of it. Only links between calendars, and which side of a pause
work without length lies at, are settled lane by lane.
"""

from __future__ import annotations

from rechterhand.engine.lanes.across import lag_of, push_across, push_lane_by_lane
from rechterhand.engine.lanes.bent import Dates, lose_days, take_length
from rechterhand.engine.lanes.width import LANES, Lanes, Long, Sides
from rechterhand.engine.network.arrays import FF, FREE, NONE, PLAIN, NetworkArrays
from rechterhand.engine.network.kernel import as_finish, as_start, work_before
from rechterhand.engine.network.uncounted import inlined, uncounted
from rechterhand.engine.schedule.kernel import at_moment, shifted, stands_at_finish


@uncounted
def settle(net: NetworkArrays, node: int, duration: Long, dates: Dates) -> None:
    """``settle_here`` for kernels that settle few nodes."""
    settle_here(net, node, duration, dates)


@inlined
def settle_here(net: NetworkArrays, node: int, duration: Long, dates: Dates) -> None:
    """Earliest start, finish and side of one node in all lanes, from those of its predecessors.

    ``duration`` is ``(LANES,)``; ``dates`` holds start and finish (w) and side, ``(nodes, LANES)`` each.
    """
    starts, finishes, sides, turns = dates
    start, finish, side = starts[node], finishes[node], sides[node]
    bent = turns.place[node]
    if bent >= 0:
        take_length(turns, bent, duration, finishes)
        duration = turns.length[bent]
    floor, finish_floor = net.floor[node], net.finish_floor[node]
    for lane in range(LANES):
        start[lane] = max(floor, finish_floor - duration[lane])
        side[lane] = 0
    for link in range(net.head[node], net.head[node + 1]):
        before, kind = net.into[link], net.kind[link]
        anchor = starts[before] if kind & 1 else finishes[before]
        if net.stays_at_finish[node] != 0:
            _push_moment(net, link, duration, (starts[before], finishes[before], sides[before]), (start, side))
        elif net.lag_share[link] != 0.0:
            push_lane_by_lane(net, link, duration, (starts[before], finishes[before], sides[before]), start)
        elif net.lag_calendar[link] != PLAIN:
            push_across(net, link, duration, (starts[before], finishes[before], sides[before]), start)
        else:
            lag = net.lag[link]
            for lane in range(LANES):
                start[lane] = max(start[lane], anchor[lane] + lag - (duration[lane] if kind >= FF else 0))
    if net.stays_at_finish[node] != 0:
        _stand(net, node, duration, dates)
    _hold(net, node, duration, (start, finish))
    if bent >= 0:
        lose_days(net, node, turns, start, finish)
    if net.stays_at_finish[node] == 0:
        for lane in range(LANES):
            side[lane] = finish[lane] > start[lane]


@inlined
def _hold(net: NetworkArrays, node: int, duration: Long, rows: tuple[Long, Long]) -> None:
    """Hold starts to what the node's dates allow at most, and finish the work."""
    start, finish = rows
    cap, finish_cap, target = net.cap[node], net.finish_cap[node], net.target[node]
    if cap < FREE or finish_cap < FREE:
        for lane in range(LANES):
            start[lane] = min(start[lane], cap, finish_cap - duration[lane])
    if target == NONE:
        for lane in range(LANES):
            finish[lane] = start[lane] + duration[lane]
    else:
        for lane in range(LANES):
            finish[lane] = target if target > start[lane] else start[lane] + duration[lane]


@uncounted
def _push_moment(
    net: NetworkArrays, link: int, duration: Long, before: tuple[Long, Long, Sides], held: tuple[Long, Sides]
) -> None:
    """Take a link to work that may be a moment; the second of ``held`` says whether a link puts it after a pause."""
    starts, finishes, before_pause = before
    start, beyond = held
    clock, own, to = net.clock, net.calendar[net.into[link]], net.calendar[net.to[link]]
    lag_calendar, kind = net.lag_calendar[link], net.kind[link]
    plain, by_finish = lag_calendar == PLAIN, 1 - (kind & 1)
    for lane in range(LANES):
        length, anchor = duration[lane], finishes[lane] if by_finish else starts[lane]
        lag = lag_of(net, link, finishes[lane] - starts[lane])
        if plain:
            candidate = anchor + lag
            after_pause = (by_finish & before_pause[lane]) == 0
        else:
            moment = shifted(clock, own, anchor, (lag, lag_calendar), by_finish & before_pause[lane])
            candidate = work_before(clock, to, moment)
            after_pause = length == 0 and candidate >= start[lane] and moment > as_finish(clock, to, candidate)
        if kind >= FF:
            candidate -= length
        if candidate > start[lane]:
            start[lane], beyond[lane] = candidate, after_pause
        elif candidate == start[lane]:
            beyond[lane] |= after_pause


@uncounted
def _stand(net: NetworkArrays, node: int, duration: Long, dates: Dates) -> None:
    """At which side of a pause work that may be a moment ends; ``side`` says whether links put it after one."""
    starts, finishes, sides, _ = dates
    start, side = starts[node], sides[node]
    clock, calendar = net.clock, net.calendar[node]
    cap, least = min(net.cap[node], net.finish_cap[node]), max(net.floor[node], net.finish_floor[node])
    target, floor_moment = net.target[node], net.floor_moment[node]
    for lane in range(LANES):
        begin = start[lane]
        beyond = side[lane] != 0
        side[lane] = 1
        if duration[lane] != 0 or target > min(begin, cap):
            continue
        if begin >= cap:
            start[lane] = cap
            side[lane] = stands_at_finish(net, node, (starts[:, lane], finishes[:, lane], sides[:, lane]))
        elif beyond or begin == least:
            pause = as_finish(clock, calendar, begin)
            beyond = beyond and as_start(clock, calendar, begin) > pause
            side[lane] = not (beyond or (begin == least and floor_moment > pause))


@uncounted
def forward_lanes(net: NetworkArrays, duration: Lanes, dates: Dates) -> None:
    """Earliest start, finish and side of every node in all lanes, for ``(nodes, LANES)`` durations."""
    for node in range(duration.shape[0]):
        settle_here(net, node, duration[node], dates)


@uncounted
def last_finishes(net: NetworkArrays, ends: Long, dates: Dates, last: Long, out: Long) -> None:
    """The latest moment at which one of the end nodes finishes, in each lane; ``ends`` lie together by calendar.

    On one calendar more work done is never earlier, and at a pause the side after it is the later one: so only one
    moment a calendar is looked up. Overwrites ``last``; both are ``(LANES,)``.
    """
    _, finishes, sides, _ = dates
    for lane in range(LANES):
        out[lane] = NONE
    place = 0
    while place < ends.shape[0]:
        own = net.calendar[ends[place]]
        for lane in range(LANES):
            last[lane] = NONE
        while place < ends.shape[0] and net.calendar[ends[place]] == own:
            finish, side = finishes[ends[place]], sides[ends[place]]
            for lane in range(LANES):
                last[lane] = max(last[lane], 2 * finish[lane] + 1 - side[lane])
            place += 1
        for lane in range(LANES):
            moment = at_moment(net.clock, own, last[lane] >> 1, 1 - (last[lane] & 1))
            out[lane] = max(out[lane], moment)
