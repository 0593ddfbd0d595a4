"""How long an activity lasts when it goes as agreed: as planned, or as its class does where that is far less."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from dataclasses import dataclass

from rechterhand.findings.detector import Scene

MEMBERS = 5
TIMES = 3


@dataclass(frozen=True, slots=True)
class Agreed:
    """Working minutes that an activity lasts at most; ``outlier`` where they are the median of its branch."""

    minutes: float
    outlier: bool


def agreed(scene: Scene) -> Mapping[int, Agreed]:
    """What each open activity with a range is held to, by row.

    That is the planned remaining duration; where it is above three times the median of its branch (at least five
    members), that median.
    """
    medians, found = _medians(scene), {}
    for row, one in scene.open_activities():
        node = int(scene.network.node[row])
        if not scene.spreads.certain[node]:
            planned = float(scene.network.arrays.duration[node])
            median = medians.get(one.parent_id, planned)
            outlier = planned > TIMES * median
            found[row] = Agreed(median if outlier else planned, outlier)
    return found


def _medians(scene: Scene) -> Mapping[int | None, float]:
    """Median remaining duration by branch, for branches with enough members; all open work together is no branch."""
    groups: dict[int | None, list[float]] = {}
    for row, one in scene.open_activities():
        length = float(scene.network.arrays.duration[scene.network.node[row]])
        if length > 0:
            groups.setdefault(one.parent_id, []).append(length)
    if len(groups) == 1:
        return {}
    return {
        key: statistics.median(values) for key, values in groups.items() if key is not None and len(values) >= MEMBERS
    }
