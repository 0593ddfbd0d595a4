"""Columns and words of registers, in Dutch and English."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

from rechterhand.intake.tables.durations import unit_named
from rechterhand.intake.tables.words import plain

Form = Literal["uncertainty", "risks"]

_BRACKETS = re.compile(r"\s*[(\[{]([^)\]}]*)[)\]}]\s*")


@dataclass(frozen=True, slots=True)
class Kind:
    """A column that a register can have: titles by language, headings, its width in the template (None: not there).

    ``known`` ones are for people, and nothing is computed by them.
    """

    key: str
    titles: Mapping[str, str]
    headings: tuple[str, ...]
    width: int | None
    known: bool


@cache
def kinds(form: Form) -> Mapping[str, Kind]:
    """Every column of a form by key, in the order of its template."""
    found = {}
    for key, one in _told("columns.toml")[form].items():
        titles = (plain(_BRACKETS.sub(" ", each)) for each in one["title"].values())
        headings = dict.fromkeys((*titles, *map(plain, one["headings"])))
        found[key] = Kind(key, one["title"], tuple(headings), one.get("width"), one.get("known", False))
    return MappingProxyType(found)


@cache
def named(form: Form) -> Mapping[str, str]:
    """Heading to key, as ``plain`` writes them; of several with one heading the first in the file."""
    found: dict[str, str] = {}
    for key, kind in kinds(form).items():
        for heading in kind.headings:
            found.setdefault(heading, key)
    return MappingProxyType(found)


def meaning(subject: str, text: str) -> str | None:
    """What a text means among the words of a subject; None when it is none of them."""
    return _meanings(subject).get(plain(text))


def unit_of(text: str) -> str | None:
    """'%', 'x' (a factor) or the unit of a duration; None when it is none of them."""
    told = plain(text).removeprefix("in ")
    return meaning("unit", told) or unit_named(told)


def bare(heading: str) -> tuple[str, str | None]:
    """A heading without its unit, as ``plain`` writes it, and the unit."""
    text = heading[:200]
    for inside in _BRACKETS.findall(text):
        if unit := unit_of(inside):
            return plain(_BRACKETS.sub(" ", text)), unit
    told = plain(_BRACKETS.sub(" ", text))
    head, _, last = told.rpartition(" ")
    unit = unit_of(last) if head and (len(last) > 1 or last == "%") else None
    return (head.removesuffix(" in"), unit) if unit else (told, None)


@cache
def _meanings(subject: str) -> Mapping[str, str]:
    words: Mapping[str, list[str]] = _told("words.toml")[subject]
    return MappingProxyType({plain(word): meaning for meaning, all_ in words.items() for word in all_})


@cache
def _told(file: str) -> Mapping[str, Any]:
    return tomllib.loads(resources.files("rechterhand.registers").joinpath(file).read_text(encoding="utf-8"))
