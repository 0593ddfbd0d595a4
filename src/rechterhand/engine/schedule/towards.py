"""Float towards one activity: how much later each activity may finish before that one does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import FREE, NONE, Network
from rechterhand.engine.network.kernel import moments_of, works_before
from rechterhand.engine.schedule import kernel

if TYPE_CHECKING:
    from rechterhand.engine.schedule.solve import Passes

Long = npt.NDArray[np.int64]


def float_towards(network: Network, passes: Passes, end: int) -> Long:
    """The backward pass from one node alone, without late dates of its own or of others.

    Parameters
    ----------
    network, passes
        A compiled plan and its passes.
    end
        The node to look back from.

    Returns
    -------
    numpy.ndarray
        ``(nodes,)`` working minutes by the calendar that counts each node's floats: nought where the node drives the
        end, NONE where it doesn't lead there.
    """
    net, count = network.arrays, len(network)
    free, limit = np.full(count, FREE, dtype=np.int64), np.full(count, FREE, dtype=np.int64)
    limit[end] = passes.finish[end]
    bare = net._replace(late_cap=free, late_floor=-free, open_end=np.zeros_like(net.open_end))
    late_start, late_finish = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    late_side = np.empty(count, dtype=np.int8)
    unread = (np.empty(count, dtype=np.int64), np.empty_like(passes.gap), np.empty_like(passes.driving))
    reached = np.empty_like(passes.gap)
    kernel.reach(net, (passes.start, passes.finish, passes.side), reached)
    early = (passes.start, passes.finish, reached, passes.side)
    late = (late_start, late_finish, late_side)
    scratch = np.empty(4 * count, dtype=np.int64)
    kernel.backward(bare, early, limit, np.ones(count, dtype=np.bool_), late, unread, scratch)
    leads = late_finish < FREE // 2
    room: Long = np.where(leads, late_finish - passes.finish, NONE)
    other = leads & (network.float_calendar != net.calendar)
    if other.any():
        by = network.float_calendar[other]
        ends = (moments_of(net.clock, net.calendar[other], at[other], True) for at in (late_finish, passes.finish))
        later, now = (works_before(net.clock, by, moments) for moments in ends)
        room[other] = later - now
    return room
