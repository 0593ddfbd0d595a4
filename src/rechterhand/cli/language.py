"""In which language the command line speaks: ``--lang``, else the locale, else English."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from functools import cache

from rechterhand.text import Language, Message, render
from rechterhand.text.message import Value


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language, known before options are parsed, so that help speaks it too."""
    for place, argument in enumerate(arguments):
        told = argument.removeprefix("--lang=") if argument.startswith("--lang=") else None
        if argument == "--lang" and place + 1 < len(arguments):
            told = arguments[place + 1]
        if told in {"nl", "en"}:
            return "nl" if told == "nl" else "en"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return "nl" if value.lower().startswith("nl") else "en"
    return "en"


@cache
def language() -> Language:
    """The language of this run."""
    return choose(sys.argv[1:], os.environ)


def say(key: str, /, **values: Value) -> str:
    """A text of the command line in the language of this run."""
    return render(Message.of(key, **values), language())
