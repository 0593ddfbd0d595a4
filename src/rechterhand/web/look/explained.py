"""A number that can say where it comes from: the only form in which pages get numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from hashlib import blake2s
from typing import Literal, TypeAlias

from rechterhand.text import Language
from rechterhand.text.writing import chance, long_date, margin, number, percent
from rechterhand.web.look.say import Words

Figure: TypeAlias = float | int | Decimal | date | None
Unit: TypeAlias = Literal[
    "", "working_days", "calendar_days", "hours", "weeks", "percent", "chance", "euro", "date", "points", "times"
]
Kind: TypeAlias = Literal["plain", "costs", "brings"]

COUNTED: frozenset[Unit] = frozenset({"working_days", "calendar_days", "hours", "weeks", "points", "times"})
"""Units with a word behind the number."""


@dataclass(frozen=True)
class Explained:
    """A value with its unit and the answer to 'How do you know?'.

    ``value`` None says that there is no figure; the formula then says why. ``percent`` and ``chance`` are shares of 1.
    ``error`` is the sampling error in the same unit. ``kind`` makes it a price tag: what something costs or brings.
    ``url`` leads to where the figure can be checked, with ``link`` as its words.
    """

    value: Figure
    unit: Unit = ""
    digits: int = 0
    error: float | None = None
    source: Words = field(kw_only=True)
    as_of: date = field(kw_only=True)
    formula: Words = field(kw_only=True)
    assumptions: tuple[Words, ...] = field(default=(), kw_only=True)
    name: Words = field(default="", kw_only=True)
    kind: Kind = field(default="plain", kw_only=True)
    signed: bool = field(default=False, kw_only=True)
    url: str = field(default="", kw_only=True)

    def written(self, language: Language) -> str:
        """The value alone, in the reader's form."""
        value = self.value
        if value is None:
            return "–"
        if isinstance(value, date):
            return long_date(value, language)
        return _WRITERS.get(self.unit, _plain)(float(value), language, self)

    def error_written(self, language: Language) -> str:
        """'± 0.4', or nothing."""
        if self.error is None or self.value is None:
            return ""
        shown = margin(self.error, language)
        if self.unit in {"percent", "chance"}:
            shown = percent(self.error, language, self.digits)
        elif self.digits == 0 and self.error >= 1:
            shown = number(self.error, language)
        return f"± {shown}"

    @cached_property
    def basis(self) -> str:
        """A short name for what explains it; equal for figures that are explained by the same messages.

        Nothing is written out for it: a page has hundreds of figures, and few explanations.
        """
        parts = (self.source, self.as_of, self.formula, *self.assumptions, self.url)
        return blake2s(repr(parts).encode(), digest_size=6).hexdigest()


def _plain(value: float, language: Language, one: Explained) -> str:
    return number(value, language, one.digits, signed=one.signed)


def _percent(value: float, language: Language, one: Explained) -> str:
    return percent(value, language, one.digits)


def _chance(value: float, language: Language, _: Explained) -> str:
    return chance(value, language)


def _euro(value: float, language: Language, one: Explained) -> str:
    shown = number(value, language, one.digits, signed=one.signed)
    return f"€\u00a0{shown}" if language == "nl" else f"€{shown}"


_WRITERS: dict[str, Callable[[float, Language, Explained], str]] = {
    "percent": _percent,
    "chance": _chance,
    "euro": _euro,
}
