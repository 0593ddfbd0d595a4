"""Which nodes can make others later by getting shorter."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import FREE, NetworkArrays

Flags = npt.NDArray[np.bool_]


def may_hold_back(net: NetworkArrays) -> Flags:
    """Nodes that are held by their finish: shorter they start later, and without length they may end after a pause."""
    held: Flags = net.finish_floor > -FREE
    held[net.to[net.kind >= 2]] = True
    return held
