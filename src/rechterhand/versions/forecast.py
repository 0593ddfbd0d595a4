"""P80 then and now on the same futures, and what moved it.

Rows of both versions draw with the key of the old one, so that equal work has equal futures: what moves P80 is what
changed in the plan, not the draw.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.conditional import in_order
from rechterhand.engine.futures.spread import spreads_of
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.schedule.result import EPOCH, to_moment
from rechterhand.engine.simulate.run import Run, finishes_of
from rechterhand.engine.simulate.statistics import percentile, place_of
from rechterhand.versions.finishes import Finishes
from rechterhand.versions.movement import Part
from rechterhand.versions.shapley import shapley

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]
Short = npt.NDArray[np.int32]

RESAMPLES, WEIGHTS = 100, 10_000_000
"""Resamples of the futures that standard errors come from, and most weights for them; at least ``FEW`` resamples."""

FEW = 25
WORK = 400_000_000
"""Row futures that are computed at most: rows times futures times mixtures."""

SHARE = 0.8
FEWEST = 1_000
PERCENTILES: Mapping[str, float] = MappingProxyType({"p10": 0.1, "p50": 0.5, "p80": 0.8, "p90": 0.9})


@dataclass(frozen=True, slots=True)
class Outlook:
    """Percentiles of the finish of one version."""

    percentiles: Mapping[str, datetime]
    mean: datetime


@dataclass(frozen=True, slots=True)
class Forecast:
    """P80 of both versions on the same futures; ``days`` later in working days, the parts add up to it."""

    iterations: int
    seed: int
    old: Outlook
    new: Outlook
    days: float
    standard_error_days: float
    parts: tuple[Part, ...]


def forecast(finishes: Finishes, run: Run, uncertainty: Uncertainty) -> Forecast:
    """Compute the futures of both versions and of the mixtures between them.

    Parameters
    ----------
    finishes
        Of mixtures.
    run
        Futures, seed, threads. Fewer futures are computed when plan and mixtures are many; the result says how many.
    uncertainty
        Ranges, their default, and risks.
    """
    causes = finishes.mixtures.causes
    run = replace(run, iterations=_iterations(finishes, run), progress=None)
    old, new = (_futures(one, run, uncertainty) for one in finishes.networks)
    weights = _weights(len(old))
    every = (1 << len(causes)) - 1

    def value(mask: int) -> Real:
        if mask in {0, every}:
            return _percentiles(finishes, new if mask else old, weights)
        chosen = frozenset(cause for place, cause in enumerate(causes) if mask >> place & 1)
        network = finishes.network(finishes.mixtures.flags(chosen))
        return _percentiles(finishes, _futures(network, run, uncertainty), weights)

    day = finishes.minutes_per_day
    moved = (_percentiles(finishes, new, weights) - _percentiles(finishes, old, weights)) / day
    parts: list[Part] = []
    if causes:
        shares = shapley(len(causes), value)
        for number, cause in enumerate(causes):
            days = shares.shares[number] / day
            error = float(np.hypot(_error(days[1:]), shares.standard_errors[number, 0] / day))
            parts.append(Part(cause, float(days[0]), error))
    return Forecast(
        run.iterations,
        run.seed,
        _outlook(old),
        _outlook(new),
        float(moved[0]),
        _error(moved[1:]),
        tuple(sorted(parts, key=lambda one: -abs(one.days))),
    )


def _iterations(finishes: Finishes, run: Run) -> int:
    rows = max(1, *(len(one) for one in finishes.networks))
    affordable = WORK // (rows << min(len(finishes.mixtures.causes), 10))
    return min(run.iterations, max(FEWEST, affordable // 1000 * 1000))


def _futures(network: Network, run: Run, uncertainty: Uncertainty) -> Long:
    network = in_order(network, uncertainty.conditional)
    return finishes_of(network, spreads_of(network, uncertainty, run.strata), run)


def _weights(futures: int) -> Short:
    """``(resamples, futures)``: how often each future is in a resample of as many, drawn with replacement.

    One and the same for both versions and all mixtures, so that what they have in common falls out of differences.
    """
    resamples = max(FEW, min(RESAMPLES, WEIGHTS // max(1, futures)))
    drawn = np.random.default_rng(1).multinomial(futures, np.full(futures, 1 / futures), size=resamples)
    return drawn.astype(np.int32)


def _percentiles(finishes: Finishes, futures: Long, weights: Short) -> Real:
    """Working minutes before P80: of all futures, then of each resample of them (Efron's bootstrap)."""
    order = np.argsort(futures, kind="stable")
    ordered = futures[order]
    reached = np.cumsum(weights[:, order], axis=1) > place_of(len(futures), SHARE)
    moments = np.concatenate(([percentile(ordered, SHARE)], ordered[reached.argmax(axis=1)]))
    return finishes.working(moments.astype(np.int64)).astype(np.float64)


def _error(values: Real) -> float:
    """Standard error of a figure from that of resamples."""
    return float(values.std(ddof=1))


def _outlook(futures: Long) -> Outlook:
    ordered = np.sort(futures)
    found = {key: to_moment(percentile(ordered, share)) or EPOCH for key, share in PERCENTILES.items()}
    return Outlook(MappingProxyType(found), to_moment(round(float(futures.mean()))) or EPOCH)
