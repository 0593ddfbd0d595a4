"""Which activities make the finish together: the longest paths of the futures near P80."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.spread import Spreads
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.simulate import kernel
from rechterhand.engine.simulate.points import Points
from rechterhand.engine.simulate.run import BLOCK, end_nodes

Long = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

FUTURES = 2_560
"""First futures among which those near P80 are looked at."""


def paths_near_p80(network: Network, spreads: Spreads, seed: int, finishes: Long) -> Flags:
    """Mark what lies on the longest path in each of the futures near P80.

    Parameters
    ----------
    network, spreads, seed
        The plan as compiled for its futures, and what these are drawn by.
    finishes
        ``(iterations,)`` minutes since 1970, computed before.

    Returns
    -------
    array
        ``(rows, futures)``: of the first futures, those whose finish lies between P75 and P85.
    """
    common = finishes[:FUTURES]
    low, high = np.quantile(common, (0.75, 0.85), method="inverted_cdf")
    near = np.flatnonzero((common >= low) & (common <= high))
    found = np.zeros((len(network.plan.activities), len(near)), dtype=np.bool_)
    if len(network) == 0:
        return found
    scheduled = network.node >= 0
    for first in range(0, len(common), BLOCK):
        last = min(first + BLOCK, len(common))
        chosen = (near >= first) & (near < last)
        if chosen.any():
            marks = _marks(network, spreads, seed, (first, last))[:, near[chosen] - first]
            found[np.ix_(scheduled, chosen)] = marks[network.node[scheduled]]
    return found


def _marks(network: Network, spreads: Spreads, seed: int, span: tuple[int, int]) -> Flags:
    """``(nodes, futures)`` of a block."""
    count, (first, last) = len(network), span
    marks = np.zeros((count, last - first), dtype=np.uint8)
    kept = (np.empty(last - first, np.int64), np.empty((count, last - first), np.int32), marks)
    nothing = (network.arrays, np.empty(0, np.int64), np.empty((0, last - first), np.int32))
    given = network.arrays, spreads.arrays, end_nodes(network), np.uint64(seed), (first, last, first)
    kernel.futures_in_full(*given, kept, nothing, Points.none(last - first).arrays)
    return marks.astype(np.bool_)
