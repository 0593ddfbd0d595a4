"""The longest path of futures side by side."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rechterhand.engine.lanes.across import lag_of
from rechterhand.engine.lanes.width import LANES, Lanes, Long, Sides
from rechterhand.engine.network.arrays import PLAIN, SS, NetworkArrays
from rechterhand.engine.network.kernel import work_before
from rechterhand.engine.network.uncounted import uncounted
from rechterhand.engine.schedule.kernel import at_moment, shifted

Marks = npt.NDArray[np.uint8]


@uncounted
def mark_paths(
    net: NetworkArrays, ends: Long, moments: tuple[Long, Long], dates: tuple[Lanes, Lanes, Sides], marks: Marks
) -> None:
    """Mark in each lane the nodes on a longest path to an end node that finishes at a moment.

    ``moments`` holds that of each lane, and room for as many numbers; ``marks`` is ``(nodes, LANES)`` and comes in
    empty.
    """
    starts, finishes, sides = dates
    latest, least = moments
    own = -1
    for place in range(ends.shape[0]):
        node = ends[place]
        if net.calendar[node] != own:
            own = net.calendar[node]
            for lane in range(LANES):
                least[lane] = work_before(net.clock, own, latest[lane])
        finish, side, mark = finishes[node], sides[node], marks[node]
        reaches = False
        for lane in range(LANES):
            reaches |= finish[lane] >= least[lane]
        if reaches:
            for lane in range(LANES):
                if finish[lane] >= least[lane]:
                    mark[lane] = at_moment(net.clock, own, finish[lane], side[lane]) == latest[lane]
    for node in range(starts.shape[0] - 1, -1, -1):
        if marked(marks[node]):
            _hand_back(net, node, dates, marks)


@uncounted
def marked(mark: Marks) -> bool:
    """Whether any lane is marked."""
    found = 0
    for lane in range(LANES):
        found |= mark[lane]
    return bool(found)


@uncounted
def _hand_back(net: NetworkArrays, node: int, dates: tuple[Lanes, Lanes, Sides], marks: Marks) -> None:
    """Mark the predecessors that hold a marked node.

    What lies beyond its date holds it too where a date alone keeps it from being earlier.
    """
    starts, finishes, sides = dates
    start, finish, mark = starts[node], finishes[node], marks[node]
    floor, finish_floor = net.floor[node], net.finish_floor[node]
    for link in range(net.head[node], net.head[node + 1]):
        before, kind, lag_calendar = net.into[link], net.kind[link], net.lag_calendar[link]
        anchor = starts[before] if kind & 1 else finishes[before]
        held = start if kind <= SS else finish
        into = marks[before]
        lag, shared = net.lag[link], net.lag_share[link] != 0.0
        if lag_calendar == PLAIN and not shared:
            for lane in range(LANES):
                beyond = anchor[lane] + lag - held[lane]
                low = max(floor, finish_floor - finish[lane] + start[lane])
                holds = (beyond == 0) | ((beyond > 0) & (low < start[lane]))
                into[lane] |= mark[lane] & np.uint8(holds)
        else:
            clock, own, to = net.clock, net.calendar[before], net.calendar[node]
            by_finish, side = 1 - (kind & 1), sides[before]
            for lane in range(LANES):
                if mark[lane] and not into[lane]:
                    lag = lag_of(net, link, finishes[before, lane] - starts[before, lane])
                    moment = shifted(clock, own, anchor[lane], (lag, lag_calendar), by_finish & side[lane])
                    beyond = work_before(clock, to, moment) - held[lane]
                    low = max(floor, finish_floor - finish[lane] + start[lane])
                    if beyond == 0 or (beyond > 0 and low < start[lane]):
                        into[lane] = 1
