"""The limit: the same two passes without calendars, as plain as they can be written.

Compressed rows, topological order, four link types with whole lags; earliest and latest dates, total and free float.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

Long = npt.NDArray[np.int64]
Short = npt.NDArray[np.int32]


class PlainNetwork(NamedTuple):
    """Links by successor (``head``, ``into``, ``kind``, ``lag``) and by predecessor (the others)."""

    duration: Long
    head: Short
    into: Short
    kind: npt.NDArray[np.int8]
    lag: Long
    tail: Short
    to: Short
    kind_out: npt.NDArray[np.int8]
    lag_out: Long


@njit(cache=True, nogil=True)
def passes(net: PlainNetwork, early: tuple[Long, Long], late: tuple[Long, Long], total: Long, free: Long) -> int:
    """Fill the dates and floats; returns the finish."""
    start, finish = early
    late_start, late_finish = late
    end = 0
    for node in range(net.duration.shape[0]):
        begin, length = 0, net.duration[node]
        for link in range(net.head[node], net.head[node + 1]):
            before, kind = net.into[link], net.kind[link]
            anchor = finish[before] if kind == 0 or kind == 2 else start[before]
            candidate = anchor + net.lag[link] - (length if kind >= 2 else 0)
            begin = max(begin, candidate)
        start[node], finish[node] = begin, begin + length
        end = max(end, begin + length)
    for node in range(net.duration.shape[0] - 1, -1, -1):
        last, length, least = end, net.duration[node], end - finish[node]
        for link in range(net.tail[node], net.tail[node + 1]):
            after, kind = net.to[link], net.kind_out[link]
            by_start, by_finish = kind <= 1, kind == 0 or kind == 2
            candidate = (late_start[after] if by_start else late_finish[after]) - net.lag_out[link]
            last = min(last, candidate if by_finish else candidate + length)
            gap = (start[after] if by_start else finish[after]) - net.lag_out[link]
            least = min(least, gap - (finish[node] if by_finish else start[node]))
        late_start[node], late_finish[node] = last - length, last
        total[node], free[node] = last - finish[node], least
    return end
