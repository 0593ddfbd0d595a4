"""The circumstances of a project: told, measured in its plan, or unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from rechterhand.text import Message
from rechterhand.toolbox.circumstance import circumstances
from rechterhand.toolbox.seen import Seen


class Basis(StrEnum):
    """Where a circumstance comes from."""

    TOLD = "told"
    MEASURED = "measured"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Known:
    """A circumstance: its value (minutes as a number in words; None where unknown), where from, and in words how."""

    value: str | None
    basis: Basis
    how: Message


@dataclass(frozen=True)
class Given:
    """What people told: values by circumstance, minutes, and of techniques whether what forbids them is the case."""

    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    minutes: int | None = None
    forbidden: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Situation:
    """All circumstances by key, the minutes that people have, and what forbids a technique."""

    known: Mapping[str, Known] = field(default_factory=lambda: MappingProxyType({}))
    minutes: int | None = None
    forbidden: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def values(self) -> Mapping[str, str]:
        """Those that are known and have values of the vocabulary."""
        return {key: one.value for key, one in self.known.items() if one.value is not None and key != "time"}


def situation(seen: Seen, given: Given = Given()) -> Situation:
    """The circumstances of a plan; what people told goes before what was measured."""
    known = {}
    for key, one in circumstances().items():
        told = str(given.minutes) if key == "time" and given.minutes is not None else given.values.get(key)
        measured = None if told is not None or one.measure is None else one.measure(seen)
        if told is not None:
            known[key] = Known(told, Basis.TOLD, Message.of("toolbox.told"))
        elif measured is not None:
            known[key] = Known(measured.value, Basis.MEASURED, measured.how)
        else:
            known[key] = Known(None, Basis.UNKNOWN, Message.of("toolbox.unknown"))
    return Situation(MappingProxyType(known), given.minutes, given.forbidden)
