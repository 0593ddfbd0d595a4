"""Percentiles with honest bounds, ranks and correlations."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

_Z95 = 1.959963984540054


def percentile(ordered: Long, share: float) -> int:
    """The value that a share of the sample doesn't exceed: the order statistic of rank ceil(n p)."""
    rank = math.ceil(len(ordered) * share - 1e-9)
    return int(ordered[min(max(rank, 1), len(ordered)) - 1])


def bounds(ordered: Long, share: float) -> tuple[int, int]:
    """Distribution-free 95 % confidence interval of a percentile: order statistics at n p ± 1.96 sqrt(n p (1 - p))."""
    count = len(ordered)
    half = _Z95 * math.sqrt(count * share * (1 - share))
    low, high = math.floor(count * share - half), math.ceil(count * share + half)
    return int(ordered[max(low, 1) - 1]), int(ordered[min(high, count) - 1])


def ranks(values: npt.NDArray[np.generic]) -> Real:
    """Ranks from 1, ties sharing their mean."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2.0)[inverse], dtype=np.float64)


def correlation(first: Real, second: Real) -> float:
    """Pearson's correlation; nought when one doesn't vary."""
    a, b = first - first.mean(), second - second.mean()
    scale = math.sqrt(float(a @ a) * float(b @ b))
    return 0.0 if scale == 0 else float(a @ b) / scale
