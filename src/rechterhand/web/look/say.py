"""Texts of pages: the core's catalogues in the language of the request."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from django.utils.functional import lazystr
from django.utils.translation import get_language

from rechterhand.text import LANGUAGES, Language, Message, render
from rechterhand.text.catalogue import texts
from rechterhand.text.message import Value

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = Message | str
"""A text of ours, or words of a person or a file that have no translation."""


def language() -> Language:
    """The language of this request; Dutch where Django knows none."""
    return _language(get_language() or "")


@cache
def _language(code: str) -> Language:
    told = code.partition("-")[0]
    return next((one for one in LANGUAGES if one == told), "nl")


def say(key: str, **values: Value) -> str:
    """A text in the language of the request."""
    return render(Message.of(key, **values), language()) if values else _alone(key, language())


@cache
def _alone(key: str, tongue: Language) -> str:
    """A text without values: a page with hundreds of fields says the same few."""
    return render(Message(key), tongue)


def told(words: Words) -> str:
    """A message in the language of the request; words as they are."""
    return render(words, language()) if isinstance(words, Message) else str(words)


class _Later:
    """A text that is looked up when it is shown."""

    def __init__(self, key: str) -> None:
        self.key = key

    def __str__(self) -> str:
        return say(self.key)


def say_later(key: str) -> _StrPromise:
    """A text for what is made at import, such as the label of a form's field."""
    return lazystr(_Later(key))


def script_texts() -> dict[str, str]:
    """What scripts show: the texts under ``script.`` without that word; scripts fill in the placeholders."""
    return {key.removeprefix("script."): forms[0] for key, forms in texts("script", language()).items()}
