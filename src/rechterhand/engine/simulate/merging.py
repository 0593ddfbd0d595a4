"""Merge bias: how much later work begins because several paths meet before it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import NO_LINK, Network
from rechterhand.engine.network.kernel import works_before
from rechterhand.engine.simulate.links import Flow

Real = npt.NDArray[np.float64]


def merge_bias(network: Network, flow: Flow) -> Real:
    """``(nodes,)`` working minutes that a node starts on average after the latest of its links' mean dates.

    E[max] is more than max(E) (domain: schedule mathematics); nought for a node with one link, and where a date holds
    it anyway.
    """
    net = network.arrays
    found = np.zeros(len(network))
    begun = works_before(net.clock, net.calendar, flow.starts).astype(np.float64)
    for node in np.flatnonzero((np.diff(net.head) > 1) & ~network.finished).tolist():
        links = np.arange(net.head[node], net.head[node + 1])
        links = links[net.lag[links] != NO_LINK]
        if len(links) < 2:
            continue
        least = max(float(flow.latest[links].max()), float(net.floor[node]))
        found[node] = max(0.0, begun[node] - least)
    return found
