"""Money that comes once with what happens in a future: risks, work that is only done then, lost days."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.futures.conditional import ConditionalBranch
from rechterhand.engine.futures.draws import SpreadArrays
from rechterhand.engine.futures.kernel import stream_of, uniform
from rechterhand.engine.futures.keys import key_of
from rechterhand.engine.futures.lanes import common_for
from rechterhand.engine.futures.shapes import Range, quantiles
from rechterhand.engine.futures.spread import Spreads
from rechterhand.engine.futures.streams import COST, RISK
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.lanes.width import LANES
from rechterhand.engine.network.arrays import Network, NetworkArrays
from rechterhand.engine.network.kernel import work_before
from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.simulate.kernel import dates_for, draw
from rechterhand.engine.simulate.run import Run, over_blocks

Real = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def takes_money(uncertainty: Uncertainty) -> bool:
    """Whether anything that may happen costs something."""
    costs = [one.impact.cost for one in uncertainty.risks] + [one.cost for one in uncertainty.lost_days]
    costs += [each.cost for one in uncertainty.branches for each in one.options]
    costs += [cost for one in uncertainty.conditional for cost in (one.late_cost, one.in_time_cost)]
    return any(one is not None for one in costs)


def costs_of_happening(network: Network, spreads: Spreads, run: Run) -> Real:
    """``(iterations,)`` what all of it costs in each future; each is drawn by a key of its own."""
    found = np.zeros(run.iterations)
    for cost, key, happens in _happening(network, spreads, run):
        if cost is not None:
            found += np.where(happens, quantiles(cost, _uniforms(run, COST, key)), 0.0)
    return found


def _happening(network: Network, spreads: Spreads, run: Run) -> Iterator[tuple[Range | None, np.uint64, Flags]]:
    """What it costs, the key by which that is drawn, and in which futures it happens."""
    now, risks, days = spreads.uncertainty, spreads.arrays.risks, spreads.arrays.bends.outages.days
    for place, risk in enumerate(now.risks):
        drawn = _drawn(spreads, run, risks.impact.key[place], int(risks.impact.row[place]))
        yield risk.impact.cost, risks.impact.key[place], drawn < risk.impact.probability
    for place, lost in enumerate(now.lost_days):
        drawn = _drawn(spreads, run, days.key[place], int(days.row[place]))
        yield lost.cost, days.key[place], drawn < lost.probability
    for branch in now.branches:
        key = np.uint64(key_of(network.plan.key, f"branch {branch.key}"))
        rows = np.flatnonzero(risks.impact.key == key)
        if not len(rows):
            continue
        drawn = _drawn(spreads, run, key, int(risks.impact.row[rows[0]]))
        for number, (option, (begin, end)) in enumerate(zip(branch.options, branch.taken, strict=True)):
            own = np.uint64(key_of(network.plan.key, f"branch {branch.key} {number}"))
            yield option.cost, own, (begin <= drawn) & (drawn < end)
    for choice in now.conditional:
        if choice.late_cost is None and choice.in_time_cost is None:
            continue
        late = _is_late(network, spreads, run, choice)
        for name, cost, happens in (("late", choice.late_cost, late), ("in time", choice.in_time_cost, ~late)):
            yield cost, np.uint64(key_of(network.plan.key, f"condition {choice.key} {name}")), happens


def _is_late(network: Network, spreads: Spreads, run: Run, choice: ConditionalBranch) -> Flags:
    """``(iterations,)`` whether what decides on a branch is late."""
    net, late = network.arrays, np.zeros(run.iterations, dtype=np.bool_)
    row = next((at for at, one in enumerate(network.plan.activities) if one.id == choice.activity_id), None)
    node, by = -1 if row is None else int(network.node[row]), to_minute(choice.by)
    if node < 0:
        return late
    if network.finished[node]:
        late[:] = network.fixed_finish[node] > by
        return late
    given, on = (net, spreads.arrays), (node, work_before(net.clock, int(net.calendar[node]), by))
    over_blocks(run, lambda first, last: _late(given, np.uint64(run.seed), on, (first, last), late))
    return late


def _drawn(spreads: Spreads, run: Run, key: np.uint64, row: int) -> Real:
    """The draw that decides whether something happens."""
    shares = spreads.arrays.tables.shares
    return np.asarray(shares[row + 1]) if len(shares) else _uniforms(run, RISK, key)


def _uniforms(run: Run, stream: int, key: np.uint64) -> Real:
    found = np.empty(run.iterations)
    _fill(np.uint64(stream_of(np.uint64(run.seed), np.uint64(stream), key)), found)
    return found


@njit(cache=True, nogil=True)
def _fill(state: np.uint64, out: Real) -> None:
    for iteration in range(out.shape[0]):
        out[iteration] = uniform(state, iteration)


@njit(cache=True, nogil=True)
def _late(
    futures: tuple[NetworkArrays, SpreadArrays],
    seed: np.uint64,
    on: tuple[int, int],
    span: tuple[int, int],
    late: Flags,
) -> None:
    """Whether a node finishes after so much work of its calendar, in the futures of a span."""
    net, spread = futures
    node, limit = on
    common = common_for(spread)
    dates = dates_for(net.duration.shape[0], spread, common)
    for first in range(span[0], span[1], LANES):
        draw(net, spread, (seed, first), common, dates)
        for lane in range(min(LANES, span[1] - first)):
            late[first + lane] = dates[1][node, lane] > limit
