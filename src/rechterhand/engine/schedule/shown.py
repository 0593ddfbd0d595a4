"""Dates that Microsoft Project shows at the other side of a pause than where work lies, and what hard dates cost.

The passes count working time, in which Friday 17:00 and Monday 08:00 are the same. Which of both is shown, the tool
decides by where a date came from. Evidence for each rule: docs/agreement.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import FF, FREE, NONE, SF, Network
from rechterhand.engine.network.kernel import as_finish, as_start
from rechterhand.engine.network.rule import minute
from rechterhand.engine.schedule import kernel
from rechterhand.record.activity import Activity

if TYPE_CHECKING:
    from rechterhand.engine.schedule.solve import Passes

Long = npt.NDArray[np.int64]


@dataclass
class Moments:
    """Early and late dates of every node, as minutes since 1970."""

    start: Long
    finish: Long
    late_start: Long
    late_finish: Long


def show(network: Network, passes: Passes, moments: Moments) -> None:
    """Put dates where Microsoft Project shows them."""
    _finishes_by_starts(network, passes, moments)
    manual = _manual(network)
    for node, activity in manual:
        moments.start[node] = moments.start[node] if activity.start is None else minute(activity.start)
        moments.finish[node] = moments.finish[node] if activity.finish is None else minute(activity.finish)
    end = passes.end if network.must_finish == NONE else network.must_finish
    _milestones_at_the_end(network, passes, moments, end)
    for node, activity in manual:
        _late_as_typed(network, passes, moments, (node, activity, end))


def _finishes_by_starts(network: Network, passes: Passes, moments: Moments) -> None:
    """A finish that follows a start (SF) stays on the start of work that drives it; a lag ends at the end of work."""
    net = network.arrays
    for link in np.flatnonzero((net.kind == SF) & passes.driving & (net.lag + network.begun <= 0)).tolist():
        node = net.to[link]
        if passes.finish[node] == passes.start[node] or network.finished[node]:
            continue
        moment = kernel.forward_moment(net, link, passes.start[net.into[link]], 0)
        moments.finish[node] = max(moments.finish[node], _edge(network, node, passes.finish[node], moment))


def _edge(network: Network, node: int, work: int, moment: int) -> int:
    """The start after a pause where the moment reaches it, else the end before it."""
    calendar = network.arrays.calendar[node]
    after = as_start(network.arrays.clock, calendar, work)
    return int(after if moment >= after else as_finish(network.arrays.clock, calendar, work))


def _milestones_at_the_end(network: Network, passes: Passes, moments: Moments, end: int) -> None:
    """A milestone that may wait until the project's finish shows that moment itself."""
    point = (passes.finish == passes.start) & ~network.finished & (passes.late_finish == passes.limit)
    for node in np.flatnonzero(point & (network.arrays.late_cap > passes.limit)).tolist():
        if passes.late_side[node] == 0:
            at = _edge(network, node, passes.late_finish[node], end)
            moments.late_start[node] = moments.late_finish[node] = at


def _manual(network: Network) -> list[tuple[int, Activity]]:
    activities = network.plan.activities
    if network.honest:  # there they follow their links
        return []
    return [
        (node, activities[row])
        for node, row in enumerate(network.row.tolist())
        if row >= 0 and activities[row].manual and not network.finished[node]
    ]


def _late_as_typed(network: Network, passes: Passes, moments: Moments, one: tuple[int, Activity, int]) -> None:
    """Manual tasks are shown as typed, working time or not. Their late finish is the very moment that bounds it, and
    their late start lies a duration before it.
    """
    node, activity, end = one
    net, clock, calendar = network.arrays, network.arrays.clock, network.arrays.calendar[node]
    last = passes.late_finish[node]
    if last >= FREE // 2:
        return
    if last < min(passes.limit[node], net.late_cap[node]):
        moments.late_finish[node] = as_start(clock, calendar, last)
    elif last < net.late_cap[node]:
        moments.late_finish[node] = end
    if last == passes.finish[node]:
        moments.late_start[node] = moments.start[node]
    elif activity.duration_minutes:
        moments.late_start[node] = as_start(clock, calendar, last - activity.duration_minutes)


def conflicts(network: Network, passes: Passes) -> Long:
    """How much earlier a finish that must not be later pulls each start than its links ask, in working minutes."""
    net = network.arrays
    pulled = np.zeros(len(network), dtype=np.int64)
    capped = (net.finish_cap < FREE) & (passes.finish == net.finish_cap) & ~network.finished
    for node in np.flatnonzero(capped).tolist():
        length = passes.finish[node] - passes.start[node]
        for link in range(net.head[node], net.head[node + 1]):
            if network.link[link] < 0:
                continue
            before = net.into[link]
            dates = (passes.start[before], passes.finish[before], passes.side[before])
            asked = kernel.forward_through(net, link, *dates) - (length if net.kind[link] >= FF else 0)
            pulled[node] = max(pulled[node], asked - passes.start[node])
    return pulled
