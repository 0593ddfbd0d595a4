"""In which order work gets its people: lists in which predecessors come first, by a rule of priority."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.schedule.result import ScheduleResult

Long = npt.NDArray[np.int64]

_SOONEST = np.iinfo(np.int64).min

RULES: Mapping[str, Callable[[ScheduleResult], Long]] = MappingProxyType(
    {
        "late_start": lambda dates: dates.late_start,
        "late_finish": lambda dates: dates.late_finish,
        "early_start": lambda dates: dates.early_start,
    }
)
"""What has the earliest of these dates goes first (Kolisch 1996 compares such rules)."""


def lists_of(network: Network, dates: ScheduleResult) -> dict[str, Long]:
    """``(nodes,)`` lists by rule.

    Work that has begun goes before all else, then what the plan gives more priority (1000 is the most), then what the
    rule puts first; equals stay in the order of the rows. ``dates`` are those of the plan as its futures take it.
    """
    return {rule: list_of(network, of(dates)) for rule, of in RULES.items()}


def list_of(network: Network, moments: Long) -> Long:
    """One list: ``moments`` has the date of each row by which work goes first."""
    rows, activities = network.row, network.plan.activities
    keys = []
    for node in range(len(network)):
        row = int(rows[node])
        if row < 0 or network.finished[node]:
            keys.append((0, 0, _SOONEST, -1))
            continue
        one = activities[row]
        begun = 1 if one.started else 2
        keys.append((begun, -(500 if one.priority is None else one.priority), int(moments[row]), row))
    net = network.arrays
    waiting = np.diff(net.head).tolist()
    ready = [(keys[node], node) for node, count in enumerate(waiting) if count == 0]
    heapq.heapify(ready)
    found = []
    while ready:
        _, node = heapq.heappop(ready)
        found.append(node)
        for link in net.out[net.tail[node] : net.tail[node + 1]].tolist():
            after = int(net.to[link])
            waiting[after] -= 1
            if waiting[after] == 0:
                heapq.heappush(ready, (keys[after], after))
    return np.array(found, dtype=np.int64)
