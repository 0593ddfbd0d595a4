"""Risks answered in futures side by side: their nodes are drawn again with what the response leaves of the risk."""

from __future__ import annotations

import numpy as np

from rechterhand.engine.futures.draws import Long, Real, RiskArrays, SpreadArrays
from rechterhand.engine.futures.lanes import Common, Drawn, risk_lanes, sample_lanes
from rechterhand.engine.lanes.path import Marks, marked
from rechterhand.engine.lanes.width import Lanes
from rechterhand.engine.network.uncounted import uncounted
from rechterhand.engine.ripple.kernel import Bits, wait


@uncounted
def touches_path(risks: RiskArrays, risk: int, marks: Marks) -> bool:
    """Whether any node of a risk lies on a longest path in any of these futures."""
    found = False
    for place in range(risks.nodes_head[risk], risks.nodes_head[risk + 1]):
        found |= marked(marks[risks.nodes[place]])
    return found


@uncounted
def avert(
    spread: SpreadArrays,
    residual: tuple[RiskArrays, int, int],
    drawn: Drawn,
    common: Common,
    rows: tuple[Real, Real, Lanes, Bits],
) -> int:
    """Draw the nodes of a risk with what is left of it, and put them in wait; the first of them.

    ``residual`` are the answered risks, the place among them and that among the risks; ``rows`` are room for shares and
    scores, the durations of all nodes and the waiting ones.
    """
    left, place, risk = residual
    share, score, duration, waiting = rows
    risk_lanes(left, spread.tables, place, drawn, (common[1][risk], share, score))
    first = np.int64(duration.shape[0])
    for at in range(spread.risks.nodes_head[risk], spread.risks.nodes_head[risk + 1]):
        node = spread.risks.nodes[at]
        sample_lanes(spread, node, drawn, common, (share, score, duration[node]))
        wait(waiting, node)
        first = min(first, node)
    return int(first)


@uncounted
def put_back(
    spread: SpreadArrays, risk: int, drawn: Drawn, common: Common, rows: tuple[Real, Real, Lanes, Lanes]
) -> None:
    """Let the risk be what it was; ``rows`` are room for shares and scores, durations, and what they were."""
    share, score, duration, planned = rows
    risk_lanes(spread.risks, spread.tables, risk, drawn, (common[1][risk], share, score))
    for at in range(spread.risks.nodes_head[risk], spread.risks.nodes_head[risk + 1]):
        node = spread.risks.nodes[at]
        _copy(planned[node], duration[node])


@uncounted
def _copy(source: Long, target: Long) -> None:
    for lane in range(source.shape[0]):
        target[lane] = source[lane]
