"""A plan as read ↔ compressed JSON, exactly: what comes back equals what went in."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

import msgspec

from rechterhand.engine.futures.own_forms import in_order
from rechterhand.intake import NotUnderstood, Reading
from rechterhand.record.activity import ThreePoint
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan
from rechterhand.text import Message

Form: TypeAlias = Literal["rechterhand/plan/1"]
"""How it is written; what is written otherwise isn't read as if it were this."""
FORM: Form = "rechterhand/plan/1"


@dataclass(frozen=True, slots=True)
class _Taken:
    """An assumption."""

    key: str
    text: Any
    loud: bool


@dataclass(frozen=True, slots=True)
class _Left:
    """What wasn't understood."""

    field: str
    count: int
    example: str
    where: str | None
    reason: Any


@dataclass(frozen=True, slots=True)
class _Kept:
    """The whole; ``columns`` are those of the source, in order, since a set has none."""

    form: Form
    plan: Plan
    columns: tuple[str, ...] | None
    assumptions: tuple[_Taken, ...]
    not_understood: tuple[_Left, ...]


class _PointsOf(msgspec.Struct):
    id: int
    duration_minutes: int | None = None
    three_point: ThreePoint | None = None


class _Day(msgspec.Struct):
    minutes_per_day: int


class _PlanOf(msgspec.Struct):
    activities: tuple[_PointsOf, ...]
    options: _Day


class _KeptOf(msgspec.Struct):
    plan: _PlanOf


class _OptionsOf(msgspec.Struct):
    options: _Day


class _LengthOf(msgspec.Struct):
    plan: _OptionsOf


_LENGTH = msgspec.json.Decoder(_LengthOf)
_POINTS = msgspec.json.Decoder(_KeptOf)
_DECODER = msgspec.json.Decoder(_Kept)


def promising(reading: Reading, day: date | None) -> Reading:
    """The reading of a plan for the whole of which this day was promised elsewhere; the plan's own without one."""
    moment = None if day is None else datetime.combine(day, time.min)
    return replace(reading, plan=replace(reading.plan, promised=moment))


def packed(reading: Reading) -> bytes:
    """The reading, without its timings, as compressed JSON: the same reading gives the same bytes."""
    plan = reading.plan
    columns = None if plan.source.columns is None else tuple(sorted(plan.source.columns))
    kept = _Kept(
        FORM,
        replace(plan, source=replace(plan.source, columns=None)),
        columns,
        tuple(_Taken(one.key, _tagged(one.text), one.loud) for one in reading.assumptions),
        tuple(
            _Left(one.field, one.count, one.example, one.where, _tagged(one.reason)) for one in reading.not_understood
        ),
    )
    return gzip.compress(msgspec.json.encode(kept, enc_hook=_hook), compresslevel=6, mtime=0)


def unpacked(data: bytes) -> Reading:
    """The reading that was packed."""
    kept = _DECODER.decode(gzip.decompress(data))
    for one in (*kept.plan.activities, *kept.plan.resources, *kept.plan.assignments):
        _restore(one, "fields")
    _restore(kept.plan, "properties")
    columns = None if kept.columns is None else frozenset(kept.columns)
    return Reading(
        replace(kept.plan, source=replace(kept.plan.source, columns=columns)),
        tuple(
            NotUnderstood(one.field, one.count, one.example, one.where, _plain(one.reason))
            for one in kept.not_understood
        ),
        tuple(Assumption(one.key, _plain(one.text), one.loud) for one in kept.assumptions),
    )


def three_points(data: bytes) -> dict[int, tuple[float, float, float]]:
    """Low, likely and high of the activities of which the file has them, in working days of the plan, without reading
    the rest of it. The futures are drawn by the same points (``engine/futures/own_forms.py``).
    """
    kept = _POINTS.decode(gzip.decompress(data))
    day = kept.plan.options.minutes_per_day
    told = ((one.id, in_order(one.three_point, one.duration_minutes)) for one in kept.plan.activities)
    known = ((key, points) for key, points in told if points is not None)
    return {key: (low / day, likely / day, high / day) for key, (low, likely, high) in known}


def minutes_per_day(data: bytes) -> int:
    """How long a working day of the plan is, without reading the rest of it."""
    return _LENGTH.decode(gzip.decompress(data)).plan.options.minutes_per_day


def packed_message(message: Message) -> Any:
    """A message as plain JSON values, to be rendered later in the reader's language."""
    return _tagged(message)


def unpacked_message(data: Any) -> Message:
    """The message that was packed."""
    made = _plain(data)
    if not isinstance(made, Message):
        raise TypeError("no message")
    return made


def _hook(value: object) -> object:
    """Mappings of a plan are read-only views; what JSON has no form for is tagged."""
    if isinstance(value, Mapping):
        return {key: _tagged(one) for key, one in value.items()}
    raise TypeError(f"a plan holds {type(value).__name__}")


def _tagged(value: object) -> object:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return {"$moment": value.isoformat()}
        case date():
            return {"$date": value.isoformat()}
        case Message():
            return {"$message": value.key, "values": {key: _tagged(one) for key, one in value.values.items()}}
        case tuple() | list():
            return {"$tuple" if isinstance(value, tuple) else "$list": [_tagged(one) for one in value]}
        case Mapping():
            return {"$mapping": {key: _tagged(one) for key, one in value.items()}}
        case _:
            raise TypeError(f"a plan holds {type(value).__name__}")


def _plain(value: Any) -> Any:
    match value:
        case {"$moment": moment}:
            return datetime.fromisoformat(moment)
        case {"$date": day}:
            return date.fromisoformat(day)
        case {"$message": key, "values": values}:
            return Message(key, MappingProxyType({name: _plain(one) for name, one in values.items()}))
        case {"$tuple": members}:
            return tuple(_plain(one) for one in members)
        case {"$list": members}:
            return [_plain(one) for one in members]
        case {"$mapping": members}:
            return {name: _plain(one) for name, one in members.items()}
        case _:
            return value


def _restore(row: object, name: str) -> None:
    """Give a mapping its own values again."""
    found: Mapping[str, Any] = getattr(row, name)
    if any(isinstance(one, dict) for one in found.values()):
        object.__setattr__(row, name, MappingProxyType({key: _plain(one) for key, one in found.items()}))
