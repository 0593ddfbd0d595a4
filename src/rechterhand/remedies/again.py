"""Looks again at a plan to which some ways out are applied: what decides its futures then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from rechterhand.engine.futures.conditional import in_order
from rechterhand.engine.futures.spread import spreads_of
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.simulate.links import flow_of
from rechterhand.engine.simulate.paths import FUTURES, paths_near_p80
from rechterhand.engine.simulate.run import finishes_of
from rechterhand.errors import BadPlan
from rechterhand.record.link import Link
from rechterhand.remedies.judge import Judge, applied
from rechterhand.remedies.remedy import Way
from rechterhand.remedies.sight import Flags, Sight


def relieved(sight: Sight, judge: Judge, ways: Sequence[Way]) -> Sight | None:
    """The plan as it is, seen by what decides its futures once ``ways`` are applied; None where these can't be.

    Where some ways win more than the lead on the next path, that path takes over; what is proposed on what is seen here
    is proposed on it. Work and links keep their names, so that what is proposed can be applied beside ``ways``.
    """
    case = applied(judge.case, tuple(ways))
    run = replace(judge.by_logic.run, progress=None)
    run = replace(run, iterations=min(run.iterations, FUTURES))
    try:
        network = in_order(judge.variants.compile(case.plan), case.uncertainty.conditional)
    except BadPlan:
        return None
    spreads = spreads_of(network, case.uncertainty, run.strata, judge.forms)
    finishes = finishes_of(network, spreads, run)
    paths = paths_near_p80(network, spreads, run.seed, finishes)
    flow = flow_of(network, spreads, run.seed, run.iterations)
    wholes = case.uncertainty.parts
    return replace(sight, paths=_rows(sight, network, paths, wholes), holding=_held(sight, network, flow.holds, wholes))


def _rows(sight: Sight, network: Network, paths: Flags, wholes: Mapping[int, int]) -> Flags:
    """The marks by rows of the plan as it is; of work that was cut those of both parts."""
    found = np.zeros((len(sight.plan.activities), paths.shape[1]), dtype=np.bool_)
    for row, one in enumerate(network.plan.activities):
        key = wholes.get(one.id, one.id)
        if key in sight.rows:
            found[sight.rows[key]] |= paths[row]
    return found


def _held(
    sight: Sight, network: Network, holds: np.ndarray[tuple[int, ...], np.dtype[np.float64]], wholes: Mapping[int, int]
) -> Mapping[int, float]:
    """By the place of each link in the plan as it is, in which share of the futures it holds its successor."""
    places = {_name(one, {}): place for place, one in enumerate(sight.plan.links)}
    found: dict[int, float] = {}
    for link, share in zip(network.link.tolist(), holds.tolist(), strict=True):
        place = places.get(_name(network.plan.links[link], wholes)) if link >= 0 else None
        if place is not None:
            found[place] = max(found.get(place, 0.0), share)
    return found


def _name(link: Link, wholes: Mapping[int, int]) -> tuple[int, int, str]:
    ends = (link.predecessor_id, link.successor_id)
    before, after = (wholes.get(key, key) for key in ends)
    return before, after, link.type.value
