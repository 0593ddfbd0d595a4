"""A reading without people's names: what every output is made of, unless names were asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from rechterhand.intake.reader import Reading
from rechterhand.record.persons import masker, surely_a_person, without_names
from rechterhand.text import Message
from rechterhand.text.message import Value

_PARTS = re.compile(r"[;,|/&]")


def discreet(reading: Reading) -> Reading:
    """The reading with people's names replaced by roles, in the plan, the assumptions and what wasn't understood."""
    found = masker(reading.plan)
    hide = found or _as_it_is
    return replace(
        reading,
        plan=reading.plan if found is None else without_names(reading.plan),
        assumptions=tuple(replace(one, text=_message(one.text, hide)) for one in reading.assumptions),
        not_understood=tuple(
            replace(
                one,
                field=hide(one.field),
                example=_example(hide(one.example)),
                reason=None if one.reason is None else _message(one.reason, hide),
            )
            for one in reading.not_understood
        ),
    )


def _as_it_is(text: str) -> str:
    return text


def _example(text: str) -> str:
    """A column that nothing knows may hold people whom the plan names nowhere else."""
    return "–" if any(surely_a_person(part.strip()) for part in _PARTS.split(text)) else text


def _message(message: Message, hide: Callable[[str], str]) -> Message:
    return Message(message.key, MappingProxyType({name: _value(one, hide) for name, one in message.values.items()}))


def _value(value: Value, hide: Callable[[str], str]) -> Value:
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, Message):
        return _message(value, hide)
    return tuple(_value(one, hide) for one in value) if isinstance(value, tuple) else value
