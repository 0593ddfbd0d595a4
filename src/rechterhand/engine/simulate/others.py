"""What the answer owes to the default: P80 under other ones, and whose own range would take most of that away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.spread import Spreads, spreads_of
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.kernel import moments_of, works_before
from rechterhand.engine.schedule.result import EPOCH
from rechterhand.engine.simulate import kernel
from rechterhand.engine.simulate.run import Run, end_nodes, finishes_of, over_blocks
from rechterhand.engine.simulate.statistics import percentile

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

OTHERS: Mapping[str, Callable[[Uncertainty], Uncertainty]] = MappingProxyType(
    {
        "independent": lambda now: replace(now, correlation=0.0),
        "together": lambda now: replace(now, correlation=0.6),
        "wide": lambda now: replace(now, low=0.85, likely=1.0, high=1.6),
    }
)
"""What is taken otherwise than in the verdict."""

FUTURES = 2_500
"""Most futures under another default: P80 moves by the difference on these, from where all futures put it."""
TRIED, TOLD = 8, 3
WORTH = 0.05
"""Working days below which knowing a range brings nothing."""


@dataclass(frozen=True)
class Spread:
    """P80 of the finish under another default of uncertainty; ``key`` names it."""

    key: str
    p80: datetime


@dataclass(frozen=True, slots=True)
class Sharpening:
    """An activity whose own range would sharpen P80: under the wide default that moves ``of_days`` working days from
    where the verdict has it, with this one activity left as it is ``narrower_days`` less.
    """

    activity_id: int
    narrower_days: float
    of_days: float


def others_of(
    network: Network, spreads: Spreads, run: Run, finishes: Long, weight: Real
) -> tuple[tuple[Spread, ...], tuple[Sharpening, ...]]:
    """P80 under other defaults, and the activities whose ranges would sharpen it most.

    Parameters
    ----------
    network, spreads, run
        The plan, the spreads of its futures and how many there are.
    finishes
        ``(iterations,)`` their finishes.
    weight
        ``(nodes,)`` which nodes to try first.

    Notes
    -----
    What knowing a range brings is measured on the same futures: P80 under the wide default, less P80 under it with the
    one activity on the spread it has now. It is what a file with that range in it would give.
    """
    if spreads.own[~spreads.certain].all():
        return (), ()
    few = replace(run, iterations=min(run.iterations, FUTURES))
    base = (percentile(np.sort(finishes), 0.8), percentile(np.sort(finishes[: few.iterations]), 0.8))
    tried = np.argsort(-np.where(spreads.own | spreads.certain, 0.0, weight), kind="stable")[:TRIED]
    tried = tried[(weight[tried] > 0) & ~(spreads.own | spreads.certain)[tried]].astype(np.int64)
    now = spreads.uncertainty
    wide = _with_one_known(network, spreads_of(network, OTHERS["wide"](now), run.strata), spreads, few, tried)
    found = []
    for key, other in OTHERS.items():
        drawn = wide[0] if key == "wide" else finishes_of(network, spreads_of(network, other(now), run.strata), few)
        p80 = percentile(np.sort(drawn), 0.8)
        moved = p80 if few.iterations == run.iterations else _moved(network, base, p80)
        found.append(Spread(key, EPOCH + timedelta(minutes=moved)))
    return tuple(found), _sharpening(network, tried, base[1], [percentile(np.sort(one), 0.8) for one in wide])


def _with_one_known(network: Network, wide: Spreads, known: Spreads, run: Run, nodes: Long) -> Long:
    finishes = np.empty((len(nodes) + 1, run.iterations), dtype=np.int64)
    spreads, ends, seed = (wide.arrays, known.arrays), end_nodes(network), np.uint64(run.seed)

    def block(first: int, last: int) -> None:
        kernel.futures_with_one_known(network.arrays, spreads, ends, seed, (first, last), nodes, finishes)

    over_blocks(run, block)
    return finishes


def _moved(network: Network, base: tuple[int, int], other: int) -> int:
    """P80 of all futures, moved as far as the other default moves it on the first ones, in working time."""
    works = _works(network, [*base, other])
    calendar = np.array([network.clock.position[network.plan.default_calendar_id]], dtype=np.int64)
    return int(moments_of(network.arrays.clock, calendar, works[:1] + works[2:] - works[1:2], True)[0])


def _works(network: Network, moments: list[int]) -> Long:
    calendar = network.clock.position[network.plan.default_calendar_id]
    return works_before(network.arrays.clock, np.full(len(moments), calendar), np.array(moments, dtype=np.int64))


def _sharpening(network: Network, nodes: Long, base: int, wide: list[int]) -> tuple[Sharpening, ...]:
    works = _works(network, [base, *wide]) / max(1, network.plan.options.minutes_per_day)
    narrower = works[1] - works[2:]
    best = [place for place in np.argsort(-narrower, kind="stable")[:TOLD].tolist() if narrower[place] > WORTH]
    ids = [network.plan.activities[network.row[node]].id for node in nodes.tolist()]
    return tuple(Sharpening(ids[one], float(narrower[one]), float(works[1] - works[0])) for one in best)
