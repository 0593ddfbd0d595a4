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

Long = npt.NDArray[np.int64]


def drag(network: Network) -> Long:
    """Drag of every node of a compiled plan.

    Returns
    -------
    numpy.ndarray
        ``(nodes,)`` working minutes of each node's own calendar between the finish without the node's remaining
        duration and the finish now.
    """
    net = network.arrays
    counts = ~network.finished
    if not counts.any():
        return np.zeros(len(network), dtype=np.int64)
    now = _now(network)
    start, finish, _ = now.dates
    ends = np.full(len(network), now.ended[counts].max(), dtype=np.int64)
    wanted = np.flatnonzero((finish > start) & counts)
    passed = works_before(net.clock, net.calendar, ends)
    ends[wanted] = finishes_without(network, now, wanted)
    for node, done in _begun(network).items():
        ends[node] = _end_with(network, node, done)
    gained: Long = passed - works_before(net.clock, net.calendar, ends)
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
