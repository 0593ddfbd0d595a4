"""How much float each activity has in the futures, not in the plan alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.lanes import common_for
from rechterhand.engine.futures.spread import Spreads
from rechterhand.engine.lanes.width import LANES
from rechterhand.engine.network.arrays import NONE, Network
from rechterhand.engine.schedule.solve import run as passes_of
from rechterhand.engine.simulate import kernel
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.simulate.statistics import place_of

Long = npt.NDArray[np.int64]

FUTURES = 192
"""Most futures whose floats are computed: each needs both passes."""
SHARES = (0.10, 0.50, 0.90)


def floats_of(network: Network, spreads: Spreads, run: Run) -> Long:
    """``(3, nodes)`` P10, P50 and P90 of each node's total float, in working minutes of its own calendar.

    Each future's floats are counted to its own finish, so that its longest path has none; the smaller of the floats of
    start and finish counts. Finished nodes have the smallest integer.
    """
    count = max(1, min(run.iterations, FUTURES))
    found = np.empty((len(network), count), dtype=np.int64)
    if len(network) == 0:
        return np.empty((len(SHARES), 0), dtype=np.int64)
    common = common_for(spreads.arrays)
    durations, bent = np.empty((len(network), LANES), dtype=np.int64), np.flatnonzero(spreads.arrays.bends.place >= 0)
    dates = kernel.dates_for(len(network), spreads.arrays, common)
    for first in range(0, count, LANES):
        kernel.sample(spreads.arrays, np.uint64(run.seed), first, common, durations)
        if len(bent):
            kernel.draw(network.arrays, spreads.arrays, (np.uint64(run.seed), first), common, dates)
            durations[bent] = dates[1][bent] - dates[0][bent]
        for lane in range(min(LANES, count - first)):
            drawn = network.arrays._replace(duration=np.ascontiguousarray(durations[:, lane]))
            passes = passes_of(replace(network, arrays=drawn, must_finish=NONE))
            found[:, first + lane] = np.minimum(passes.late_start - passes.start, passes.late_finish - passes.finish)
    ordered = np.sort(found, axis=1)
    places = [place_of(count, share) for share in SHARES]
    chosen: Long = np.ascontiguousarray(ordered[:, places].T)
    chosen[:, network.finished] = NONE
    return chosen
