"""The limit of simulating: draw triangular durations, take the latest over the links, nothing else.

Futures lie side by side, so that the compiler makes vector instructions of every step; numbers come from counters.
Compressed rows, topological order, finish-to-start links without lags, durations as they are drawn.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from numba import njit

Real = npt.NDArray[np.float64]
Short = npt.NDArray[np.int32]

SIDE_BY_SIDE = 64
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


@njit(cache=True, nogil=True, error_model="numpy")
def finishes(points: tuple[Real, Real, Real], links: tuple[Short, Short], span: tuple[int, int], out: Real) -> None:
    """Fill ``out`` with the finish of each future of the span; ``links`` are heads and predecessors."""
    low, likely, high = points
    head, into = links
    finish = np.empty((low.shape[0], SIDE_BY_SIDE))
    for first in range(span[0], span[1], SIDE_BY_SIDE):
        last = np.zeros(SIDE_BY_SIDE)
        for node in range(low.shape[0]):
            row, width, rise = finish[node], high[node] - low[node], likely[node] - low[node]
            for lane in range(SIDE_BY_SIDE):
                row[lane] = 0.0
            for link in range(head[node], head[node + 1]):
                before = finish[into[link]]
                for lane in range(SIDE_BY_SIDE):
                    row[lane] = max(row[lane], before[lane])
            for lane in range(SIDE_BY_SIDE):
                bits = np.uint64(node) * np.uint64(0xD1342543DE82EF95) + np.uint64(first + lane + 1) * _GOLDEN
                bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
                bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
                share = (np.float64((bits ^ (bits >> np.uint64(31))) >> np.uint64(11)) + 0.5) * 2.0**-53
                rising = share * width < rise
                part = share * rise if rising else (1.0 - share) * (width - rise)
                root = math.sqrt(part * width)
                row[lane] += low[node] + root if rising else high[node] - root
            for lane in range(SIDE_BY_SIDE):
                last[lane] = max(last[lane], row[lane])
        for lane in range(min(SIDE_BY_SIDE, span[1] - first)):
            out[first + lane] = last[lane]
