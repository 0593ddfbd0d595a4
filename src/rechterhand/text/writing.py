"""How numbers, dates and days are written in a language."""

from __future__ import annotations

import string
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from babel.dates import format_date, format_skeleton, get_month_names
from babel.numbers import format_decimal

from rechterhand.text.message import Message, Value

_LOCALES = {"nl": "nl_NL", "en": "en_GB"}
_MINUS = "\u2212"
_REMEMBERED = 4096
"""Dates and numbers of each form that aren't written anew: a page has the same ones again and again."""


@lru_cache(_REMEMBERED)
def long_date(day: date, language: str) -> str:
    """'14 maart 2027', '14 March 2027'."""
    return format_date(day, "d MMMM yyyy", locale=_LOCALES[language])


@lru_cache(_REMEMBERED)
def short_date(day: date, language: str) -> str:
    """For tables: '14-03-2027' in Dutch, '14 Mar 2027' in English, which can't be misread."""
    return format_date(day, "dd-MM-yyyy" if language == "nl" else "d MMM yyyy", locale=_LOCALES[language])


def month(day: date, language: str) -> str:
    """'mrt 2027', for axes."""
    name = get_month_names("abbreviated", locale=_LOCALES[language])[day.month].rstrip(".")
    return f"{name} {day.year}"


@lru_cache(_REMEMBERED)
def number(value: float, language: str, digits: int = 0, *, signed: bool = False) -> str:
    """A number with grouping, a real minus and, when asked, a plus."""
    value = round(value, digits) + 0.0
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    text = format_decimal(abs(value), format=pattern, locale=_LOCALES[language])
    if value < 0:
        return _MINUS + text
    return "+" + text if signed and value > 0 else text


def margin(error: float, language: str) -> str:
    """A sampling error with one decimal; one that would look like none at all with two: '0.4', '0.03'."""
    if 0 < error < 0.05:
        return number(max(error, 0.01), language, 2)
    return number(error, language, 1)


def percent(share: float, language: str, digits: int = 0) -> str:
    """'12 %' from 0.12."""
    return number(share * 100, language, digits) + "\u00a0%"


def chance(share: float, language: str) -> str:
    """'12 %' from 0.12; what isn't certain is never called so: '> 99 %', '< 1 %'."""
    whole = round(share * 100)
    if 0 < share < 1 and whole in {0, 100}:
        return f"< {percent(0.01, language)}" if whole == 0 else f"> {percent(0.99, language)}"
    return percent(share, language)


def is_one(value: object) -> bool:
    """Whether a number, as it is written, asks for the singular: in Dutch and English only 1 does, not 0 or 0.5."""
    return isinstance(value, (int, float)) and round(value, 1) == 1


def _needed(value: float, most: int) -> int:
    """How many decimals say as much as that many do."""
    return next(digits for digits in range(most + 1) if round(value, digits) == round(value, most))


class Writer(string.Formatter):
    """Fills placeholders of a text; the part after the colon says how.

    ``{x}`` as it is (numbers with at most one decimal, dates in the reader's form), ``{x:date}`` long date,
    ``{x:short}`` table date, ``{x:time}`` date and time, ``{x:month}``, ``{x:n0}`` ``{x:n1}`` ``{x:n2}`` decimals,
    ``{x:upto3}`` as many decimals as are needed, three at most (a share: ``{x:pctupto1}``),
    ``{x:s1}`` with sign, ``{x:margin}`` a sampling error, ``{x:pct}`` ``{x:pct1}`` a share as percentage,
    ``{x:chance}`` one that is 0 or 100 % only where it is exactly that, ``{x:list}`` items joined.
    ``{x:day|days}`` writes no number but the word that belongs to it: the first for 1. ``{measured.verb:has|have}``
    looks at a value of a message.
    """

    def __init__(self, language: str, nested: Callable[[Value], str]) -> None:
        self.language = language
        self.nested = nested

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Any:
        """Look a placeholder up; positional ones don't exist here."""
        if isinstance(key, int):
            raise KeyError(f"placeholder {key} has no name")
        return kwargs[key]

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
        """Look a placeholder up, or with a dot one of the values of a message."""
        name, _, part = field_name.partition(".")
        value = self.get_value(int(name) if name.isdigit() else name, args, kwargs)
        return (value.values[part] if part else value), name

    def format_field(self, value: Any, format_spec: str) -> str:
        """Write one value."""
        if "|" in format_spec:
            one, other = format_spec.split("|")
            return one if is_one(value) else other
        if value is None:
            return "\u2013"
        if isinstance(value, Message):
            return self.nested(value)
        if isinstance(value, tuple):
            return ", ".join(self.format_field(item, "" if format_spec == "list" else format_spec) for item in value)
        if isinstance(value, date):
            return self._date(value, format_spec)
        if isinstance(value, (bool, str)):
            return str(value)
        return self._number(value, format_spec)

    def _number(self, value: Any, form: str) -> str:
        lang = self.language
        if form == "chance":
            return chance(value, lang)
        if form.startswith("pctupto"):
            return percent(value, lang, _needed(value * 100, int(form[7:])))
        if form.startswith("pct"):
            return percent(value, lang, int(form[3:] or 0))
        if form.startswith("upto"):
            return number(value, lang, _needed(value, int(form[4:])))
        if form.startswith("n"):
            return number(value, lang, int(form[1:]))
        if form.startswith("s"):
            return number(value, lang, int(form[1:]), signed=True)
        if form == "margin":
            return margin(value, lang)
        if form == "plain":
            return str(value)
        return number(value, lang, int(round(value, 1) != round(value)))

    def _date(self, value: date, form: str) -> str:
        lang = self.language
        if form == "short":
            return short_date(value, lang)
        if form == "month":
            return month(value, lang)
        if form == "time" and isinstance(value, datetime):
            clock = format_skeleton("Hm", value, locale=_LOCALES[lang])
            return f"{short_date(value, lang)} {clock}"
        return long_date(value, lang)
