"""Percentiles with honest bounds."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Long = npt.NDArray[np.int64]

Z95 = 1.959963984540054


SHARES = {"p10": 0.10, "p50": 0.50, "p80": 0.80, "p90": 0.90}
"""The percentiles that results tell, by name."""


def place_of(count: int, share: float) -> int:
    """The place, from nought, of a percentile in a sorted sample: the order statistic of rank ceil(n p)."""
    rank = math.ceil(count * share - 1e-9)
    return min(max(rank, 1), count) - 1


def places_around(count: int, share: float) -> tuple[int, int]:
    """The places of a percentile's distribution-free 95 % confidence interval: n p ± 1.96 sqrt(n p (1 - p))."""
    half = Z95 * math.sqrt(count * share * (1 - share))
    low, high = math.floor(count * share - half), math.ceil(count * share + half)
    return max(low, 1) - 1, min(high, count) - 1


def percentile(ordered: Long, share: float) -> int:
    """The value that a share of the sample doesn't exceed."""
    return int(ordered[place_of(len(ordered), share)])


def bounds(ordered: Long, share: float) -> tuple[int, int]:
    """The 95 % confidence interval of a percentile."""
    low, high = places_around(len(ordered), share)
    return int(ordered[low]), int(ordered[high])
