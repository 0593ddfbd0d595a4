"""Ranges as the kernels draw them: triangles and lines by formula, other shapes along a curve or by steps."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.draws import CURVE, LINE, STEPS, TRIANGLE, Tables
from rechterhand.engine.futures.kernel import KNOTS_EACH, REACH
from rechterhand.engine.futures.shapes import Range, Shape, outer, quantiles

Real = npt.NDArray[np.float64]
Places = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Form:
    """How something is drawn: its form, the place of its curve or steps, and its points."""

    kind: int
    place: int
    low: float
    likely: float
    high: float


@dataclass
class Forms:
    """The forms of a plan, equal curves and steps kept once; ``shares`` are those of stratified futures."""

    _curves: dict[Range, tuple[int, Real]] = field(default_factory=dict)
    _steps: dict[tuple[tuple[float, float], ...], int] = field(default_factory=dict)
    shares: Real = field(default_factory=lambda: np.zeros((0, 0)))

    def copy(self) -> Forms:
        """The same curves and steps, to which others can be added."""
        return Forms(dict(self._curves), dict(self._steps), self.shares)

    def take_in(self, other: Forms) -> tuple[Places, Places]:
        """Add the curves and steps of another; the places that they have here, by those that they have there."""
        curves = [self._curves.setdefault(key, (len(self._curves), one[1]))[0] for key, one in other._curves.items()]
        steps = [self._steps.setdefault(key, len(self._steps)) for key in other._steps]
        return np.array(curves, dtype=np.int32), np.array(steps, dtype=np.int32)

    def of(self, one: Range) -> Form:
        """How a range is drawn."""
        if one.shape is Shape.DISCRETE:
            steps = tuple(sorted(one.steps))
            return Form(STEPS, self._steps.setdefault(steps, len(self._steps)), 1.0, 1.0, 1.0)
        if one.shape is Shape.UNIFORM:
            return Form(LINE, 0, one.low, one.likely, one.high)
        if one.shape is Shape.LOGNORMAL:
            return Form(CURVE, self._curve(replace(one, likely=one.low)), 0.0, 1.0, 1.0)
        if one.shape is Shape.PERT:
            top = (one.likely - one.low) / (one.high - one.low)
            return Form(CURVE, self._curve(Range(Shape.PERT, 0.0, top, 1.0)), one.low, one.likely, one.high)
        low, likely, high = outer(one)
        return Form(TRIANGLE, 0, low, likely, high)

    def _curve(self, one: Range) -> int:
        if one not in self._curves:
            from scipy.special import ndtr  # noqa: PLC0415 - SciPy is only loaded for shapes that need it

            scores = np.arange(2 * int(REACH * KNOTS_EACH) + 1) / KNOTS_EACH - REACH
            self._curves[one] = len(self._curves), quantiles(one, ndtr(scores))
        return self._curves[one][0]

    @property
    def tables(self) -> Tables:
        """Curves and steps as the kernels take them; one empty curve where there are none."""
        curves = [values for _, values in self._curves.values()]
        begin = np.cumsum([0, *(len(one) for one in self._steps)]).astype(np.int64)
        upto = [np.cumsum([chance for _, chance in one]) for one in self._steps]
        value = [np.array([value for value, _ in one]) for one in self._steps]
        empty = np.zeros(0)
        return Tables(
            np.array(curves) if curves else np.zeros((1, 4)),
            begin,
            np.concatenate([empty, *upto]),
            np.concatenate([empty, *value]),
            self.shares,
        )
