"""Columns of a dense table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.http import QueryDict

from rechterhand.web.look.say import Words


@dataclass(frozen=True)
class Column:
    """A head: its words, how its cells stand (``digits`` at the right), and how it sorts.

    ``sort`` is the value of the parameter ``sort`` that orders by it; with a minus before it the other way round.
    ``sorted_by`` is the value of this page.
    """

    name: Words
    kind: Literal["text", "digits", "short"] = "text"
    sort: str = ""
    sorted_by: str = ""
    hidden: bool = False

    @property
    def order(self) -> str:
        """'ascending', 'descending', or nothing when the page isn't ordered by it."""
        return {self.sort: "ascending", f"-{self.sort}": "descending"}.get(self.sorted_by, "") if self.sort else ""

    @property
    def next_sort(self) -> str:
        """What a click asks for."""
        return f"-{self.sort}" if self.order == "ascending" else self.sort


def columns(asked: QueryDict, *heads: tuple[Words, str, str]) -> tuple[Column, ...]:
    """Columns by (words, kind, sort) for a page as it was asked for."""
    by = asked.get("sort", "")
    kinds: dict[str, Literal["text", "digits", "short"]] = {"digits": "digits", "short": "short"}
    return tuple(Column(name, kinds.get(kind, "text"), sort, by) for name, kind, sort in heads)
