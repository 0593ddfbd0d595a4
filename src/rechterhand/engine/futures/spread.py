"""How uncertain each activity is: its own three points where the file has them, else the stated default."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.keys import key_of, keys_of
from rechterhand.engine.network.arrays import Network
from rechterhand.record.activity import Activity
from rechterhand.record.assumption import Assumption
from rechterhand.text import Message
from rechterhand.text.message import Value

Real = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Default:
    """The spread of activities without three points, as factors of the planned duration, and the correlation of all
    activities.

    ``correlation`` (0-1) comes from one shared driver: project circumstances that help or hurt all work at once.
    """

    low: float = 0.9
    likely: float = 1.0
    high: float = 1.3
    correlation: float = 0.3

    def __post_init__(self) -> None:
        if not 0 < self.low <= self.likely <= self.high:
            raise ValueError("a spread needs 0 < low <= likely <= high")
        if not 0 <= self.correlation < 1:
            raise ValueError("a correlation from one shared driver lies between 0 and 1")


@dataclass(frozen=True)
class Spreads:
    """Sampling parameters by node.

    ``low``, ``likely``, ``high`` are remaining durations in minutes; ``most`` caps a sample; ``key`` identifies the
    node's samples; ``own`` marks nodes whose file gave three points, ``certain`` those that aren't sampled at all.
    """

    low: Real
    likely: Real
    high: Real
    most: Real
    key: npt.NDArray[np.uint64]
    own: npt.NDArray[np.bool_]
    certain: npt.NDArray[np.bool_]
    driver: int
    correlation: float


def spreads_of(network: Network, default: Default) -> Spreads:
    """Sampling parameters of a compiled plan.

    Three points are total durations; the remaining part is sampled in proportion: ``remaining * point / planned``.
    What is finished, has no length or follows from other dates is certain.
    """
    planned = network.arrays.duration.astype(np.float64)
    points = np.empty((len(network), 3))
    own, certain = np.zeros(len(network), dtype=np.bool_), planned <= 0
    activities = network.plan.activities
    for node, row in enumerate(network.row):
        points[node] = default.low, default.likely, default.high
        if row < 0 or network.finished[node] or activities[row].external:
            certain[node] = True
            continue
        factors = _factors(activities[row])
        if factors is not None:
            points[node], own[node] = factors, True
    points[certain] = 1.0
    names = [activities[row].id if row >= 0 else f"helper {node}" for node, row in enumerate(network.row)]
    low, likely, high = (points[:, column] * planned for column in range(3))
    return Spreads(
        low=low,
        likely=likely,
        high=high,
        most=np.full(len(network), np.inf),
        key=keys_of(network.plan.key, names),
        own=own & ~certain,
        certain=certain,
        driver=key_of(network.plan.key, "shared driver"),
        correlation=default.correlation,
    )


def _factors(activity: Activity) -> tuple[float, float, float] | None:
    """Low, likely and high as factors of the planned duration; points that aren't in order are put in order."""
    points, planned = activity.three_point, activity.duration_minutes
    if points is None or not planned:
        return None
    likely = points.likely_minutes if points.likely_minutes is not None else planned
    low = points.low_minutes if points.low_minutes is not None else min(likely, planned)
    high = points.high_minutes if points.high_minutes is not None else max(likely, planned)
    ordered = sorted((low, likely, high))
    return ordered[0] / planned, ordered[1] / planned, ordered[2] / planned


def assumptions_of(spreads: Spreads, default: Default) -> Iterator[Assumption]:
    """What was taken for activities without three points; nothing when no work is left to draw."""
    uncertain = int((~spreads.certain).sum())
    given = int(spreads.own.sum())
    if not uncertain:
        return
    together = Message.of("simulate.together", correlation=default.correlation)
    around: dict[str, Value] = {"low": default.low - 1, "high": default.high - 1, "together": together}
    if given == uncertain:
        text = Message.of("simulate.own_spread", count=uncertain, together=together)
    elif given:
        text = Message.of("simulate.default_spread", given=given, of=uncertain, **around)
    else:
        text = Message.of("simulate.only_default_spread", count=uncertain, **around)
    yield Assumption("default_spread", text)
