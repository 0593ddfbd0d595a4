"""The longest path of futures side by side."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rechterhand.engine.lanes.across import lag_of
from rechterhand.engine.lanes.bent import Dates
from rechterhand.engine.lanes.width import LANES, Long
from rechterhand.engine.network.arrays import PLAIN, SS, NetworkArrays
from rechterhand.engine.network.kernel import work_before
from rechterhand.engine.network.uncounted import uncounted
from rechterhand.engine.schedule.kernel import at_moment, shifted

Marks = npt.NDArray[np.uint8]


@uncounted
def mark_paths(net: NetworkArrays, ends: Long, moments: tuple[Long, Long], dates: Dates, marks: Marks) -> None:
    """Mark in each lane the nodes on a longest path to an end node that finishes at a moment.

    ``moments`` holds that of each lane, and room for as many numbers; ``marks`` is ``(nodes, LANES)`` and comes in
    empty.
    """
    _, finishes, sides, _ = dates
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
    for node in range(finishes.shape[0] - 1, -1, -1):
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
def _hand_back(net: NetworkArrays, node: int, dates: Dates, marks: Marks) -> None:
    """Mark the predecessors that hold a marked node.

    What lies beyond its date holds it too where a date alone keeps it from being earlier.
    """
    starts, finishes, _, turns = dates
    start, finish, mark = starts[node], finishes[node], marks[node]
    floor, finish_floor = net.floor[node], net.finish_floor[node]
    for link in range(net.head[node], net.head[node + 1]):
        before, kind = net.into[link], net.kind[link]
        anchor = starts[before] if kind & 1 else finishes[before]
        held = start if kind <= SS else finish
        into = marks[before]
        if net.lag_calendar[link] == PLAIN and net.lag_share[link] == 0.0 and turns.place[node] < 0:
            lag = net.lag[link]
            for lane in range(LANES):
                beyond = anchor[lane] + lag - held[lane]
                low = max(floor, finish_floor - finish[lane] + start[lane])
                holds = (beyond == 0) | ((beyond > 0) & (low < start[lane]))
                into[lane] |= mark[lane] & np.uint8(holds)
        else:
            _hand_back_lane_by_lane(net, link, dates, (mark, into))


@uncounted
def _hand_back_lane_by_lane(net: NetworkArrays, link: int, dates: Dates, marks: tuple[Marks, Marks]) -> None:
    """The same along one link between calendars, with a lag that is a share, or to work that loses days: these come
    after what its finish is held by.
    """
    starts, finishes, sides, turns = dates
    node, before, kind, lag_calendar = net.to[link], net.into[link], net.kind[link], net.lag_calendar[link]
    own, to, bent, by_finish = net.calendar[before], net.calendar[node], turns.place[node], 1 - (kind & 1)
    floor, finish_floor = net.floor[node], net.finish_floor[node]
    mark, into = marks
    for lane in range(LANES):
        if not mark[lane] or into[lane]:
            continue
        start, anchor = starts[node, lane], finishes[before, lane] if by_finish else starts[before, lane]
        length = turns.length[bent, lane] if bent >= 0 else finishes[node, lane] - start
        asked = anchor + lag_of(net, link, finishes[before, lane] - starts[before, lane])
        if lag_calendar != PLAIN:
            moment = shifted(net.clock, own, anchor, (asked - anchor, lag_calendar), by_finish & sides[before, lane])
            asked = work_before(net.clock, to, moment)
        beyond = asked - (start if kind <= SS else start + length)
        low = max(floor, finish_floor - length)
        if beyond == 0 or (beyond > 0 and low < start):
            into[lane] = 1
