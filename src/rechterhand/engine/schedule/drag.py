"""Drag of every activity: the finish now, less the finish were the activity to take no time.

Only activities on a longest path can make the finish earlier, and only what hangs on them is computed again, as far as
it can matter; so drag is exact for calendars, all link types, lags, constraints and progress. An activity that is held
by its finish and holds others by its start can make the finish later once it is shorter: its drag is negative.
Definition: Devaux, Total Project Control (1999).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import FREE, NONE, Network, NetworkArrays
from rechterhand.engine.network.kernel import moments_of, works_before
from rechterhand.engine.ripple import kernel as ripples
from rechterhand.engine.ripple.holds import may_hold_back
from rechterhand.engine.schedule import kernel
from rechterhand.record.link import LagUnit

Long = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Sides = npt.NDArray[np.int8]
Dates = tuple[Long, Long, Sides]

_YEAR = 366 * 1440


def drag(network: Network) -> Long:
    """Drag of every node of a compiled plan.

    Returns
    -------
    numpy.ndarray
        ``(nodes,)`` working minutes of each node's own calendar between the finish without the node's remaining
        duration and the finish now.
    """
    net = network.arrays
    net = net._replace(lag=net.lag.copy(), target=net.target.copy())
    dates = _dates(network)
    counts = ~network.finished
    if not counts.any():
        return np.zeros(len(network), dtype=np.int64)
    ended = _ends(network, dates)
    end = int(ended[counts].max())
    shares = _shares(network)
    lasting = (dates[1] > dates[0]) & counts
    on_path = _on_path(network, dates, end)
    wanted = np.flatnonzero(lasting & (on_path | may_hold_back(net) | _leads(net, shares)))
    ends = np.full(len(network), end, dtype=np.int64)
    window = _first_window(network, dates, ended, np.flatnonzero(lasting & on_path))
    while len(wanted):
        least = end - window if window < end - network.project_start + _YEAR else NONE
        bound = _bound(network, least)
        late = np.flatnonzero(counts & (ended > least))
        late = late[np.argsort(-ended[late], kind="stable")]
        found = ripples.ends_without(
            net,
            net.duration.copy(),
            dates,
            (network.fixed_finish, counts, (late, ended[late]), least),
            bound,
            (wanted, shares),
        )
        known = found > least
        ends[wanted[known]] = found[known]
        wanted = wanted[~known]
        window *= 4
    everywhere = np.full(len(network), end, dtype=np.int64)
    passed: Long = works_before(net.clock, net.calendar, everywhere) - works_before(net.clock, net.calendar, ends)
    return passed


def _dates(network: Network) -> Dates:
    """The forward pass, without work that is moved to as late as possible."""
    net, count = network.arrays, len(network)
    start, finish = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    side = np.empty(count, dtype=np.int8)
    kernel.forward(net, net.duration, start, finish, side)
    return start, finish, side


def _ends(network: Network, dates: Dates) -> Long:
    net, (_, finish, side) = network.arrays, dates
    moments = moments_of(net.clock, net.calendar, finish, True)
    after = side == 0
    moments[after] = moments_of(net.clock, net.calendar[after], finish[after], False)
    return np.where(network.fixed_finish == NONE, moments, network.fixed_finish)


def _on_path(network: Network, dates: Dates, end: int) -> Flags:
    """Nodes on a longest path: from the others, nothing can make the finish earlier."""
    net, (start, finish, side) = network.arrays, dates
    reached = np.empty(len(net.into), dtype=np.int64)
    kernel.reach(net, dates, reached)
    driving = reached == np.where(net.kind >= 2, finish[net.to], start[net.to])
    marked = np.empty(len(network), dtype=np.bool_)
    kernel.ends_at(net, (finish, side, network.fixed_finish), network.finished, end, marked)
    kernel.trace(net, driving, marked)
    return marked


def _shares(network: Network) -> Flags:
    """Links whose lag is a share of the predecessor's duration; empty when there are none."""
    units = {LagUnit.PERCENT, LagUnit.ELAPSED_PERCENT}
    found = [place for place, one in enumerate(network.plan.links) if one.lag_unit in units]
    return np.isin(network.link, found) if found else np.empty(0, dtype=np.bool_)


def _leads(net: NetworkArrays, shares: Flags) -> Flags:
    """Nodes with a lead that is a share of them: it goes with them."""
    found = np.zeros(len(net.duration), dtype=np.bool_)
    if len(shares):
        found[net.into[shares & (net.lag < 0)]] = True
    return found


def _first_window(network: Network, dates: Dates, ended: Long, nodes: Long) -> int:
    """How far below the finish to look first: half of the activities last shorter."""
    net = network.arrays
    begun = moments_of(net.clock, net.calendar[nodes], dates[0][nodes], False)
    return max(1440, int(np.median(ended[nodes] - begun))) if len(nodes) else 1440


def _bound(network: Network, least: int) -> Long:
    """Starts (w) up to which nodes can't bring the finish beyond a moment."""
    net = network.arrays
    bound = np.full(len(network), -FREE, dtype=np.int64)
    if least == NONE:
        return bound
    calendars = np.arange(net.clock.before.shape[0], dtype=np.int64)
    moments = np.full(len(calendars), least, dtype=np.int64)
    # one minute less: work without length may stand after the pause
    limit = works_before(net.clock, calendars, moments) - 1
    ripples.furthest_starts(net, net.duration, limit, ~network.finished, bound)
    return bound
