"""Steps of the forward pass for work whose length hangs on when it can be done, over futures side by side."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rechterhand.engine.lanes.width import LANES, Lanes, Long, Sides
from rechterhand.engine.network.arrays import NetworkArrays
from rechterhand.engine.network.kernel import work_before
from rechterhand.engine.network.uncounted import uncounted

_ONE = np.uint64(1)


class Turns(NamedTuple):
    """What happened in the futures of these lanes, beside what is known of the bent nodes (``BendArrays``).

    ``length`` is ``(bent nodes, LANES)``, the minutes of work that each takes without lost days: overwritten by the
    forward pass. ``since``, ``until`` and ``which`` are ``(periods, LANES)``: moments between which days are lost, in
    order of these, and the number of the period.
    """

    place: npt.NDArray[np.int32]
    on: Long
    limit: Long
    done: npt.NDArray[np.int8]
    hit: npt.NDArray[np.uint64]
    length: Lanes
    since: Lanes
    until: Lanes
    which: Lanes


Dates = tuple[Lanes, Lanes, Sides, Turns]
"""Start and finish (w) and side of every node in all lanes, ``(nodes, LANES)`` each, and what bends the work."""


@uncounted
def take_length(turns: Turns, bent: int, duration: Long, finishes: Lanes) -> None:
    """Put the length of a bent node's work in its row: none where it isn't done."""
    length, done = turns.length[bent], turns.done[bent]
    if done < 0:
        for lane in range(LANES):
            length[lane] = duration[lane]
        return
    finish, limit = finishes[turns.on[bent]], turns.limit[bent]
    for lane in range(LANES):
        length[lane] = duration[lane] if (finish[lane] > limit) == (done == 1) else 0


@uncounted
def lost(net: NetworkArrays, node: int, turns: Turns, lane: int, span: tuple[int, int]) -> int:
    """Minutes of a node's calendar that its work loses when it would lie between two amounts of work."""
    begin, finish = span
    hit, calendar, upto = turns.hit[turns.place[node]], net.calendar[node], span[0]
    if finish <= begin:
        return 0
    for place in range(turns.since.shape[0]):
        bit = (hit >> np.uint64(turns.which[place, lane])) & _ONE
        if bit == 0 or turns.since[place, lane] == turns.until[place, lane]:
            continue
        first = max(upto, work_before(net.clock, calendar, turns.since[place, lane]))
        if first >= finish:
            break
        last = work_before(net.clock, calendar, turns.until[place, lane])
        if last > first:
            finish += last - first
            upto = last
    return int(finish - span[1])


@uncounted
def lose_days(net: NetworkArrays, node: int, turns: Turns, start: Long, finish: Long) -> None:
    """Finish a bent node's work later by the days that it loses."""
    if turns.hit[turns.place[node]] == 0:
        return
    for lane in range(LANES):
        finish[lane] += lost(net, node, turns, lane, (start[lane], finish[lane]))
