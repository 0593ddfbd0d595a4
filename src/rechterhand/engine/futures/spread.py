"""How uncertain each activity is: its own three points where the file has them, else the stated default."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.forms import Forms
from rechterhand.engine.futures.keys import key_of, keys_of
from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.network.arrays import Network
from rechterhand.record.activity import Activity
from rechterhand.record.assumption import Assumption
from rechterhand.text import Message
from rechterhand.text.message import Value

Real = npt.NDArray[np.float64]

_NONE: Mapping[int, Range] = MappingProxyType({})


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
    node's samples; ``own`` marks nodes with a range of their own, ``certain`` those that aren't sampled at all.
    ``form`` and ``place`` say how a node is drawn, ``forms`` holds curves and steps.
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
    form: npt.NDArray[np.int8]
    place: npt.NDArray[np.int32]
    forms: Forms


def spreads_of(network: Network, default: Default, ranges: Mapping[int, Range] = _NONE) -> Spreads:
    """Sampling parameters of a compiled plan.

    Points are total durations; the remaining part is sampled in proportion: ``remaining * point / planned``. What is
    finished, has no length or follows from other dates is certain.

    Parameters
    ----------
    network
        The plan.
    default
        The spread of activities without a range.
    ranges
        Ranges by activity id; they go before the three points of the file.
    """
    planned = network.arrays.duration.astype(np.float64)
    points = np.ones((len(network), 3))
    own, certain = np.zeros(len(network), dtype=np.bool_), planned <= 0
    form, place = np.zeros(len(network), dtype=np.int8), np.zeros(len(network), dtype=np.int32)
    forms, usual = Forms(), Range(low=default.low, likely=default.likely, high=default.high)
    activities = network.plan.activities
    for node, row in enumerate(network.row):
        if certain[node] or row < 0 or network.finished[node] or activities[row].external:
            certain[node] = True
            continue
        given = ranges.get(activities[row].id) or _given(activities[row])
        drawn = given or usual
        own[node] = given is not None
        if drawn.certain:
            points[node], certain[node] = _only(drawn), True
            continue
        found = forms.of(drawn)
        points[node] = found.low, found.likely, found.high
        form[node], place[node] = found.kind, found.place
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
        form=form,
        place=place,
        forms=forms,
    )


def _given(activity: Activity) -> Range | None:
    """The three points of the file as factors of the planned duration; points that aren't in order are put in order."""
    factors = _factors(activity)
    return None if factors is None else Range(Shape.TRIANGULAR, *factors)


def _only(one: Range) -> float:
    """The one factor of a range without width."""
    return one.steps[0][0] if one.shape is Shape.DISCRETE else one.likely


def _factors(activity: Activity) -> tuple[float, float, float] | None:
    points, planned = activity.three_point, activity.duration_minutes
    if points is None or not planned:
        return None
    likely = points.likely_minutes if points.likely_minutes is not None else planned
    low = points.low_minutes if points.low_minutes is not None else min(likely, planned)
    high = points.high_minutes if points.high_minutes is not None else max(likely, planned)
    ordered = sorted(max(0, one) for one in (low, likely, high))
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
