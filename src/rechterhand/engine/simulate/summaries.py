"""When each summary will be finished: with the last of what lies under it, in every future."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import NONE, Network
from rechterhand.engine.schedule.result import to_moment
from rechterhand.engine.simulate.points import Points, sided_moments
from rechterhand.engine.simulate.statistics import SHARES, place_of
from rechterhand.record.plan import Plan

Long = npt.NDArray[np.int64]

FUTURES = 2_500
"""Most futures that are looked at."""
AT_ONCE = 250


@dataclass(frozen=True, slots=True)
class SummaryFinish:
    """A summary with open work under it, and P10 to P90 of its finish."""

    activity_id: int
    percentiles: Mapping[str, datetime]


def summary_finishes(
    network: Network, node_finishes: npt.NDArray[np.int32], points: Points
) -> tuple[SummaryFinish, ...]:
    """The finishes of summaries, in the plan's order.

    Parameters
    ----------
    network
        The compiled plan.
    node_finishes
        ``(nodes, iterations)`` finish of each node in working minutes of its calendar.
    points
        Which of them are a moment, and at which side of a pause.
    """
    plan, under = network.plan, open_below(network)
    count = min(FUTURES, node_finishes.shape[1])
    found = np.full((len(under), count), NONE, dtype=np.int64)
    for first in range(0, count if under else 0, AT_ONCE):
        moments = _moments(network, points.sided(node_finishes[:, first : min(first + AT_ONCE, count)], first))
        for at, nodes in enumerate(under.values()):
            found[at, first : first + AT_ONCE] = moments[nodes].max(axis=0)
    ordered = np.sort(found, axis=1)
    return tuple(SummaryFinish(plan.activities[row].id, _percentiles(ordered[at])) for at, row in enumerate(under))


def open_below(network: Network) -> Mapping[int, list[int]]:
    """The nodes below each summary (by row, in the plan's order) that has open work below it."""
    plan = network.plan
    above = _Above(plan)
    under: dict[int, list[int]] = {
        row: [] for row, one in enumerate(plan.activities) if one.type.is_summary and one.active
    }
    for row, one in enumerate(plan.activities if under else ()):
        node = int(network.node[row])
        if node < 0 or one.type.is_summary:
            continue
        for parent in above(row):
            if parent in under:
                under[parent].append(node)
    return {row: nodes for row, nodes in under.items() if not network.finished[nodes].all()}


def finishes_below(network: Network, nodes: Sequence[int], sided: Callable[[int], Long]) -> Long:
    """``(iterations,)`` moments at which all of some nodes are finished; ``sided`` gives the finishes of a node as
    ``Points.sided`` has them.
    """
    net, latest = network.arrays, NONE
    last: dict[int, Long] = {}
    for node in nodes:
        if network.fixed_finish[node] != NONE:
            latest = max(latest, int(network.fixed_finish[node]))
            continue
        calendar, own = int(net.calendar[node]), sided(node)
        last[calendar] = np.maximum(last[calendar], own) if calendar in last else own
    found = [
        sided_moments(net.clock, np.full(len(own), calendar, dtype=np.int64), own) for calendar, own in last.items()
    ]
    last_of_all: Long = np.maximum(np.max(found, axis=0), latest)
    return last_of_all


class _Above:
    """The rows above a row in the structure; a loop of parents ends it."""

    def __init__(self, plan: Plan) -> None:
        rows = {one.id: row for row, one in enumerate(plan.activities)}
        self._parent = [rows.get(one.parent_id, -1) if one.parent_id is not None else -1 for one in plan.activities]

    def __call__(self, row: int) -> list[int]:
        found: list[int] = []
        while (row := self._parent[row]) >= 0 and row not in found:
            found.append(row)
        return found


def _moments(network: Network, sided: Long) -> Long:
    """``(nodes, futures)`` moments; what is finished keeps its own."""
    net, count = network.arrays, sided.shape[1]
    calendars = np.repeat(net.calendar, count)
    found = sided_moments(net.clock, calendars, sided.reshape(-1)).reshape(-1, count)
    fixed = network.fixed_finish != NONE
    found[fixed] = network.fixed_finish[fixed, None]
    return found


def _percentiles(ordered: Long) -> Mapping[str, datetime]:
    count = len(ordered)
    places = {key: place_of(count, share) for key, share in SHARES.items()}
    moments = {key: to_moment(int(ordered[place])) for key, place in places.items()}
    return MappingProxyType({key: one for key, one in moments.items() if one is not None})
