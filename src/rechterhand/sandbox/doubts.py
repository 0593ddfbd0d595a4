"""What a project file in plain text says that MPXJ passes over without a word: found in the text itself."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import resources
from math import isfinite
from typing import Any


class Doubts:
    """Places that can't be understood: where and why, how often, the first as an example.

    Why: 'number', 'date', 'choice' (a value that no rule is known for), 'reference' (what it names isn't in the file),
    'elsewhere' (it stands in another project of the file), 'unknown' (a field that isn't known at all).
    """

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._examples: dict[tuple[str, str], str] = {}

    def add(self, field: str, why: str, example: str, times: int = 1) -> None:
        """Note places of one kind."""
        self._counts[field, why] += times
        self._examples.setdefault((field, why), example[:80])

    def told(self) -> list[tuple[str, str, int, str]]:
        """Field, why, how often and an example, sorted."""
        return [(*key, count, self._examples[key]) for key, count in sorted(self._counts.items())]


def words(text: str) -> frozenset[str]:
    """The words of a list in the vocabulary."""
    return frozenset(text.split())


@cache
def vocabulary(format_: str) -> Mapping[str, Any]:
    """What a format consists of (``vocabulary.toml``)."""
    text = resources.files("rechterhand.sandbox").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = tomllib.loads(text)[format_]
    return found


def is_date(text: str) -> bool:
    """Whether this is a moment in figures."""
    try:
        datetime.fromisoformat(text.strip())
    except ValueError:
        return False
    return True


def is_number(text: str) -> bool:
    """Whether this is a number with a decimal point, as XML has it."""
    try:
        return isfinite(float(text))
    except ValueError:
        return False
