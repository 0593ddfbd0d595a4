"""Drag of every activity: the finish now, less the finish were the activity to take no time.

Exact for calendars, all link types, lags, constraints and progress. An activity that is held by its finish and holds
others by its start can make the finish later once it is shorter: its drag is negative.
Definition: Devaux, Total Project Control (1999).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rechterhand.engine.crossings.solve import Now, finishes_without
from rechterhand.engine.network.arrays import NONE, Network
from rechterhand.engine.network.kernel import moments_of, works_before
from rechterhand.engine.schedule import kernel
from rechterhand.record.plan import Dialect, Plan

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]


def drag(network: Network) -> Long:
    """Drag of every node of a compiled plan.

    Returns
    -------
    numpy.ndarray
        ``(nodes,)`` working minutes of each node's own calendar between the finish without the node's remaining
        duration and the finish now.
    """
    return _between(network, ends_without(network), network.arrays.calendar)


def drag_days(network: Network, ends: tuple[int, Long]) -> Real:
    """The same as the finish gains it: ``(nodes,)`` working days of the project's calendar.

    Parameters
    ----------
    network
        The compiled plan.
    ends
        What ``ends_without`` gives.
    """
    own = network.clock.position[network.plan.default_calendar_id]
    calendars = np.full(len(network), own, dtype=np.int64)
    return _between(network, ends, calendars) / project_day(network.plan)


def drags(network: Network) -> tuple[Long, Real]:
    """Drag of every node in minutes of its own calendar, and in days of the project's."""
    ends = ends_without(network)
    return _between(network, ends, network.arrays.calendar), drag_days(network, ends)


def project_day(plan: Plan) -> float:
    """Working minutes of a project day: Microsoft Project's option, P6's hours of the project calendar."""
    usual = float(plan.options.minutes_per_day or 480)
    if plan.dialect is not Dialect.PRIMAVERA:
        return usual
    own = (one.minutes_per_day for one in plan.calendars if one.id == plan.default_calendar_id)
    return float(next(own, None) or usual)


def ends_without(network: Network) -> tuple[int, Long]:
    """The finish now, and ``(nodes,)`` the finish were each node to take no time, as moments."""
    counts = ~network.finished
    if not counts.any():
        return 0, np.zeros(len(network), dtype=np.int64)
    now = _now(network)
    start, finish, _ = now.dates
    end = int(now.ended[counts].max())
    ends = np.full(len(network), end, dtype=np.int64)
    wanted = np.flatnonzero((finish > start) & counts)
    ends[wanted] = finishes_without(network, now, wanted)
    for node, done in _begun(network).items():
        ends[node] = _end_with(network, node, done)
    return end, ends


def _between(network: Network, ends: tuple[int, Long], calendars: Long) -> Long:
    """Working minutes of each node's calendar in ``calendars`` between two finishes."""
    end, without = ends
    clock = network.arrays.clock
    passed = works_before(clock, calendars, np.full(len(without), end, dtype=np.int64))
    gained: Long = passed - works_before(clock, calendars, without)
    return gained


def _begun(network: Network) -> dict[int, int]:
    """Nodes of work under way whose length holds what is done, which can't be taken out any more: minutes done.

    Microsoft Project's files say where the rest goes on; where one doesn't, all of it lies from the actual start.
    """
    found = {}
    for node in np.flatnonzero(~network.finished & (network.row >= 0)).tolist():
        one = network.plan.activities[network.row[node]]
        left = one.remaining_duration_minutes
        if one.started and left is not None and one.actual_duration_minutes and one.resume is None:
            done = int(network.arrays.duration[node]) - left
            if done > 0:
                found[node] = done
    return found


def _end_with(network: Network, node: int, length: int) -> int:
    """The finish (a moment) with another length of one node."""
    net, duration = network.arrays, network.arrays.duration.copy()
    duration[node] = length
    start, finish, side = duration.copy(), duration.copy(), np.empty(len(network), dtype=np.int8)
    kernel.forward(net, duration, start, finish, side)
    return int(kernel.last_moment(net, finish, side, network.fixed_finish, network.finished))


def _now(network: Network) -> Now:
    """The forward pass, without work that is moved to as late as possible."""
    net, count = network.arrays, len(network)
    start, finish = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    side, reached = np.empty(count, dtype=np.int8), np.empty(len(net.into), dtype=np.int64)
    kernel.forward(net, net.duration, start, finish, side, reached)
    ended = moments_of(net.clock, net.calendar, finish, True)
    after = side == 0
    ended[after] = moments_of(net.clock, net.calendar[after], finish[after], False)
    ended = np.where(network.fixed_finish == NONE, ended, network.fixed_finish)
    beyond = reached - np.where(net.kind >= 2, finish[net.to], start[net.to])
    # beyond what a date allows: earlier it would make its successor earlier than that date
    held = start > np.maximum(net.floor, net.finish_floor - finish + start)
    driving = (beyond == 0) | ((beyond > 0) & held[net.to])
    on_path = ~network.finished & (ended >= ended[~network.finished].max())
    kernel.trace(net, driving, on_path)
    return Now((start, finish, side), reached, ended, on_path)
