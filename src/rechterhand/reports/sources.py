"""Where a check comes from: names of publications stay as they are, the words around them are told."""

from __future__ import annotations

import re
from collections.abc import Callable

_WORDS = {
    "Own convention": "own",
    "our own": "own",
    "after": "after",
    "and": "and",
    "point": "point",
    "best practice": "practice",
    "best practices": "practices",
    "glossary": "glossary",
    "(transitive reduction of the network)": "reduction",
    "(leads)": "leads",
    "(lags)": "lags",
    "Help texts of schedule analysers": "help",
    "(duplicate relationships)": "duplicates",
    "(logic density)": "density",
}
_ANY = re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in sorted(_WORDS, key=len, reverse=True)))
_NAMES = ("NDIA Planning and Scheduling Excellence Guide", "NDIA, Planning and Scheduling Excellence Guide")


def source(reference: str, say: Callable[[str], str]) -> str:
    """The reference of a check in the reader's language; ``say`` gives the text of a key."""
    return "; ".join(
        part if part in _NAMES else _ANY.sub(lambda found: say(f"report.source.{_WORDS[found[0]]}"), part)
        for part in reference.split("; ")
    )
