"""Samples drawn one by one, as the futures draw them side by side."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.draws import CURVE, LINE, TRIANGLE, Draws
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
from rechterhand.engine.futures.spread import Spreads
from rechterhand.engine.futures.streams import DRIVER, DURATION, IMPACT, RISK
from rechterhand.engine.network.arrays import Network, NetworkArrays


def durations_of(network: Network, spreads: Spreads, seed: int, iteration: int) -> npt.NDArray[np.int64]:
    """``(nodes,)`` remaining durations in one future, minutes."""
    arrays = spreads.arrays
    correlation = float(arrays.correlation[0])
    shared = math.sqrt(correlation) * normal_quantile(share_of(seed, DRIVER, int(arrays.driver[0]), iteration))
    brought = [_brought(spreads, risk, seed, iteration) for risk in range(len(arrays.risks.chance))]
    found = np.empty(len(network), np.int64)
    for node in range(len(network)):
        value = float(arrays.work.low[node])
        if not arrays.certain[node]:
            share = share_of(seed, DURATION, int(arrays.work.key[node]), iteration)
            score = normal_quantile(share)
            if correlation > 0:
                score = shared + math.sqrt(1 - correlation) * score
                share = normal_share(score)
            value = value_of(spreads, arrays.work, node, share, score)
        value = min(value, arrays.most[node])
        for risk in arrays.risks.of[arrays.risks.head[node] : arrays.risks.head[node + 1]]:
            if brought[risk] is not None:
                value = value * brought[risk] if arrays.risks.times[risk] else value + brought[risk]
        found[node] = whole_minutes(value, np.inf)
    return found


def with_lags(net: NetworkArrays, durations: npt.NDArray[np.int64]) -> NetworkArrays:
    """The network in a future with these durations: lags that are a share of one go along with it."""
    longer = durations[net.into] - net.duration[net.into]
    return net._replace(lag=net.lag + np.floor(net.lag_share * longer + 0.5).astype(np.int64))


def _brought(spreads: Spreads, risk: int, seed: int, iteration: int) -> float | None:
    """The impact of a risk in a future in which it happens."""
    risks = spreads.arrays.risks
    key = int(risks.impact.key[risk])
    if not risks.least[risk] <= share_of(seed, RISK, key, iteration) < risks.chance[risk]:
        return None
    share = share_of(seed, IMPACT, key, iteration)
    return value_of(spreads, risks.impact, risk, share, normal_quantile(share))


def share_of(seed: int, stream: int, key: int, iteration: int) -> float:
    """A number in (0, 1) of one key's stream."""
    return float(uniform(np.uint64(stream_of(np.uint64(seed), np.uint64(stream), np.uint64(key))), iteration))


def value_of(spreads: Spreads, draws: Draws, at: int, share: float, score: float) -> float:
    """The value of a draw at a share, and its normal score."""
    low, likely, high = (float(one[at]) for one in (draws.low, draws.likely, draws.high))
    form, place, tables = int(draws.form[at]), int(draws.place[at]), spreads.arrays.tables
    if form == TRIANGLE:
        return triangular(share, low, likely, high)
    if form == LINE:
        return low + share * (high - low)
    if form == CURVE:
        return low + (high - low) * along(tables.curves[place], score)
    mine = slice(tables.begin[place], tables.begin[place + 1])
    return low * step_of(tables.upto[mine], tables.value[mine], share)
