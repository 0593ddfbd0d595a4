"""Which nodes can make others later by getting shorter."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import FREE, NetworkArrays

Flags = npt.NDArray[np.bool_]


def may_hold_back(net: NetworkArrays) -> Flags:
    """Nodes that are held by their finish and hold others by their start: shorter, they start later."""
    held = net.finish_floor > -FREE
    held[net.to[net.kind >= 2]] = True
    holds = np.zeros(len(held), dtype=np.bool_)
    holds[net.into[net.kind % 2 == 1]] = True
    found: Flags = held & holds
    return found
