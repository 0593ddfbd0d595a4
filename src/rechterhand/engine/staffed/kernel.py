"""Futures with people: work is placed one after the other where those it asks for are free.

Serial schedule generation (Kelley 1963; Kolisch 1996, doi 10.1016/0377-2217(95)00357-6) over the dates that the links
give: an activity starts at the first moment from its early start on at which everything it asks for is left until it
ends.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.futures.draws import SpreadArrays
from rechterhand.engine.futures.lanes import common_for
from rechterhand.engine.lanes.bent import Dates, Turns, lost
from rechterhand.engine.lanes.dates import last_finishes, settle
from rechterhand.engine.lanes.width import LANES, Lanes, Long, Sides
from rechterhand.engine.network.arrays import FREE, NONE, NetworkArrays
from rechterhand.engine.network.kernel import as_finish, as_start, work_before
from rechterhand.engine.network.uncounted import uncounted
from rechterhand.engine.simulate.kernel import dates_for, sample
from rechterhand.engine.staffed.arrays import StaffArrays
from rechterhand.engine.staffed.profile import NEVER, fits_from, open_profiles, reserve

Kept = npt.NDArray[np.int32]

WEEK = np.int64(7 * 1440)
MONDAY = np.int64(3 * 1440)


@uncounted
def finish_after(net: NetworkArrays, node: int, start: int, duration: int, future: tuple[Turns, int]) -> int:
    """The finish (w) of work that starts there; ``future`` is what bends the work, and the lane."""
    target, turns = net.target[node], future[0]
    finish = target if target != NONE and target > start else start + duration
    return finish if turns.place[node] < 0 else finish + lost(net, node, turns, future[1], (start, finish))


@uncounted
def place_node(
    net: NetworkArrays,
    staff: StaffArrays,
    work: tuple[int, int, int],
    profiles: tuple[Long, Long, Long],
    told: tuple[Long, int],
    future: tuple[Turns, int],
) -> int:
    """The start (w) of a node that asks for something, and its reservations.

    Parameters
    ----------
    work
        The node, its early start (w) and its duration.
    profiles
        Since when how much is left, and the number of steps of each resource.
    told
        ``(resources, weeks)`` flattened, minutes of waiting for each resource in each week, and the first week.
    future
        What bends work, and the lane.
    """
    since, left, count = profiles
    node, start, duration = work
    clock, calendar = net.clock, net.calendar[node]
    cap = min(net.cap[node], net.finish_cap[node] - duration)
    begin = as_start(clock, calendar, start)
    finish = as_finish(clock, calendar, finish_after(net, node, start, duration, future))
    found, at, place = start, begin, staff.head[node]
    while place < staff.head[node + 1]:
        resource = staff.place[place]
        span = (staff.room[resource], count[resource])
        later = fits_from((since, left), span, staff.units[place], at, finish)
        if later == at:
            place += 1
            continue
        moved = FREE if later == NEVER else work_before(clock, calendar, later)
        if moved > cap or later == NEVER:
            # a date that holds it, or a resource that has gone: it is done where the links put it
            found, at = start, begin
            break
        _tell(told, resource, count.shape[0], at, later)
        found, at, place = moved, as_start(clock, calendar, moved), staff.head[node]
        finish = as_finish(clock, calendar, finish_after(net, node, found, duration, future))
    finish = as_finish(clock, calendar, finish_after(net, node, found, duration, future))
    for place in range(staff.head[node], staff.head[node + 1]):
        resource = staff.place[place]
        count[resource] = reserve(
            (since, left), (staff.room[resource], count[resource]), staff.units[place], at, finish
        )
    return found


@uncounted
def _tell(told: tuple[Long, int], resource: int, resources: int, since: int, until: int) -> None:
    """Add the wait between two moments to the weeks that it lies in."""
    waits, first = told
    weeks = waits.shape[0] // resources
    moment = since
    while moment < until:
        number = (moment + MONDAY) // WEEK
        end = min(until, int((number + 1) * WEEK - MONDAY))
        week = int(min(max(number - first, 0), weeks - 1))
        waits[resource * weeks + week] += end - moment
        moment = end


@njit(cache=True, nogil=True)
def staffed_futures(
    net: NetworkArrays,
    spread: SpreadArrays,
    staff: StaffArrays,
    order: tuple[Long, Sides],
    ends: Long,
    seed: np.uint64,
    span: tuple[int, int],
    found: tuple[Long, Kept, Kept, Long, int],
) -> None:
    """The futures from ``span[0]`` up to ``span[1]`` with people.

    Parameters
    ----------
    order
        ``(nodes,)`` in which work is placed, predecessors first; and 1 where work goes on whoever is free (it has
        begun).
    found
        Filled: ``(iterations,)`` finishes; twice ``(nodes, iterations)``, or ``(0, 0)``: the finish of each node (w),
        and the minutes of its calendar that it starts later than its links allow; ``(resources * weeks,)`` minutes of
        waiting, added to; the first week.
    """
    finishes, node_finishes, delays, waits, week = found
    count, resources = net.duration.shape[0], staff.room.shape[0] - 1
    common = common_for(spread)
    dates = dates_for(count, spread, common)
    duration = np.empty((count, LANES), np.int64)
    last, latest = np.empty(LANES, np.int64), np.empty(LANES, np.int64)
    since = np.empty((LANES, staff.room[resources]), np.int64)
    left = np.empty((LANES, staff.room[resources]), np.int64)
    steps = np.empty((LANES, resources), np.int64)
    for first in range(span[0], span[1], LANES):
        lanes = min(LANES, span[1] - first)
        sample(spread, seed, first, common, duration)
        for lane in range(lanes):
            open_profiles(staff, since[lane], left[lane], steps[lane])
        for node in order[0]:
            settle(net, node, duration[node], dates)
            if staff.head[node] == staff.head[node + 1]:
                continue
            for lane in range(lanes):
                profiles = (since[lane], left[lane], steps[lane])
                _place(net, staff, node, lane, (duration, dates, order[1]), profiles, (waits, week, delays, first))
        last_finishes(net, ends, dates, last, latest)
        for lane in range(lanes):
            finishes[first + lane] = latest[lane]
        for node in range(node_finishes.shape[0]):
            for lane in range(lanes):
                node_finishes[node, first + lane] = dates[1][node, lane]


@uncounted
def _place(
    net: NetworkArrays,
    staff: StaffArrays,
    node: int,
    lane: int,
    given: tuple[Lanes, Dates, Sides],
    profiles: tuple[Long, Long, Long],
    told: tuple[Long, int, Kept, int],
) -> None:
    """Place one node in one future, from the dates that its links give."""
    duration, dates, forced = given
    waits, week, delays, first = told
    turns, start = dates[3], dates[0][node, lane]
    bent = turns.place[node]
    length = duration[node, lane] if bent < 0 else turns.length[bent, lane]
    if length <= 0:
        return
    if forced[node]:
        _hold(net, staff, (node, start, length), profiles, (turns, lane))
        return
    moved = place_node(net, staff, (node, start, length), profiles, (waits, week), (turns, lane))
    if moved != start:
        dates[0][node, lane] = moved
        dates[1][node, lane] = finish_after(net, node, moved, length, (turns, lane))
        if delays.shape[0] > 0:
            delays[node, first + lane] = moved - start


@uncounted
def _hold(
    net: NetworkArrays,
    staff: StaffArrays,
    work: tuple[int, int, int],
    profiles: tuple[Long, Long, Long],
    future: tuple[Turns, int],
) -> None:
    """Take what a node asks for, whether it is left or not."""
    since, left, count = profiles
    node, start, duration = work
    clock, calendar = net.clock, net.calendar[node]
    at = as_start(clock, calendar, start)
    finish = as_finish(clock, calendar, finish_after(net, node, start, duration, future))
    for place in range(staff.head[node], staff.head[node + 1]):
        resource = staff.place[place]
        count[resource] = reserve(
            (since, left), (staff.room[resource], count[resource]), staff.units[place], at, finish
        )
