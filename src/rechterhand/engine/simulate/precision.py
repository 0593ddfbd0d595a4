"""How many futures it takes until P80 is known well enough."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rechterhand.engine.futures.spread import Spreads
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.kernel import works_before
from rechterhand.engine.simulate.run import Run, finishes_of
from rechterhand.engine.simulate.statistics import bounds

LEAST, MOST = 1_000, 1_024_000
"""Futures to begin with, and no more than these; each try doubles them."""


def enough(network: Network, spreads: Spreads, run: Run, days: float) -> tuple[int, float]:
    """The number of futures after which P80 is known to so many working days, and to how many it then is.

    Half the width of its distribution-free 95 % interval counts, in working days of the project's calendar. Futures
    hang on their number alone, so those of a shorter run are the first ones of a longer run.
    """
    count = LEAST
    while True:
        finishes = np.sort(finishes_of(network, spreads, replace(run, iterations=count, progress=None)))
        half = _half_width(network, bounds(finishes, 0.8))
        if half <= days or count >= MOST:
            return count, half
        # the width shrinks with the root of the number
        count = min(MOST, count * 2 ** max(1, int(np.log2(max(2.0, (half / days) ** 2)) + 0.5)))


def _half_width(network: Network, interval: tuple[int, int]) -> float:
    calendar = network.clock.position[network.plan.default_calendar_id]
    low, high = works_before(network.arrays.clock, np.full(2, calendar), np.array(interval, dtype=np.int64)).tolist()
    return float(high - low) / 2 / max(1, network.plan.options.minutes_per_day)
