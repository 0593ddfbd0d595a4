"""Expected finishes in futures: the length that such a date gives the remaining work is its planned one.

P6 fits the remaining duration to an expected finish at every update. Were that done in every future, the date would
make its activity certain; so the futures take the duration once, as it follows from the plan, and draw around it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import NONE, NetworkArrays
from rechterhand.engine.network.figures import Figure
from rechterhand.engine.schedule.kernel import forward

Long = npt.NDArray[np.int64]


def expects(table: Long) -> bool:
    """Whether anything has an expected finish."""
    return bool((table[Figure.TARGET] != NONE).any())


def taken_as_durations(table: Long, arrays: NetworkArrays) -> tuple[Long, int]:
    """``(figures, nodes)`` with remaining durations that fit the expected finishes, and without these dates; and how
    many they are.

    ``table`` and ``arrays`` are the plan as its tool has it. A date that lies before the remaining work does nothing,
    as for the tool.
    """
    size, out = len(arrays.duration), table.copy()
    start, finish, side = np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size, np.int8)
    forward(arrays, arrays.duration, start, finish, side)
    fitted = np.flatnonzero((arrays.target != NONE) & (arrays.target > start))
    out[Figure.DURATION, fitted] = finish[fitted] - start[fitted]
    out[Figure.TARGET] = NONE
    return out, len(fitted)
