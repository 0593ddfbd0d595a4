"""What is left of risks that are answered, as the kernels take it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.draws import RiskArrays
from rechterhand.engine.futures.own_forms import form_of
from rechterhand.engine.futures.shapes import Range
from rechterhand.engine.futures.spread import Spreads, draws_of
from rechterhand.engine.price.change import Averted


def left_of(spreads: Spreads, answered: Sequence[Averted]) -> RiskArrays:
    """Answered risks with their residual chance and impact; each draws as the risk itself does.

    Their curves join those of the spreads.
    """
    risks = spreads.arrays.risks
    found = [one.residual for one in answered]
    ranges = [Range() if one is None else one.minutes or one.factor or Range() for one in found]
    places = np.array([one.risk for one in answered], dtype=np.int64)
    none = np.zeros(1, dtype=np.int64)
    return RiskArrays(
        impact=draws_of(
            risks.impact.key[places],
            [form_of(one, spreads.forms) for one in ranges],
            np.ones(len(ranges)),
            risks.impact.row[places],
        ),
        least=np.zeros(len(found)),
        chance=np.array([0.0 if one is None else one.probability for one in found], dtype=np.float64),
        times=risks.times[places],
        head=none,
        of=none,
        nodes_head=none,
        nodes=none,
    )


def nodes_of(risks: RiskArrays, risk: int) -> npt.NDArray[np.int64]:
    """The nodes that a risk touches."""
    return risks.nodes[risks.nodes_head[risk] : risks.nodes_head[risk + 1]]


def may_lengthen(spreads: Spreads, one: Averted, holds: npt.NDArray[np.bool_]) -> bool:
    """Whether an answer may make something later: work that holds others back by its finish, an opportunity that is
    lost, or a residual impact that is larger.
    """
    impact = spreads.uncertainty.risks[one.risk].impact
    harms = impact.factor is None or impact.factor.least >= 1
    harms = harms and (impact.minutes is None or impact.minutes.least >= 0)
    held = holds[nodes_of(spreads.arrays.risks, one.risk)].any()
    return bool(held) or one.residual is not None or not harms
