"""Texts of a report in one language, made safe for where they are written."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from rechterhand.text import Language, Message, render
from rechterhand.text.message import Value
from rechterhand.text.plain import shorten


class Sayer:
    """Writes texts of the catalogue; ``safe`` escapes them, ``most`` cuts the names that are filled in."""

    def __init__(self, language: Language, safe: Callable[[str], str] = str, *, most: int | None = None) -> None:
        self.language = language
        self.safe = safe
        self.most = most

    def __call__(self, key: str, /, **values: Value) -> str:
        """The text under a key."""
        return self.message(Message.of(key, **values))

    def message(self, message: Message) -> str:
        """A text that was composed elsewhere."""
        most = self.most
        return self.safe(render(message if most is None else _brief(message, most), self.language))

    def plain(self, key: str, /, **values: Value) -> str:
        """The text under a key as it is, to be a value of another text, which makes it safe."""
        return render(Message.of(key, **values), self.language)

    def short(self, name: str, most: int) -> str:
        """A name cut to what fits."""
        return self.safe(shorten(name, most))


def _brief(message: Message, most: int) -> Message:
    return Message(message.key, MappingProxyType({name: _value(one, most) for name, one in message.values.items()}))


def _value(value: Value, most: int) -> Value:
    if isinstance(value, str):
        return shorten(value, most)
    if isinstance(value, Message):
        return _brief(value, most)
    return tuple(_value(one, most) for one in value) if isinstance(value, tuple) else value
