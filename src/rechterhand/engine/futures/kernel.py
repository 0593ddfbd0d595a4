"""Uniform and normal samples from counters.

Mixing: the finaliser of SplitMix64 (Steele, Lea, Flood 2014, doi 10.1145/2660193.2660195). Normal quantile: Acklam's
rational approximation (relative error below 1.15e-9), normal distribution by the error function.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_SCALE = 2.0**-53


@njit(cache=True, nogil=True, inline="always")
def mix(value: np.uint64) -> np.uint64:
    """SplitMix64's finaliser."""
    value = (value ^ (value >> np.uint64(30))) * _FIRST
    value = (value ^ (value >> np.uint64(27))) * _SECOND
    return value ^ (value >> np.uint64(31))


@njit(cache=True, nogil=True, inline="always")
def stream_of(seed: np.uint64, stream: np.uint64, key: np.uint64) -> np.uint64:
    """The starting state of one key's samples."""
    return mix(key ^ mix(seed * GOLDEN + stream))


@njit(cache=True, nogil=True, inline="always")
def uniform(state: np.uint64, iteration: int) -> float:
    """A number in (0, 1): the sample of one iteration."""
    bits = mix(state + np.uint64(iteration + 1) * GOLDEN)
    return (np.float64(bits >> np.uint64(11)) + 0.5) * _SCALE


@njit(cache=True, nogil=True)
def normal_quantile(share: float) -> float:
    """The value that a standard normal stays below with this chance."""
    if share < 0.02425:
        root = math.sqrt(-2.0 * math.log(share))
        return _tail(root)
    if share > 0.97575:
        root = math.sqrt(-2.0 * math.log(1.0 - share))
        return -_tail(root)
    centre = share - 0.5
    square = centre * centre
    top = (
        ((((-39.69683028665376 * square + 220.9460984245205) * square - 275.9285104469687) * square + 138.3577518672690)
         * square - 30.66479806614716) * square + 2.506628277459239
    )  # fmt: skip
    bottom = (
        ((((-54.47609879822406 * square + 161.5858368580409) * square - 155.6989798598866) * square + 66.80131188771972)
         * square - 13.28068155288572) * square + 1.0
    )  # fmt: skip
    return top * centre / bottom


@njit(cache=True, nogil=True)
def _tail(root: float) -> float:
    top = (
        ((((-0.007784894002430293 * root - 0.3223964580411365) * root - 2.400758277161838) * root - 2.549732539343734)
         * root + 4.374664141464968) * root + 2.938163982698783
    )  # fmt: skip
    bottom = (
        (((0.007784695709041462 * root + 0.3224671290700398) * root + 2.445134137142996) * root + 3.754408661907416)
        * root + 1.0
    )  # fmt: skip
    return top / bottom


@njit(cache=True, nogil=True, inline="always")
def normal_share(value: float) -> float:
    """The chance that a standard normal stays below this value."""
    return 0.5 * math.erfc(-value * 0.7071067811865476)


@njit(cache=True, nogil=True, inline="always")
def triangular(share: float, low: float, likely: float, high: float) -> float:
    """Quantile of the triangular distribution; a point when low equals high."""
    width = high - low
    if width <= 0.0:
        return low
    if share * width < likely - low:
        return low + math.sqrt(share * width * (likely - low))
    return high - math.sqrt((1.0 - share) * width * (high - likely))
