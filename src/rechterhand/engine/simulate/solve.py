"""Simulates a plan: when it will really be finished, and what decides that."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from rechterhand.engine.cluster.elsewhere import Elsewhere
from rechterhand.engine.futures.conditional import in_order
from rechterhand.engine.futures.draws import SpreadArrays
from rechterhand.engine.futures.spread import Spreads, assumptions_of, spreads_of
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.arrays import NONE, Network, NetworkArrays
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.network.kernel import works_before
from rechterhand.engine.network.project_time import project_minutes
from rechterhand.engine.schedule.result import EPOCH, ScheduleResult, to_minute
from rechterhand.engine.simulate import kernel, moved
from rechterhand.engine.simulate.committed import chances
from rechterhand.engine.simulate.costs import costs_of
from rechterhand.engine.simulate.floats import floats_of
from rechterhand.engine.simulate.links import flow_of
from rechterhand.engine.simulate.merging import merge_bias
from rechterhand.engine.simulate.others import others_of
from rechterhand.engine.simulate.points import Points, sided_moments
from rechterhand.engine.simulate.precision import enough
from rechterhand.engine.simulate.promises import nailed
from rechterhand.engine.simulate.result import Percentile, SimulationResult
from rechterhand.engine.simulate.run import Run, end_nodes, finishes_of, over_blocks
from rechterhand.engine.simulate.sensitivity import sensitivity_of
from rechterhand.engine.simulate.statistics import SHARES, bounds, percentile, place_of
from rechterhand.engine.simulate.summaries import summary_finishes
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan
from rechterhand.text import Message

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]
Number = TypeVar("Number", bound=np.generic)

ROWS = 256
CELLS = 120_000_000
"""Most node finishes that are kept; with more, the first futures only serve for the figures of single activities."""


def simulate(
    plan: Plan,
    *,
    run: Run | None = None,
    uncertainty: Uncertainty | None = None,
    network: Network | None = None,
    scheduled: ScheduleResult | None = None,
) -> SimulationResult:
    """Compute many futures of a plan. What isn't done yet is done from the status date on, whatever the plan says.

    Parameters
    ----------
    plan
        The plan.
    run
        Number of futures, seed and threads.
    uncertainty
        Ranges, their default, and risks.
    network
        The plan compiled before, with ``honest=True``.
    scheduled
        Its dates by its tool's rules, computed before.

    Raises
    ------
    BadPlan
        As ``schedule``.
    """
    started = time.perf_counter()
    run, uncertainty = run or Run(), uncertainty or Uncertainty()
    network = in_order(network or compile_plan(plan, honest=True), uncertainty.conditional)
    spreads = spreads_of(network, uncertainty, run.strata)
    known: float | None = None
    if run.precision is not None:
        count, known = enough(network, spreads, run, run.precision)
        run = replace(run, iterations=count)
    found = gathered(network, spreads, run)
    full, figures = found.full, found.figures
    finishes = full.finishes if found.iterations == run.iterations else finishes_of(network, spreads, run)
    ordered = np.sort(finishes)
    seconds = time.perf_counter() - started
    others, sharpen = others_of(network, spreads, run, finishes, figures["near_p80"] * figures["sd"])
    movement = moved.movement(network, scheduled)
    cost = costs_of(network, spreads, run, finishes, to_minute(movement.finish))
    return SimulationResult(
        plan=plan,
        iterations=run.iterations,
        seed=run.seed,
        finishes=finishes,
        mean=_moment(round(float(finishes.mean()))),
        percentiles=percentiles_of(ordered),
        committed=tuple(chances(network, finishes, full.node_finishes, full.own, movement.ends, points=full.points)),
        criticality=_to_rows(network, figures["criticality"], 0.0),
        near_p80=_to_rows(network, figures["near_p80"], 0.0),
        cruciality=_to_rows(network, figures["cruciality"], 0.0),
        ssi=_to_rows(network, figures["ssi"], 0.0),
        **{f"finish_{key}": values for key, values in found.percentiles.items()},
        summaries=summary_finishes(network, full.node_finishes, full.points),
        merge_bias=_to_rows(network, merge_bias(network, flow_of(network, spreads, run.seed, run.iterations)), 0.0),
        floats=np.stack([_to_rows(network, one, NONE) for one in floats_of(network, spreads, run)]),
        deterministic_finish=movement.finish,
        planned_finish=movement.planned_finish,
        moved=movement.moved,
        others=others,
        sharpen=sharpen,
        cost=cost,
        assumptions=(
            *moved.assumptions_of(network, movement),
            *assumptions_of(spreads),
            *_unsettled(run, known),
            *(cost.assumptions if cost else ()),
        ),
        timings=MappingProxyType({"simulate": seconds}),
    )


def _unsettled(run: Run, known: float | None) -> Iterator[Assumption]:
    """That P80 isn't known as well as was asked."""
    if run.precision is not None and known is not None and known > run.precision:
        text = Message.of("simulate.unsettled", count=run.iterations, known=known, asked=run.precision)
        yield Assumption("precision", text, loud=True)


@dataclass(frozen=True)
class Gathered:
    """The kept futures, figures of each node, and percentiles of each row's own finish as minute numbers."""

    iterations: int
    full: Full
    figures: dict[str, Real]
    percentiles: dict[str, Long]


def gathered(network: Network, spreads: Spreads, run: Run) -> Gathered:
    """Compute the futures in full, as many as are kept, and what they say of each activity."""
    kept = max(1, min(run.iterations, CELLS // max(1, len(network))))
    full = _in_full(network, spreads, replace(run, iterations=kept))
    return Gathered(kept, full, _figures(network, spreads, run.seed, full), _row_percentiles(network, full))


class Full:
    """Finishes of the project and of every node, and the longest paths, of the kept futures; ``own_finishes`` those of
    committed nodes without the date that holds them.
    """

    def __init__(self, iterations: int, nodes: int) -> None:
        self.finishes = np.empty(iterations, dtype=np.int64)
        self.node_finishes = np.empty((nodes, iterations), dtype=np.int32)
        self.on_path = np.empty((nodes, iterations), dtype=np.uint8)
        self.own_finishes = np.empty((0, iterations), dtype=np.int32)
        self.nailed = np.empty(0, dtype=np.int64)
        self.points = Points.none(iterations)

    @property
    def own(self) -> Mapping[int, npt.NDArray[np.int32]]:
        """``own_finishes`` by node."""
        return dict(zip(self.nailed.tolist(), self.own_finishes, strict=True))


def _in_full(network: Network, spreads: Spreads, run: Run) -> Full:
    full = Full(run.iterations, len(network))
    if len(network) == 0:
        full.finishes[:] = network.project_start
        return full
    held = nailed(network)
    full.own_finishes = np.empty((len(held[1]), run.iterations), dtype=np.int32)
    full.nailed = held[1]
    full.points = Points.of(network.arrays, run.iterations)
    given = (network.arrays, spreads.arrays, end_nodes(network), run.seed, held)

    def take(first: int, last: int, found: Full) -> None:
        full.finishes[first:last] = found.finishes
        full.node_finishes[:, first:last] = found.node_finishes
        full.on_path[:, first:last] = found.on_path
        full.own_finishes[:, first:last] = found.own_finishes
        full.points.after[:, first:last] = found.points.after

    over_blocks(run, lambda first, last: _fill(given, (first, last, 0), full), Elsewhere(_span_in_full, given, take))
    return full


Given: TypeAlias = tuple[NetworkArrays, SpreadArrays, Long, int, tuple[NetworkArrays, Long]]
"""What futures are computed from: network, spreads, end nodes and seed; nodes that a date of their own holds back, with
the network without these dates.
"""


def _fill(given: Given, span: tuple[int, int, int], full: Full) -> None:
    net, spread, ends, seed, held = given
    kept = full.finishes, full.node_finishes, full.on_path
    own = (*held, full.own_finishes)
    kernel.futures_in_full(net, spread, ends, np.uint64(seed), span, kept, own, full.points.arrays)


def _span_in_full(given: Given, first: int, last: int) -> Full:
    """The futures of a span, wherever they are computed."""
    full = Full(last - first, len(given[0].duration))
    full.own_finishes = np.empty((len(given[4][1]), last - first), dtype=np.int32)
    full.points = Points.of(given[0], last - first)
    _fill(given, (first, last, first), full)
    return full


def _figures(network: Network, spreads: Spreads, seed: int, full: Full) -> dict[str, Real]:
    """Criticality, over all futures and around P80, cruciality (Spearman), schedule sensitivity and standard deviation
    of each node's duration.
    """
    spread_of_finish, each = _spread_of_finish(network, full.finishes), project_minutes(network)
    cruciality, deviation = np.zeros(len(network)), np.zeros(len(network))
    criticality = full.on_path.mean(axis=1, dtype=np.float64)
    ordered = np.sort(full.finishes)
    band = (full.finishes >= percentile(ordered, 0.75)) & (full.finishes <= percentile(ordered, 0.85))
    near = full.on_path[:, band].mean(axis=1, dtype=np.float64)
    criticality[network.finished] = near[network.finished] = 0.0
    varying = np.flatnonzero(~spreads.certain & (criticality > 0))
    deviation[varying], cruciality[varying] = sensitivity_of(spreads.arrays, seed, varying, full.finishes)
    return {
        "criticality": criticality,
        "near_p80": near,
        "cruciality": cruciality,
        "sd": deviation,
        "ssi": criticality * deviation * each / spread_of_finish,
    }


def _spread_of_finish(network: Network, finishes: Long) -> float:
    """Standard deviation of the finish in working minutes of the project's calendar; one where it doesn't vary."""
    calendar = np.full(len(finishes), network.clock.position[network.plan.default_calendar_id], dtype=np.int64)
    return float(works_before(network.arrays.clock, calendar, finishes).std()) or 1.0


def _row_percentiles(network: Network, full: Full) -> dict[str, Long]:
    """Percentiles of each row's own finish as moments; finished work keeps its actual finish."""
    count = full.node_finishes.shape[1]
    places = [place_of(count, share) for share in SHARES.values()]
    chosen = np.empty((len(places), len(full.node_finishes)), dtype=np.int64)

    def some(first: int) -> None:
        # a few rows at a time, so that no copy of everything is made; sorting beats a partition at four places
        ordered = np.sort(full.node_finishes[first : first + ROWS], axis=1)
        chosen[:, first : first + ROWS] = ordered[:, places].T * 2

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(some, range(0, len(full.node_finishes), ROWS)))
    points = full.points
    sided = np.sort(full.node_finishes[points.nodes].astype(np.int64) * 2 + points.after, axis=1)
    chosen[:, points.nodes] = sided[:, places].T
    found = {}
    for key, finishes in zip(SHARES, chosen, strict=True):
        moments = sided_moments(network.arrays.clock, network.arrays.calendar, finishes)
        moments = np.where(network.fixed_finish == NONE, moments, network.fixed_finish)
        found[key] = _to_rows(network, moments, NONE)
    return found


def _to_rows(network: Network, values: npt.NDArray[Number], otherwise: float) -> npt.NDArray[Number]:
    out = np.full(len(network.node), otherwise, dtype=values.dtype)
    has = network.node >= 0
    out[has] = values[network.node[has]]
    return out


def percentiles_of(ordered: Long) -> Mapping[str, Percentile]:
    """P10 to P90 of sorted finishes (minutes since 1970)."""
    return MappingProxyType({key: _percentile(ordered, share) for key, share in SHARES.items()})


def _percentile(ordered: Long, share: float) -> Percentile:
    low, high = bounds(ordered, share)
    return Percentile(share, _moment(percentile(ordered, share)), _moment(low), _moment(high))


def _moment(minute: int) -> datetime:
    return EPOCH + timedelta(minutes=minute)
