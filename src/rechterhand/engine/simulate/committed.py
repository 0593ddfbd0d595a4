"""The chance of each date that somebody committed to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.simulate.points import Points
from rechterhand.engine.simulate.promises import committed_dates, for_the_whole
from rechterhand.engine.simulate.result import Committed
from rechterhand.engine.simulate.summaries import finishes_below, open_below

Long = npt.NDArray[np.int64]


def chances(
    network: Network,
    finishes: Long,
    node_finishes: npt.NDArray[np.int32],
    own_finishes: Mapping[int, npt.NDArray[np.int32]] = MappingProxyType({}),
    ends: frozenset[int] = frozenset(),
    *,
    points: Points | None = None,
) -> Iterator[Committed]:
    """The chance of each committed date.

    That of a date which stands for the whole is the chance that all work is done by then, that of a summary's date that
    all work below it is. A hard date keeps its own activity from ever passing it: its chance is that of the work as it
    would end without that date.

    Parameters
    ----------
    network, finishes
        The compiled plan, and ``(iterations,)`` finishes of its futures.
    node_finishes
        ``(nodes, iterations)`` finish of each node in working minutes of its calendar, of as many futures as are kept.
    own_finishes
        The same of nodes that a date of their own holds back, with that date thought away.
    ends
        The activities that end the plan: without a date for the whole project, the last one of theirs stands for it.
    points
        Which nodes are a moment, and at which side of a pause; where that isn't known they stand before it.
    """
    index = {one.id: row for row, one in enumerate(network.plan.activities)}
    found = list(committed_dates(network.plan))
    promised = {key for _, key, _ in found}
    phases = {one.id for one in network.plan.activities if one.type.is_summary and one.id in promised}
    below = open_below(network) if phases else {}
    done = {key for key in phases if index[key] not in below}
    found = [one for one in found if one[1] not in done]
    last = for_the_whole(found, ends, phases)

    sides = points or Points.none(node_finishes.shape[1])

    def sided(node: int) -> Long:
        own = own_finishes.get(node)
        return sides.sided_one(node, node_finishes[node]) if own is None else own.astype(np.int64) * 2

    for place, (what, key, moment) in enumerate(found):
        at = to_minute(moment)
        if key is None or place == last:
            yield Committed(what, key, moment, float((finishes <= at).mean()), whole=place == last)
            continue
        nodes = below.get(index[key], [int(network.node[index[key]])])
        if min(nodes) >= 0:
            yield Committed(what, key, moment, float((finishes_below(network, nodes, sided) <= at).mean()))
