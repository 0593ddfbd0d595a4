"""What a view of the portfolio holds, in words: its filters and its order."""

from __future__ import annotations

from django.http import QueryDict

from rechterhand.web.data.models import Method, Phase
from rechterhand.web.look.health import NAMES, word
from rechterhand.web.look.say import say

LABELLED = frozenset({"programme", "method", "phase", "unit", "tag"})
"""Filters that stand with what they are called."""
COLUMNS = {
    "health": "health", "name": "project", "number": "number", "programme": "programme", "p80": "p80",
    "committed": "committed", "late": "late", "chance": "chance", "price": "dearest",
}  # fmt: skip
"""The words of columns by the order that they give."""


def view_words(query: str) -> str:
    """The filters of an address one after the other."""
    return ", ".join(_part(name, one) for name, values in QueryDict(query).lists() for one in values)


def _part(name: str, value: str) -> str:
    if name == "health" and value in NAMES:
        return word(next(one for one in NAMES if one == value))
    if name in LABELLED:
        return f"{say(f'portfolio.filter.{name}')}: {_value(name, value)}"
    if name == "sort" and value.removeprefix("-") in COLUMNS:
        return say("portfolio.sorted", by=say(f"portfolio.column.{COLUMNS[value.removeprefix('-')]}"))
    if name in ("archived", "show"):
        return say("portfolio.filter.archived" if name == "archived" else "portfolio.timeline")
    return f"“{value}”"


def _value(name: str, value: str) -> str:
    known = {"method": Method.values, "phase": Phase.values}.get(name, [])
    return say(f"records.{name}.{value}") if value in known else value
