"""How the work of several plans is drawn, as one: every draw hangs on the plan's own key, so each stays what it was."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.bends import MOST
from rechterhand.engine.futures.draws import (
    CURVE,
    STEPS,
    BendArrays,
    Draws,
    Mixes,
    Outages,
    RiskArrays,
    SpreadArrays,
)
from rechterhand.engine.futures.forms import Forms, Places
from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.spread import Spreads
from rechterhand.engine.futures.uncertainty import Impact, Risk, Uncertainty
from rechterhand.engine.network.kernel import ClockArrays
from rechterhand.errors import BadInput
from rechterhand.text import Message

Long = npt.NDArray[np.int64]
Number = TypeVar("Number", bound=np.generic)

_NO_RISK = Risk("", "", Impact(0.0, factor=Range(Shape.FIXED, 1.0, 1.0, 1.0)), ())
"""Stands where plans have branches behind their risks."""


def joined_spreads(
    spreads: Sequence[Spreads], nodes: Long, clock: tuple[ClockArrays, Sequence[Long]]
) -> tuple[Spreads, Long]:
    """The spreads of several plans as one, and where the risks of each begin among all.

    Parameters
    ----------
    spreads
        Those of each plan.
    nodes
        ``(nodes,)`` in their joint order: the place of each when the plans are laid one after another.
    clock
        The joint calendars, and the rows that those of each plan have among them.

    Raises
    ------
    BadInput
        Together they have too many periods in which days are lost.
    """
    all_of, forms = [one.arrays for one in spreads], Forms()
    maps = [forms.take_in(one.forms) for one in spreads]
    firsts = np.cumsum([0, *(len(one.certain) for one in all_of)])
    rank = np.empty(len(nodes), dtype=np.int64)
    rank[nodes] = np.arange(len(nodes))
    places = [rank[first:last] for first, last in pairwise(firsts.tolist())]
    risks = np.cumsum([0, *(len(one.risks.chance) for one in all_of)])
    padded = [risk for one in spreads for risk in _padded(one)]
    arrays = SpreadArrays(
        work=_taken(_draws([one.work for one in all_of], maps), nodes),
        tables=forms.tables,
        most=np.concatenate([one.most for one in all_of])[nodes],
        certain=np.concatenate([one.certain for one in all_of])[nodes],
        driver=np.concatenate([one.driver for one in all_of]),
        driver_row=np.concatenate([one.driver_row for one in all_of]),
        correlation=np.concatenate([one.correlation for one in all_of]),
        group=np.concatenate([np.full(len(one.group), place, np.int32) for place, one in enumerate(all_of)])[nodes],
        risks=_risks([one.risks for one in all_of], maps, nodes, places),
        mixes=_mixes([one.mixes for one in all_of], nodes, places),
        bends=_bends([one.bends for one in all_of], maps, nodes, (places, clock)),
    )
    own = np.concatenate([one.own for one in spreads])[nodes]
    return Spreads(Uncertainty(risks=tuple(padded)), arrays, own, arrays.certain, forms), risks.astype(np.int64)


def _padded(one: Spreads) -> list[Risk]:
    """The risks of a plan, and something in the place of each branch that is drawn like them."""
    count = len(one.arrays.risks.chance)
    return [*one.uncertainty.risks, *[_NO_RISK] * (count - len(one.uncertainty.risks))]


def _draws(draws: Sequence[Draws], maps: Sequence[tuple[Places, Places]]) -> Draws:
    """One after another, with the places that their curves and steps have among all."""
    placed = []
    for one, (curves, steps) in zip(draws, maps, strict=True):
        place = one.place.copy()
        for form, known in ((CURVE, curves), (STEPS, steps)):
            place[one.form == form] = known[one.place[one.form == form]]
        placed.append(one._replace(place=place))
    columns: dict[str, Any] = {name: np.concatenate([getattr(one, name) for one in placed]) for name in Draws._fields}
    return Draws(**columns)


def _taken(draws: Draws, nodes: Long) -> Draws:
    columns: dict[str, Any] = {name: getattr(draws, name)[nodes] for name in Draws._fields}
    return Draws(**columns)


def _rows(
    heads: Sequence[Long], values: Sequence[npt.NDArray[Number]], order: Long
) -> tuple[Long, npt.NDArray[Number]]:
    """Compressed rows of several, laid one after another and put in order."""
    lengths = np.concatenate([np.diff(one) for one in heads])
    flat = np.concatenate(values)
    begins = np.cumsum([0, *lengths])
    found = [flat[begins[row] : begins[row + 1]] for row in order.tolist()]
    head = np.cumsum([0, *lengths[order]]).astype(np.int64)
    return head, np.concatenate([flat[:0], *found])


def _risks(
    risks: Sequence[RiskArrays], maps: Sequence[tuple[Places, Places]], nodes: Long, places: Sequence[Long]
) -> RiskArrays:
    firsts = np.cumsum([0, *(len(one.chance) for one in risks)])[:-1]
    shifted = [one.of + first for one, first in zip(risks, firsts.tolist(), strict=True)]
    head, of = _rows([one.head for one in risks], shifted, nodes)
    every = np.arange(sum(len(one.chance) for one in risks))
    touched = [place[one.nodes] for one, place in zip(risks, places, strict=True)]
    nodes_head, nodes_of = _rows([one.nodes_head for one in risks], touched, every)
    return RiskArrays(
        impact=_draws([one.impact for one in risks], maps),
        least=np.concatenate([one.least for one in risks]),
        chance=np.concatenate([one.chance for one in risks]),
        times=np.concatenate([one.times for one in risks]),
        head=head,
        of=of,
        nodes_head=nodes_head,
        nodes=nodes_of,
    )


def _mixes(mixes: Sequence[Mixes], nodes: Long, places: Sequence[Long]) -> Mixes:
    heads = [one.head for one in mixes]
    head, of = _rows(heads, [place[one.of] for one, place in zip(mixes, places, strict=True)], nodes)
    return Mixes(head=head, of=of, weight=_rows(heads, [one.weight for one in mixes], nodes)[1])


def _bends(
    bends: Sequence[BendArrays],
    maps: Sequence[tuple[Places, Places]],
    nodes: Long,
    among: tuple[Sequence[Long], tuple[ClockArrays, Sequence[Long]]],
) -> BendArrays:
    places, (clock, rows) = among
    bent = np.cumsum([0, *(len(one.on) for one in bends)])[:-1].tolist()
    periods = np.cumsum([0, *(len(one.outages.chance) for one in bends)]).tolist()
    if periods[-1] > MOST:
        raise BadInput(Message.of("programme.lost_days", count=periods[-1], most=MOST))
    place = [np.where(one.place < 0, -1, one.place + first) for one, first in zip(bends, bent, strict=True)]
    hits = [one.hit << np.uint64(first) for one, first in zip(bends, periods, strict=False)]
    lost = [one.outages for one in bends]
    return BendArrays(
        place=np.concatenate(place)[nodes].astype(np.int32),
        on=np.concatenate([own[one.on] for one, own in zip(bends, places, strict=True)]),
        limit=np.concatenate([one.limit for one in bends]),
        done=np.concatenate([one.done for one in bends]),
        hit=np.concatenate(hits),
        outages=Outages(
            days=_draws([one.days for one in lost], maps),
            chance=np.concatenate([one.chance for one in lost]),
            since=np.concatenate([one.since for one in lost]),
            until=np.concatenate([one.until for one in lost]),
            day=np.concatenate([one.day for one in lost]),
            calendar=np.concatenate([own[one.calendar] for one, own in zip(lost, rows, strict=True)]),
            clock=clock,
        ),
    )
