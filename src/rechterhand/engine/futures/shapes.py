"""Shapes of uncertainty: how what may be is spread between its points."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Real = npt.NDArray[np.float64]


class Shape(StrEnum):
    """How a range is spread between its points."""

    TRIANGULAR = "triangular"
    PERT = "pert"
    TRIGEN = "trigen"
    LOGNORMAL = "lognormal"
    UNIFORM = "uniform"
    DISCRETE = "discrete"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Range:
    """What something may become: a duration as a factor of the planned one, a delay in minutes.

    Parameters
    ----------
    shape
        Triangular and PERT run from ``low`` over ``likely`` to ``high``; trigen is the triangle of which a share
        ``tail`` lies below ``low`` and as much above ``high``; lognormal has so much of it below ``low`` and above
        ``high``, and no use for ``likely``; uniform runs from ``low`` to ``high``; fixed is ``likely``.
    low, likely, high
        The points.
    tail
        See ``shape``.
    steps
        Of discrete: values with their probabilities, which add up to one.
    """

    shape: Shape = Shape.TRIANGULAR
    low: float = 1.0
    likely: float = 1.0
    high: float = 1.0
    tail: float = 0.1
    steps: tuple[tuple[float, float], ...] = ()

    def __post_init__(self) -> None:
        if self.shape is Shape.DISCRETE:
            if not self.steps or any(chance <= 0 for _, chance in self.steps):
                raise ValueError("a discrete range needs values with probabilities above nought")
            if abs(sum(chance for _, chance in self.steps) - 1) > 1e-6:
                raise ValueError("the probabilities of a discrete range add up to one")
        elif not self.low <= self.likely <= self.high:
            raise ValueError("a range needs low <= likely <= high")
        if not 0 < self.tail < 0.5:
            raise ValueError("the tail of a range lies between 0 and a half")
        if self.shape is Shape.LOGNORMAL and self.low <= 0:
            raise ValueError("a lognormal range needs a low point above nought")

    @property
    def least(self) -> float:
        """The least that it can become."""
        if self.shape is Shape.DISCRETE:
            return min(value for value, _ in self.steps)
        return 0.0 if self.shape is Shape.LOGNORMAL else outer(self)[0]

    @property
    def certain(self) -> bool:
        """Whether there is nothing to draw."""
        if self.shape is Shape.DISCRETE:
            return len({factor for factor, _ in self.steps}) == 1
        return self.shape is Shape.FIXED or self.low == self.high


def outer(one: Range) -> tuple[float, float, float]:
    """The ends and the top of a range's triangle: its own points, of trigen those that leave the tails outside.

    The equations are those of the triangular distribution function: ``(low - a)^2 = tail (b - a) (likely - a)``, and
    the same at the other end; both ends are found by moving each in turn until neither moves.
    """
    if one.shape is not Shape.TRIGEN:
        return one.low, one.likely, one.high
    low, likely, high, tail = one.low, one.likely, one.high, one.tail
    a, b = low, high
    for _ in range(10_000):
        # each equation is quadratic in its own end
        a_next = _end(likely - low, b - likely, likely, tail, -1)
        b_next = _end(high - likely, likely - a_next, likely, tail, 1)
        moved, a, b = abs(a_next - a) + abs(b_next - b), a_next, b_next
        if moved < 1e-13 * max(1.0, high):
            break
    return a, likely, b


def _end(inner: float, other: float, likely: float, tail: float, sign: int) -> float:
    """The end at distance x of the top that leaves the tail beyond: ``(x - inner)^2 = tail (x + other) x``."""
    a, b, c = 1 - tail, -(2 * inner + tail * other), inner * inner
    x = (-b + math.sqrt(b * b - 4 * a * c)) / (2 * a)
    return likely + sign * x


def quantiles(one: Range, shares: Real) -> Real:
    """The values that are kept below with given chances."""
    low, likely, high = outer(one)
    if one.shape is Shape.FIXED:
        return np.full(len(shares), one.likely)
    if one.shape is Shape.UNIFORM:
        return low + shares * (high - low)
    if one.shape is Shape.DISCRETE:
        factors, chances = (np.array(each) for each in zip(*sorted(one.steps), strict=True))
        at = np.searchsorted(np.cumsum(chances), shares)
        found: Real = factors[np.minimum(at, len(factors) - 1)]
        return found
    if one.shape is Shape.LOGNORMAL:
        return _lognormal(one, shares)
    if one.shape is Shape.PERT:
        return _pert(low, likely, high, shares)
    rising = shares * (high - low) < likely - low
    up = low + np.sqrt(shares * (high - low) * (likely - low))
    down = high - np.sqrt((1 - shares) * (high - low) * (high - likely))
    return np.where(rising, up, down)


def _lognormal(one: Range, shares: Real) -> Real:
    from scipy.special import ndtri  # noqa: PLC0415 - SciPy is only loaded for shapes that need it

    middle, half = (math.log(one.high) + math.log(one.low)) / 2, (math.log(one.high) - math.log(one.low)) / 2
    found: Real = np.exp(middle + half / -ndtri(one.tail) * ndtri(shares))
    return found


def _pert(low: float, likely: float, high: float, shares: Real) -> Real:
    """PERT: a beta distribution of mean ``(low + 4 likely + high) / 6`` (Malcolm and others 1959, Vose's form)."""
    from scipy.special import betaincinv  # noqa: PLC0415 - SciPy is only loaded for shapes that need it

    width = high - low
    if width <= 0:
        return np.full(len(shares), low)
    first = 1 + 4 * (likely - low) / width
    found: Real = low + width * betaincinv(first, 6 - first, shares)
    return found
