"""What the work will cost in each future: what grows with time, what doesn't, and what risks add."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.futures.draws import SpreadArrays
from rechterhand.engine.futures.lanes import common_for, common_lanes, sample_lanes
from rechterhand.engine.futures.spread import Spreads
from rechterhand.engine.lanes.width import LANES
from rechterhand.engine.network.arrays import Network, NetworkArrays
from rechterhand.engine.network.kernel import works_before
from rechterhand.engine.network.rule import data_date
from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.simulate import ranking
from rechterhand.engine.simulate.bills import assumptions_of, bill_of
from rechterhand.engine.simulate.happening import costs_of_happening, takes_money
from rechterhand.engine.simulate.kernel import dates_for, draw
from rechterhand.engine.simulate.run import Run, over_blocks
from rechterhand.engine.simulate.statistics import SHARES, place_of, places_around
from rechterhand.record.assumption import Assumption

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Amount:
    """A percentile of the cost with its distribution-free 95 % confidence interval."""

    share: float
    amount: float
    low: float
    high: float


@dataclass(frozen=True)
class CostResult:
    """The cost at completion over all futures.

    Attributes
    ----------
    costs
        ``(iterations,)`` money in each future, in iteration order: what has been spent and what is still to come.
    planned, spent
        The cost with every duration as planned, and what of it has been spent. ``planned`` is None where the plan
        itself has no money: ``costs`` are then what risks cost.
    with_time
        The part of what is still to come that grows with durations.
    percentiles
        P10 to P90; ``correlation`` is Spearman's, of cost and finish.
    """

    currency: str | None
    costs: Real
    planned: float | None
    spent: float
    with_time: float
    mean: float
    percentiles: Mapping[str, Amount]
    correlation: float
    assumptions: tuple[Assumption, ...] = ()

    @property
    def only_risks(self) -> bool:
        """Whether the plan itself has no money, so that only what risks cost is known."""
        return self.planned is None


def costs_of(network: Network, spreads: Spreads, run: Run, finishes: Long, planned_finish: int) -> CostResult | None:
    """The cost of each future; None for a plan without money and risks that cost any.

    Parameters
    ----------
    network, spreads, run
        The plan and its futures.
    finishes, planned_finish
        ``(iterations,)`` minutes since 1970 at which each future ends, and the one with every duration as planned.

    Notes
    -----
    What people and machines cost grows with the duration of their work, what else is still to come doesn't; work that
    lasts as long as other work does (levels of effort) grows with the time that the project has left.
    """
    bill = bill_of(network)
    if bill.empty and not takes_money(spreads.uncertainty):
        return None
    costs = _of_work(network, spreads, run, bill.rates)
    costs += bill.spent + bill.fixed
    costs += bill.lasting * _stretch(network, finishes, planned_finish)
    costs += costs_of_happening(network, spreads, run)
    as_planned = sum(rate * float(network.arrays.duration[node]) for node, rate in bill.rates.items())
    ordered = np.sort(costs)
    return CostResult(
        currency=network.plan.currency,
        costs=costs,
        planned=None if bill.empty else bill.spent + bill.still + as_planned,
        spent=bill.spent,
        with_time=bill.lasting + as_planned,
        mean=float(costs.mean()),
        percentiles=MappingProxyType({key: _amount(ordered, share) for key, share in SHARES.items()}),
        correlation=_correlation(costs, finishes),
        assumptions=tuple(assumptions_of(network.plan, bill, as_planned)),
    )


@njit(cache=True, nogil=True)
def _add_work(
    spread: SpreadArrays, seed: np.uint64, paid: tuple[Long, Real], span: tuple[int, int], costs: Real
) -> None:
    """Add what the work of some nodes costs in the futures of a span; ``paid`` are the nodes and money a minute."""
    nodes, rates = paid
    share, score, duration = np.empty(LANES), np.empty(LANES), np.empty(LANES, np.int64)
    common = common_for(spread)
    for first in range(span[0], span[1], LANES):
        common_lanes(spread, (seed, first), common, (share, score))
        for place in range(nodes.shape[0]):
            sample_lanes(spread, nodes[place], (seed, first), common, (share, score, duration))
            for lane in range(min(LANES, span[1] - first)):
                costs[first + lane] += rates[place] * duration[lane]


@njit(cache=True, nogil=True)
def _add_bent(
    futures: tuple[NetworkArrays, SpreadArrays],
    seed: np.uint64,
    paid: tuple[Long, Real],
    span: tuple[int, int],
    costs: Real,
) -> None:
    """The same of nodes whose length hangs on when they are done: all the time from start to finish is paid."""
    net, spread = futures
    nodes, rates = paid
    common = common_for(spread)
    dates = dates_for(net.duration.shape[0], spread, common)
    for first in range(span[0], span[1], LANES):
        draw(net, spread, (seed, first), common, dates)
        for place in range(nodes.shape[0]):
            node = nodes[place]
            for lane in range(min(LANES, span[1] - first)):
                costs[first + lane] += rates[place] * (dates[1][node, lane] - dates[0][node, lane])


def _of_work(network: Network, spreads: Spreads, run: Run, rates: Mapping[int, float]) -> Real:
    costs, seed, bent = np.zeros(run.iterations), np.uint64(run.seed), spreads.arrays.bends.place
    nodes, each = np.array(list(rates), dtype=np.int64), np.array(list(rates.values()), dtype=np.float64)
    plain = bent[nodes] < 0
    by_length, by_dates = ((nodes[some], each[some]) for some in (plain, ~plain))
    if len(by_length[0]):
        over_blocks(run, lambda first, last: _add_work(spreads.arrays, seed, by_length, (first, last), costs))
    if len(by_dates[0]):
        given = network.arrays, spreads.arrays
        over_blocks(run, lambda first, last: _add_bent(given, seed, by_dates, (first, last), costs))
    return costs


def _stretch(network: Network, finishes: Long, planned_finish: int) -> Real:
    """How much longer the project still takes than planned, as a factor, in working time of its calendar."""
    calendar = network.clock.position[network.plan.default_calendar_id]
    moments = np.concatenate([finishes, np.array([planned_finish, to_minute(data_date(network.plan))])])
    works = works_before(network.arrays.clock, np.full(len(moments), calendar), moments).astype(np.float64)
    left = works[-2] - works[-1]
    found: Real = np.ones(len(finishes)) if left <= 0 else np.maximum(0.0, (works[:-2] - works[-1]) / left)
    return found


def _amount(ordered: Real, share: float) -> Amount:
    low, high = places_around(len(ordered), share)
    return Amount(share, float(ordered[place_of(len(ordered), share)]), float(ordered[low]), float(ordered[high]))


def _correlation(costs: Real, finishes: Long) -> float:
    """Spearman's, on cents."""
    cents = np.round(costs * 100).astype(np.int64)
    return float(ranking.correlation(ranking.rank(cents), ranking.rank(finishes)))
