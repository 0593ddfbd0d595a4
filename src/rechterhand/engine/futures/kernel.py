"""Uniform and normal samples from counters.

Mixing: the finaliser of SplitMix64 (Steele, Lea, Flood 2014, doi 10.1145/2660193.2660195). Normal quantile: Acklam's
rational approximation (relative error below 1.15e-9), normal distribution by the error function.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from numba import njit

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_SCALE = 2.0**-53

_FAR, _STEPS = 9.0, 64
"""Known values of the normal distribution: up to so far from nought, so many in each unit."""
REACH, KNOTS_EACH = 6.5, 32
"""Curves: knots at normal scores up to so far from nought (one draw in ten thousand million lies beyond), so many in
each unit.
"""

_KNOWN = np.arange(2 * int(_FAR) * _STEPS + 1) / _STEPS - _FAR
_SHARES = np.array([0.5 * math.erfc(-one * math.sqrt(0.5)) for one in _KNOWN])
_DENSITIES = np.exp(-_KNOWN * _KNOWN / 2) / math.sqrt(2 * math.pi)


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


CENTRAL = 0.47575
"""How far from a half the rational approximation of the normal quantile's middle reaches."""


@njit(cache=True, nogil=True, inline="always")
def central_quantile(share: float) -> float:
    """``normal_quantile`` of shares within ``CENTRAL`` of a half."""
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
def normal_quantile(share: float) -> float:
    """The value that a standard normal stays below with this chance."""
    if share - 0.5 < -CENTRAL:
        return _tail(math.sqrt(-2.0 * math.log(share)))
    if share - 0.5 > CENTRAL:
        return -_tail(math.sqrt(-2.0 * math.log(1.0 - share)))
    return central_quantile(share)


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
    """The chance that a standard normal stays below this value: Taylor's series around the nearest known one.

    The known ones lie a 64th apart, so that its next term is below 4e-15 (absolute).
    """
    value = min(max(value, -_FAR), _FAR)
    place = int((value + _FAR) * _STEPS + 0.5)
    near = place / _STEPS - _FAR
    d = value - near
    square = near * near
    third = square - 1.0
    fourth = (3.0 - square) * near
    fifth = (square - 6.0) * square + 3.0
    terms = 1.0 + d * (-near / 2.0 + d * (third / 6.0 + d * (fourth / 24.0 + d * fifth / 120.0)))
    return _SHARES[place] + _DENSITIES[place] * d * terms


@njit(cache=True, nogil=True, inline="always")
def triangular(share: float, low: float, likely: float, high: float) -> float:
    """Quantile of the triangular distribution; a point when low equals high."""
    width = high - low
    rising = share * width < likely - low
    part = share * (likely - low) if rising else (1.0 - share) * (high - likely)
    root = math.sqrt(part * width)
    return low + root if rising else high - root


@njit(cache=True, nogil=True, inline="always")
def along(curve: npt.NDArray[np.float64], score: float) -> float:
    """The value of a curve at a normal score: Lagrange's cubic through the four nearest knots."""
    at = (min(max(score, -REACH), REACH) + REACH) * KNOTS_EACH
    first = min(max(int(at) - 1, 0), curve.shape[0] - 4)
    t = at - first
    below, above, beyond = t - 1.0, t - 2.0, t - 3.0
    return (
        -curve[first] * below * above * beyond / 6.0
        + curve[first + 1] * t * above * beyond / 2.0
        - curve[first + 2] * t * below * beyond / 2.0
        + curve[first + 3] * t * below * above / 6.0
    )


@njit(cache=True, nogil=True, inline="always")
def step_of(upto: npt.NDArray[np.float64], value: npt.NDArray[np.float64], share: float) -> float:
    """The value of the first step that reaches up to a share."""
    place = 0
    while place < upto.shape[0] - 1 and upto[place] < share:
        place += 1
    return value[place]


@njit(cache=True, nogil=True, inline="always")
def whole_minutes(value: float, most: float) -> int:
    """A sampled duration as the passes take it: at most the cap, not below nought, rounded half up."""
    return max(0, math.floor(min(value, most) + 0.5))
