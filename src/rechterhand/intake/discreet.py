"""A reading without people's names: what every output is made of, unless names were asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from rechterhand.intake.reader import Reading
from rechterhand.record.persons import masker, without_names
from rechterhand.text import Message
from rechterhand.text.message import Value


def discreet(reading: Reading) -> Reading:
    """The reading with people's names replaced by roles, in the plan, the assumptions and what wasn't understood."""
    hide = masker(reading.plan)
    if hide is None:
        return reading
    return replace(
        reading,
        plan=without_names(reading.plan),
        assumptions=tuple(replace(one, text=_message(one.text, hide)) for one in reading.assumptions),
        not_understood=tuple(
            replace(
                one,
                field=hide(one.field),
                example=hide(one.example),
                reason=None if one.reason is None else _message(one.reason, hide),
            )
            for one in reading.not_understood
        ),
    )


def _message(message: Message, hide: Callable[[str], str]) -> Message:
    return Message(message.key, MappingProxyType({name: _value(one, hide) for name, one in message.values.items()}))


def _value(value: Value, hide: Callable[[str], str]) -> Value:
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, Message):
        return _message(value, hide)
    return tuple(_value(one, hide) for one in value) if isinstance(value, tuple) else value
