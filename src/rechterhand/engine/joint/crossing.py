"""A link between activities of two plans, and what it does to the joint network."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rechterhand.engine.network.arrays import FF, FREE, FS, SF, SS, Network
from rechterhand.engine.network.compile import Bounds
from rechterhand.engine.network.kernel import moments_of, works_before
from rechterhand.engine.network.rule import minute
from rechterhand.engine.price.change import Freed
from rechterhand.record.link import LinkType

KINDS = {LinkType.FS: FS, LinkType.SS: SS, LinkType.FF: FF, LinkType.SF: SF}


@dataclass(frozen=True, slots=True)
class Crossing:
    """From an activity of one plan to one of another: ``before`` and ``after`` are the place of the plan and the id.

    ``lag`` is in working minutes of the successor's calendar, less than nought for a lead.
    """

    before: tuple[int, int]
    after: tuple[int, int]
    type: LinkType = LinkType.FS
    lag: int = 0

    @property
    def by_finish(self) -> bool:
        """Whether the predecessor's finish decides, rather than its start."""
        return self.type in {LinkType.FS, LinkType.FF}

    @property
    def holds_start(self) -> bool:
        """Whether the successor's start waits, rather than its finish."""
        return self.type in {LinkType.FS, LinkType.SS}


def node_of(network: Network, activity_id: int) -> int:
    """The node of an activity; -1 where it isn't scheduled by links."""
    found = next((row for row, one in enumerate(network.plan.activities) if one.id == activity_id), None)
    return -1 if found is None else int(network.node[found])


def known_moment(network: Network, crossing: Crossing) -> int | None:
    """When the predecessor's end was reached, where that is history: nothing in the future moves it."""
    one = network.plan.activity(crossing.before[1])
    moment = one.actual_finish if crossing.by_finish else one.actual_start
    return None if moment is None else minute(moment)


def held(network: Network, node: int, crossing: Crossing, moment: int) -> Freed:
    """The bounds of the successor when what it waits for is reached at a moment: never earlier than they were."""
    net = network.arrays
    counted = net.calendar[node : node + 1]
    lagged = network.float_calendar[node : node + 1]
    work = works_before(net.clock, lagged, np.array([moment], dtype=np.int64)) + crossing.lag
    finish = not crossing.holds_start or (crossing.by_finish and crossing.lag == 0)
    at = moment if crossing.lag == 0 else int(moments_of(net.clock, lagged, work, finish)[0])
    least = int(works_before(net.clock, counted, np.array([at], dtype=np.int64))[0])
    floor, finish_floor = int(net.floor[node]), int(net.finish_floor[node])
    later = int(net.floor_moment[node])
    if least > max(floor, finish_floor) or (least == max(floor, finish_floor, -FREE) and at > later):
        later = at
    return Freed(
        node,
        Bounds(
            floor=max(floor, least) if crossing.holds_start else floor,
            cap=int(net.cap[node]),
            finish_floor=finish_floor if crossing.holds_start else max(finish_floor, least),
            finish_cap=int(net.finish_cap[node]),
            floor_moment=later,
        ),
    )
