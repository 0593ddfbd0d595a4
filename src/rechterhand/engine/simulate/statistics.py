"""Percentiles with honest bounds."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Long = npt.NDArray[np.int64]

Z95 = 1.959963984540054


def percentile(ordered: Long, share: float) -> int:
    """The value that a share of the sample doesn't exceed: the order statistic of rank ceil(n p)."""
    rank = math.ceil(len(ordered) * share - 1e-9)
    return int(ordered[min(max(rank, 1), len(ordered)) - 1])


def bounds(ordered: Long, share: float) -> tuple[int, int]:
    """Distribution-free 95 % confidence interval of a percentile: order statistics at n p ± 1.96 sqrt(n p (1 - p))."""
    count = len(ordered)
    half = Z95 * math.sqrt(count * share * (1 - share))
    low, high = math.floor(count * share - half), math.ceil(count * share + half)
    return int(ordered[max(low, 1) - 1]), int(ordered[min(high, count) - 1])
