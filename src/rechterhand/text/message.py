"""A text that isn't rendered yet: a key and the values to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeAlias, Union

Value: TypeAlias = Union[str, int, float, date, datetime, "Message", "tuple[Value, ...]", None]

_EMPTY: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Message:
    """A key of the catalogue with the values of its placeholders.

    The part of the key before the first dot names the catalogue file: ``intake.empty`` stands in
    ``locale/<language>/intake.po``. A value named ``count`` chooses between singular and plural.
    """

    key: str
    values: Mapping[str, Value] = field(default_factory=lambda: _EMPTY)

    @classmethod
    def of(cls, key: str, /, **values: Value) -> Message:
        """Make a message with its values as keywords."""
        return cls(key, MappingProxyType(values))

    def __reduce__(self) -> tuple[object, ...]:
        return (Message, (self.key, dict(self.values)))
