"""A plan as read ↔ JSON, exactly: what comes back equals what went in.

The fields are those of ``record``; moments are the plan's own wall clock, durations working minutes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

import msgspec

from rechterhand.intake.reader import NotUnderstood, Reading
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


def encoded(reading: Reading) -> bytes:
    """The reading, without its timings: the same reading gives the same bytes."""
    plan = reading.plan
    columns = None if plan.source.columns is None else tuple(sorted(plan.source.columns))
    kept = _Kept(
        FORM,
        replace(plan, source=replace(plan.source, columns=None)),
        columns,
        tuple(_Taken(one.key, tagged(one.text), one.loud) for one in reading.assumptions),
        tuple(
            _Left(one.field, one.count, one.example, one.where, tagged(one.reason)) for one in reading.not_understood
        ),
    )
    return msgspec.json.encode(kept, enc_hook=_hook)


def decoded(data: bytes) -> Reading:
    """The reading that was encoded."""
    kept = _DECODER.decode(data)
    for one in (*kept.plan.activities, *kept.plan.resources, *kept.plan.assignments):
        _restore(one, "fields")
    _restore(kept.plan, "properties")
    columns = None if kept.columns is None else frozenset(kept.columns)
    return Reading(
        replace(kept.plan, source=replace(kept.plan.source, columns=columns)),
        tuple(
            NotUnderstood(one.field, one.count, one.example, one.where, plain(one.reason))
            for one in kept.not_understood
        ),
        tuple(Assumption(one.key, plain(one.text), one.loud) for one in kept.assumptions),
    )


_DECODER = msgspec.json.Decoder(_Kept)


def _hook(value: object) -> object:
    """Mappings of a plan are read-only views; what JSON has no form for is tagged."""
    if isinstance(value, Mapping):
        return {key: tagged(one) for key, one in value.items()}
    raise TypeError(f"a plan holds {type(value).__name__}")


def tagged(value: object) -> object:
    """A value as plain JSON values; what JSON has no form for says what it is."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return {"$moment": value.isoformat()}
        case date():
            return {"$date": value.isoformat()}
        case Message():
            return {"$message": value.key, "values": {key: tagged(one) for key, one in value.values.items()}}
        case tuple() | list():
            return {"$tuple" if isinstance(value, tuple) else "$list": [tagged(one) for one in value]}
        case Mapping():
            return {"$mapping": {key: tagged(one) for key, one in value.items()}}
        case _:
            raise TypeError(f"a plan holds {type(value).__name__}")


def plain(value: Any) -> Any:
    """The value that was tagged."""
    match value:
        case {"$moment": moment}:
            return datetime.fromisoformat(moment)
        case {"$date": day}:
            return date.fromisoformat(day)
        case {"$message": key, "values": values}:
            return Message(key, MappingProxyType({name: plain(one) for name, one in values.items()}))
        case {"$tuple": members}:
            return tuple(plain(one) for one in members)
        case {"$list": members}:
            return [plain(one) for one in members]
        case {"$mapping": members}:
            return {name: plain(one) for name, one in members.items()}
        case _:
            return value


def _restore(row: object, name: str) -> None:
    """Give a mapping its own values again."""
    found: Mapping[str, Any] = getattr(row, name)
    if any(isinstance(one, dict) for one in found.values()):
        object.__setattr__(row, name, MappingProxyType({key: plain(one) for key, one in found.items()}))
