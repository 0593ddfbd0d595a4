"""Samples drawn one by one, as the futures draw them side by side."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.kernel import (
    along,
    normal_quantile,
    normal_share,
    step_of,
    stream_of,
    triangular,
    uniform,
    whole_minutes,
)
from rechterhand.engine.futures.lanes import CURVE, DRIVER, DURATION, LINE, TRIANGLE
from rechterhand.engine.futures.spread import Spreads
from rechterhand.engine.network.arrays import Network


def durations_of(network: Network, spreads: Spreads, seed: int, iteration: int) -> npt.NDArray[np.int64]:
    """``(nodes,)`` remaining durations in one future, minutes."""
    shared = math.sqrt(spreads.correlation) * normal_quantile(_share(seed, DRIVER, spreads.driver, iteration))
    found = np.empty(len(network), np.int64)
    for node, value in enumerate(spreads.low.tolist()):
        if not spreads.certain[node]:
            share = _share(seed, DURATION, int(spreads.key[node]), iteration)
            score = normal_quantile(share)
            if spreads.correlation > 0:
                score = shared + math.sqrt(1 - spreads.correlation) * score
                share = normal_share(score)
            value = _value(spreads, node, share, score)
        found[node] = whole_minutes(value, spreads.most[node])
    return found


def _share(seed: int, stream: int, key: int, iteration: int) -> float:
    return float(uniform(np.uint64(stream_of(np.uint64(seed), np.uint64(stream), np.uint64(key))), iteration))


def _value(spreads: Spreads, node: int, share: float, score: float) -> float:
    low, likely, high = (float(one[node]) for one in (spreads.low, spreads.likely, spreads.high))
    form, place = int(spreads.form[node]), int(spreads.place[node])
    if form == TRIANGLE:
        return triangular(share, low, likely, high)
    if form == LINE:
        return low + share * (high - low)
    if form == CURVE:
        return low + (high - low) * along(spreads.forms.curves[place], score)
    heads, upto, value = spreads.forms.steps
    return low * step_of(upto[heads[place] : heads[place + 1]], value[heads[place] : heads[place + 1]], share)
