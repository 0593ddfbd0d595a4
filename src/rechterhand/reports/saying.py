"""Texts of a report in one language, made safe for where they are written."""

from __future__ import annotations

from collections.abc import Callable

from rechterhand.text import Language, Message, render
from rechterhand.text.message import Value


class Sayer:
    """Writes texts of the catalogue; ``safe`` escapes them for the format at hand."""

    def __init__(self, language: Language, safe: Callable[[str], str] = str) -> None:
        self.language = language
        self.safe = safe

    def __call__(self, key: str, /, **values: Value) -> str:
        """The text under a key."""
        return self.message(Message.of(key, **values))

    def message(self, message: Message) -> str:
        """A text that was composed elsewhere."""
        return self.safe(render(message, self.language))
