"""Rank correlation of whole numbers, by counting instead of sorting where they lie close together."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from numba import njit

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

WIDE = 8
"""Counting pays while the numbers span at most so many times as many values as there are numbers."""


@njit(cache=True, nogil=True)
def rank(values: Long) -> Real:
    """Ranks from 1, ties sharing their mean."""
    low, high = values.min(), values.max()
    count, out = values.shape[0], np.empty(values.shape[0])
    if high - low > WIDE * count:
        order = np.argsort(values)
        first = 0
        while first < count:
            last = first
            while last + 1 < count and values[order[last + 1]] == values[order[first]]:
                last += 1
            for place in range(first, last + 1):
                out[order[place]] = (first + last) / 2.0 + 1.0
            first = last + 1
        return out
    seen = np.zeros(high - low + 1, np.int64)
    for place in range(count):
        seen[values[place] - low] += 1
    means, done = np.empty(high - low + 1), 0
    for value in range(seen.shape[0]):
        means[value] = done + (seen[value] + 1) / 2.0
        done += seen[value]
    for place in range(count):
        out[place] = means[values[place] - low]
    return out


@njit(cache=True, nogil=True)
def correlation(first: Real, second: Real) -> float:
    """Pearson's correlation; nought when one doesn't vary."""
    mean, other = first.mean(), second.mean()
    both, own, its = 0.0, 0.0, 0.0
    for place in range(first.shape[0]):
        a, b = first[place] - mean, second[place] - other
        both += a * b
        own += a * a
        its += b * b
    scale = math.sqrt(own * its)
    return 0.0 if scale == 0.0 else both / scale
