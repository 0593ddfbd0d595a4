"""What the address of the portfolio asks for, and the controls that ask it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from rechterhand.web.look.health import NAMES, State
from rechterhand.web.look.say import say
from rechterhand.web.queries.asked import page_of
from rechterhand.web.queries.choices import Choices
from rechterhand.web.queries.portfolio import SORTS, Filters

KEPT = ("q", "health", "programme", "method", "phase", "unit", "tag", "archived", "sort", "show")
"""Parameters that make a view; the page isn't one of them."""
LONGEST = 200


@dataclass(frozen=True)
class Select:
    """A control of the filters: its parameter, what it is called, and its choices (value, words, chosen)."""

    name: str
    label: str
    choices: tuple[tuple[str, str, bool], ...]


def asked(told: QueryDict) -> Filters:
    """The filters that an address asks for; what makes no sense is left out."""
    states: tuple[State, ...] = tuple(one for one in NAMES if one in told.getlist("health"))
    sort = told.get("sort", "")
    page = told.get("page", "1")
    return Filters(
        text=_text(told, "q"),
        programme=_text(told, "programme"),
        method=_text(told, "method"),
        phase=_text(told, "phase"),
        unit=_text(told, "unit"),
        tag=_text(told, "tag"),
        health=states,
        archived=told.get("archived") == "1",
        sort=sort.removeprefix("-") if sort.removeprefix("-") in SORTS else "health",
        descending=sort.startswith("-"),
        page=page_of(page),
    )


def view_query(told: QueryDict) -> str:
    """The part of an address that is a view, always in the same order."""
    found = QueryDict(mutable=True)
    for name in KEPT:
        values = [one[:LONGEST] for one in told.getlist(name) if one]
        if values:
            found.setlist(name, sorted(values))
    return found.urlencode()


def selects(filters: Filters, known: Choices) -> tuple[Select, ...]:
    """The controls of which there is something to choose."""
    methods = ((one, say(f"records.method.{one}")) for one in known.methods)
    phases = ((one, say(f"records.phase.{one}")) for one in known.phases)
    made = (
        _select("programme", say("portfolio.filter.programme"), known.programmes, filters.programme),
        _select("phase", say("portfolio.filter.phase"), phases, filters.phase),
        _select("method", say("portfolio.filter.method"), methods, filters.method),
        _select("unit", say("portfolio.filter.unit"), zip(known.units, known.units, strict=True), filters.unit),
        _select("tag", say("portfolio.filter.tag"), zip(known.tags, known.tags, strict=True), filters.tag),
    )
    archived = (
        ("", say("portfolio.filter.current"), not filters.archived),
        ("1", say("portfolio.filter.archived"), filters.archived),
    )
    which = Select("archived", say("portfolio.filter.which"), archived)
    return (*(one for one in made if len(one.choices) > 1), which)


def _select(name: str, label: str, values: Iterable[tuple[str, str]], now: str) -> Select:
    every = ("", say("portfolio.filter.every", name=label), not now)
    return Select(name, label, (every, *((value, words, value == now) for value, words in values)))


def _text(told: QueryDict, name: str) -> str:
    return told.get(name, "").replace("\0", "").strip()[:LONGEST]
