"""A project's table of uncertainty ↔ what the core draws futures by.

An estimate is ``{"activity_id", "low_days", "likely_days", "high_days"}`` (working days in all), a risk ``{"key",
"title", "probability", "low_days", "likely_days", "high_days", "activity_ids"}`` with days more (negative: less), or
with ``"low_factor"``, ``"likely_factor"``, ``"high_factor"`` in place of days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import Any

import msgspec

from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.uncertainty import Impact, Risk, Uncertainty
from rechterhand.errors import BadInput
from rechterhand.record.plan import Plan
from rechterhand.text import Message
from rechterhand.web.data.models import UncertaintyTable

MOST_ESTIMATES, MOST_RISKS = 20_000, 1000
"""How long a table may be that a program gives; the page takes shorter ones."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Three points of an activity's duration, in working days."""

    activity_id: int
    low_days: float
    likely_days: float
    high_days: float


@dataclass(frozen=True, slots=True)
class RiskEvent:
    """Something that may happen: days more on activities, or a factor on their durations."""

    key: str
    title: str
    probability: float
    activity_ids: tuple[int, ...]
    low_days: float | None = None
    likely_days: float | None = None
    high_days: float | None = None
    low_factor: float | None = None
    likely_factor: float | None = None
    high_factor: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """All of it, as pages and the API give it."""

    low: float = 0.9
    likely: float = 1.0
    high: float = 1.3
    correlation: float = 0.3
    estimates: tuple[Estimate, ...] = ()
    risks: tuple[RiskEvent, ...] = field(default=())


def of_row(row: UncertaintyTable | None) -> Table:
    """The table as it is kept; the usual one when there is none."""
    if row is None:
        return Table()
    return Table(
        row.low,
        row.likely,
        row.high,
        row.correlation,
        tuple(msgspec.convert(one, Estimate) for one in row.estimates),
        tuple(msgspec.convert(one, RiskEvent) for one in row.risks),
    )


def columns(table: Table) -> dict[str, Any]:
    """The table as columns of its row. Raises BadInput, naming every problem, when no futures can be drawn by it."""
    _refuse(table)
    lists: dict[str, Any] = {
        "estimates": [asdict(one) for one in table.estimates],
        "risks": [asdict(one) | {"activity_ids": list(one.activity_ids)} for one in table.risks],
    }
    return {"low": table.low, "likely": table.likely, "high": table.high, "correlation": table.correlation} | lists


def uncertainty(table: Table, plan: Plan) -> Uncertainty:
    """What futures of this plan are drawn by; lines about activities that it no longer has are left out."""
    known = {one.id: one for one in plan.activities}
    per_day = plan.options.minutes_per_day
    ranges: dict[int, Range] = {}
    for one in table.estimates:
        planned = known[one.activity_id].duration_minutes if one.activity_id in known else None
        if planned:
            ranges[one.activity_id] = _range((one.low_days, one.likely_days, one.high_days), per_day / planned)
    risks = []
    for event in table.risks:
        ids = tuple(key for key in event.activity_ids if key in known)
        if ids:
            risks.append(Risk(event.key, event.title, _impact(event, per_day), ids))
    return Uncertainty(table.low, table.likely, table.high, table.correlation, MappingProxyType(ranges), tuple(risks))


def left_out(table: Table, ids: Sequence[int] | frozenset[int]) -> tuple[int, ...]:
    """Activities that the table speaks of and the plan doesn't have."""
    told = {one.activity_id for one in table.estimates} | {key for one in table.risks for key in one.activity_ids}
    return tuple(sorted(told - set(ids)))


def _range(points: tuple[float, float, float], factor: float) -> Range:
    low, likely, high = (one * factor for one in points)
    return Range(Shape.TRIANGULAR, low, likely, high)


def _impact(event: RiskEvent, per_day: int) -> Impact:
    factors = _points(event, "factor")
    if factors is not None:
        return Impact(event.probability, factor=_range(factors, 1.0))
    days = _points(event, "days")
    if days is None:
        raise ValueError("a risk without effect")
    return Impact(event.probability, minutes=_range(days, float(per_day)))


def _points(event: RiskEvent, kind: str) -> tuple[float, float, float] | None:
    low, likely, high = (getattr(event, f"{point}_{kind}") for point in ("low", "likely", "high"))
    return None if low is None or likely is None or high is None else (low, likely, high)


def _refuse(table: Table) -> None:
    problems: list[Message] = []
    if not 0 < table.low <= table.likely <= table.high:
        problems.append(Message.of("records.uncertainty.band"))
    if not 0 <= table.correlation < 1:
        problems.append(Message.of("records.uncertainty.correlation"))
    for one in table.estimates:
        if not 0 <= one.low_days <= one.likely_days <= one.high_days:
            problems.append(Message.of("records.uncertainty.estimate", id=one.activity_id))
    problems += [found for event in table.risks for found in _wrong(event)]
    doubles = _doubles([one.activity_id for one in table.estimates])
    problems += [Message.of("records.uncertainty.estimate_twice", id=one) for one in doubles]
    doubles = _doubles([one.key for one in table.risks])
    problems += [Message.of("records.uncertainty.risk_twice", key=one) for one in doubles]
    if problems:
        raise BadInput(Message.of("records.uncertainty.wrong", count=len(problems)), problems=tuple(problems))


def _wrong(event: RiskEvent) -> list[Message]:
    found = []
    if not 0 <= event.probability <= 1:
        found.append(Message.of("records.uncertainty.probability", key=event.key))
    days, factors = _points(event, "days"), _points(event, "factor")
    points = days or factors
    ordered = points is not None and points[0] <= points[1] <= points[2]
    if (days is None) == (factors is None) or not ordered or (factors is not None and factors[0] < 0):
        found.append(Message.of("records.uncertainty.effect", key=event.key))
    if not event.activity_ids:
        found.append(Message.of("records.uncertainty.nobody", key=event.key))
    return found


def _doubles(keys: Sequence[Any]) -> list[Any]:
    seen: Mapping[Any, int] = {key: keys.count(key) for key in keys}
    return [key for key, count in seen.items() if count > 1]
