"""How much each activity's duration varies, and how its rank moves with the finish's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.futures.draws import SpreadArrays
from rechterhand.engine.futures.lanes import samples_of_nodes
from rechterhand.engine.simulate.ranking import correlation, rank

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

NODES = 16
"""Nodes drawn at a time: what they share is drawn once for all of them, and their samples stay in the cache."""


def sensitivity_of(spread: SpreadArrays, seed: int, nodes: Long, finishes: Long) -> tuple[Real, Real]:
    """Standard deviation (minutes) and cruciality (Spearman's correlation with the finish) of some nodes' durations;
    both are ``(nodes,)``.
    """
    ranks = rank(finishes)
    deviation, cruciality = np.empty(len(nodes)), np.empty(len(nodes))

    def some(first: int) -> None:
        part = slice(first, first + NODES)
        _fill(spread, np.uint64(seed), nodes[part], ranks, (deviation[part], cruciality[part]))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(some, range(0, len(nodes), NODES)))
    return deviation, cruciality


@njit(cache=True, nogil=True)
def _fill(spread: SpreadArrays, seed: np.uint64, nodes: Long, finish_ranks: Real, found: tuple[Real, Real]) -> None:
    deviation, cruciality = found
    values = np.empty((nodes.shape[0], finish_ranks.shape[0]), np.int64)
    samples_of_nodes(spread, seed, nodes, values)
    for place in range(nodes.shape[0]):
        deviation[place] = values[place].std()
        cruciality[place] = correlation(rank(values[place]), finish_ranks)
