"""What other finishes of the same futures bring, with the standard error of each figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rechterhand.engine.simulate.statistics import percentile

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

BATCHES = 20
STEP_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Gain:
    """What a relief brings, in working days of the project calendar (positive: earlier).

    ``p80`` with ``standard_error``; ``mean``, ``p90`` and ``band``, the mean over the futures between P75 and P85, with
    theirs; ``p75`` and ``p85`` what the futures beside P80 gain; ``chance`` the gain in the chance of the committed
    date; ``moment`` P80 under the relief, in minutes since 1970.
    """

    p80: float
    standard_error: float
    mean: float
    mean_error: float
    band: float
    band_error: float
    p75: float
    p85: float
    p90: float
    p90_error: float
    chance: float | None
    moment: int


class Base:
    """The finishes that others are held against, future by future.

    Parameters
    ----------
    finishes
        Minutes since 1970.
    days
        Tells finishes as working days.
    committed
        The moment (minutes since 1970) whose chance is watched.
    """

    def __init__(self, finishes: Long, days: Callable[[Long], Real], committed: int | None = None) -> None:
        self.finishes = finishes
        self.committed = committed
        self._days = days
        self._base = days(finishes)
        self._ordered, self._batches = np.sort(self._base), self._in_batches(self._base)

    def gain(self, finishes: Long) -> Gain:
        """What other finishes of the same futures bring."""
        if np.array_equal(finishes, self.finishes):
            return self._nothing
        relieved = self._days(finishes)
        chance = None
        if self.committed is not None:
            chance = float((finishes <= self.committed).mean() - (self.finishes <= self.committed).mean())
        base, ordered, batches = self._ordered, np.sort(relieved), self._in_batches(relieved)
        return Gain(
            p80=_at(base, 0.8) - _at(ordered, 0.8),
            standard_error=max(self._error(batches, _p80), _beside(base, ordered)),
            mean=float(self._base.mean() - relieved.mean()),
            mean_error=float((self._base - relieved).std() / np.sqrt(len(relieved))),
            band=_band(base) - _band(ordered),
            band_error=self._error(batches, _band),
            p75=_at(base, 0.75) - _at(ordered, 0.75),
            p85=_at(base, 0.85) - _at(ordered, 0.85),
            p90=_at(base, 0.9) - _at(ordered, 0.9),
            p90_error=max(self._error(batches, _p90), _beside(base, ordered, 0.9)),
            chance=chance,
            moment=percentile(np.sort(finishes), 0.8),
        )

    @cached_property
    def _nothing(self) -> Gain:
        """The gain of a relief under which no future ends otherwise."""
        chance, moment = None if self.committed is None else 0.0, percentile(np.sort(self.finishes), 0.8)
        return Gain(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, chance, moment)

    def _error(self, relieved: Sequence[Real], figure: Callable[[Real], float]) -> float:
        """Standard error of the difference of a figure from batches of paired futures, each in order."""
        gains = np.array([figure(a) - figure(b) for a, b in zip(self._batches, relieved, strict=True) if len(b)])
        return float(gains.std(ddof=1) / np.sqrt(len(gains))) if len(gains) > 1 else 0.0

    @staticmethod
    def _in_batches(days: Real) -> list[Real]:
        """Futures in batches, those of each in order."""
        count = min(BATCHES, max(2, len(days) // 25))
        return [np.sort(one) for one in np.array_split(days, count)]

    def step_days(self) -> float | None:
        """How far apart the dates are in which P80 moves, when over 5 % of the finishes share one day near P80; else
        None.

        Only bunching that leaves whole working days empty counts as steps.
        """
        days = np.ceil(self._ordered - 1e-9)  # a finish at the end of a day is of that day
        near = days[int(0.75 * len(days)) : max(int(0.85 * len(days)), int(0.75 * len(days)) + 1)]
        values, counts = np.unique(days, return_counts=True)
        shared = {value for value, count in zip(values, counts, strict=True) if count > STEP_SHARE * len(days)}
        gaps = np.diff(values)
        if not shared.intersection(near) or len(gaps) == 0 or np.median(gaps) <= 1:
            return None
        return float(np.median(gaps))


def _at(ordered: Real, share: float) -> float:
    return float(ordered[min(len(ordered), max(1, int(np.ceil(len(ordered) * share - 1e-9)))) - 1])


def _beside(base: Real, ordered: Real, at: float = 0.8) -> float:
    """Half of what the price differs between one standard error of the rank of a percentile below it and one above.

    Beside a gap between the finishes it stands on the one side or on the other, which batches don't show: their mean
    is no estimate of it.
    """
    rank = np.sqrt(at * (1 - at) / len(base))
    low, high = (_at(base, share) - _at(ordered, share) for share in (at - rank, min(at + rank, 1.0)))
    return abs(float(high - low)) / 2


def _p80(ordered: Real) -> float:
    return _at(ordered, 0.8)


def _p90(ordered: Real) -> float:
    return _at(ordered, 0.9)


def _band(ordered: Real) -> float:
    """Mean between P75 and P85."""
    first, last = int(0.75 * len(ordered)), max(int(0.85 * len(ordered)), int(0.75 * len(ordered)) + 1)
    return float(ordered[first:last].mean())
