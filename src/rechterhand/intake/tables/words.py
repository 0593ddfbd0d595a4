"""Words that planners type in cells, and how texts are made comparable."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

_ODD = re.compile(r"[^\w%#✓✔●◆♦]+")
_LONGEST = 200


def plain(text: str) -> str:
    """Lower case, without accents and punctuation, single spaces: what headings and words are compared by."""
    folded = unicodedata.normalize("NFKD", text[:_LONGEST].casefold())
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return _ODD.sub(" ", bare).strip()


@cache
def meanings(subject: str) -> Mapping[str, str]:
    """Word to meaning for one table of ``words.toml``, such as 'flag' or 'constraint'."""
    table = _tables()[subject]
    return MappingProxyType({plain(word): meaning for meaning, words in table.items() for word in words})


def meaning(subject: str, text: str) -> str | None:
    """What a text means among the words of a subject; None when it is none of them."""
    return meanings(subject).get(plain(text))


@cache
def _empty() -> frozenset[str]:
    tables = _tables()
    return frozenset(word.casefold() for word in tables["nothing"]["words"])


def says_nothing(text: str) -> bool:
    """A dash, 'n.v.t.' and their like: as good as an empty cell."""
    low = text.strip().casefold()
    return low in _empty() or plain(text) in _empty() or not plain(text)


def says_unknown(text: str) -> bool:
    """'n.t.b.', 'TBD' and their like."""
    return meaning("unknown", text) is not None or set(text.strip()) == {"?"}


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    text = resources.files("rechterhand.intake.tables").joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
