"""Samples drawn one by one, as the futures draw them side by side."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.kernel import (
    normal_quantile,
    normal_share,
    stream_of,
    triangular,
    uniform,
    whole_minutes,
)
from rechterhand.engine.futures.lanes import DRIVER, DURATION
from rechterhand.engine.futures.spread import Spreads
from rechterhand.engine.network.arrays import Network


def durations_of(network: Network, spreads: Spreads, seed: int, iteration: int) -> npt.NDArray[np.int64]:
    """``(nodes,)`` remaining durations in one future, minutes."""
    shared = math.sqrt(spreads.correlation) * normal_quantile(_share(seed, DRIVER, spreads.driver, iteration))
    found = np.empty(len(network), np.int64)
    for node, value in enumerate(spreads.low.tolist()):
        if not spreads.certain[node]:
            share = _share(seed, DURATION, int(spreads.key[node]), iteration)
            if spreads.correlation > 0:
                share = normal_share(shared + math.sqrt(1 - spreads.correlation) * normal_quantile(share))
            value = triangular(share, spreads.low[node], spreads.likely[node], spreads.high[node])
        found[node] = whole_minutes(value, spreads.most[node])
    return found


def _share(seed: int, stream: int, key: int, iteration: int) -> float:
    return float(uniform(np.uint64(stream_of(np.uint64(seed), np.uint64(stream), np.uint64(key))), iteration))
