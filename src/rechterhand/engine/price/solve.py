"""Prices a relief in working days of the finish, with its standard error."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.spread import Default, Spreads, spreads_of
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.network.kernel import works_before
from rechterhand.engine.simulate.run import Run, finishes_of
from rechterhand.record.plan import Plan

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

BATCHES = 20
STEP_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Gain:
    """What a relief brings, in working days of the project calendar (positive: earlier).

    ``p80`` with ``standard_error``; ``band`` is the mean over the futures between P75 and P85; ``chance`` the gain in
    the chance of the committed date.
    """

    p80: float
    standard_error: float
    mean: float
    p90: float
    band: float
    chance: float | None


class Pricing:
    """The base futures of a plan, against which reliefs are priced on the same samples."""

    def __init__(self, network: Network, run: Run, default: Default, committed: int | None = None) -> None:
        self.network = network
        self.run = run
        self.default = default
        self.committed = committed
        self.spreads = spreads_of(network, default)
        self.finishes = finishes_of(network, self.spreads, run)
        self._calendar = network.clock.position[network.plan.default_calendar_id]
        self._day = max(1, network.plan.options.minutes_per_day)
        self._base = self._working_days(self.finishes)

    def of_spreads(self, spreads: Spreads) -> Gain:
        """Price other durations on the same network."""
        return self._gain(finishes_of(self.network, spreads, self.run))

    def of_plan(self, plan: Plan) -> Gain:
        """Price a changed plan: activities keep their samples, since these hang on their ids."""
        network = compile_plan(plan)
        return self._gain(finishes_of(network, spreads_of(network, self.default), self.run))

    def step_days(self) -> float | None:
        """How far apart the dates are in which P80 moves, when over 5 % of the finishes share one day near P80; else
        None.

        Only bunching that leaves whole working days empty counts as steps.
        """
        days = np.floor(np.sort(self._base) + 1e-9)
        near = days[int(0.75 * len(days)) : max(int(0.85 * len(days)), int(0.75 * len(days)) + 1)]
        values, counts = np.unique(days, return_counts=True)
        shared = {value for value, count in zip(values, counts, strict=True) if count > STEP_SHARE * len(days)}
        gaps = np.diff(values)
        if not shared.intersection(near) or len(gaps) == 0 or np.median(gaps) <= 1:
            return None
        return float(np.median(gaps))

    def _working_days(self, finishes: Long) -> Real:
        calendars = np.full(len(finishes), self._calendar, dtype=np.int64)
        return works_before(self.network.arrays.clock, calendars, finishes) / self._day

    def _gain(self, finishes: Long) -> Gain:
        relieved = self._working_days(finishes)
        chance = None
        if self.committed is not None:
            chance = float((finishes <= self.committed).mean() - (self.finishes <= self.committed).mean())
        return Gain(
            p80=_at(self._base, 0.8) - _at(relieved, 0.8),
            standard_error=self._error(relieved),
            mean=float(self._base.mean() - relieved.mean()),
            p90=_at(self._base, 0.9) - _at(relieved, 0.9),
            band=_band(self._base) - _band(relieved),
            chance=chance,
        )

    def _error(self, relieved: Real) -> float:
        """Standard error of the difference of P80 from batches of paired futures."""
        batches = min(BATCHES, max(2, len(relieved) // 25))
        first, second = np.array_split(self._base, batches), np.array_split(relieved, batches)
        gains = np.array([_at(a, 0.8) - _at(b, 0.8) for a, b in zip(first, second, strict=True)])
        return float(gains.std(ddof=1) / np.sqrt(batches))


def _at(values: Real, share: float) -> float:
    ordered = np.sort(values)
    return float(ordered[min(len(ordered), max(1, int(np.ceil(len(ordered) * share - 1e-9)))) - 1])


def _band(values: Real) -> float:
    """Mean between P75 and P85."""
    ordered = np.sort(values)
    first, last = int(0.75 * len(ordered)), max(int(0.85 * len(ordered)), int(0.75 * len(ordered)) + 1)
    return float(ordered[first:last].mean())
