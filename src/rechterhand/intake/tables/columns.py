"""Which column of a table is what: headings in Dutch and English against ``columns.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType

from rechterhand.intake.tables.durations import unit_named
from rechterhand.intake.tables.words import plain

_BRACKETS = re.compile(r"\s*[(\[{]([^)\]}]*)[)\]}]\s*")
_IN = re.compile(r"\s+in\s+(\w+)$")


@dataclass(frozen=True, slots=True)
class Kind:
    """A column that a plan can have: its key, what its cells hold, its titles by language, its headings in order."""

    key: str
    kind: str
    titles: Mapping[str, str]
    headings: tuple[str, ...]
    in_template: bool


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table: number from 0, title as written and unit by key; and those that nothing knows."""

    places: Mapping[str, int]
    titles: Mapping[str, str]
    units: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[int, str] = field(default_factory=dict)

    def __contains__(self, key: object) -> bool:
        return key in self.places

    def of(self, key: str) -> int | None:
        """The column of a key; None when the table has none."""
        return self.places.get(key)

    @property
    def used(self) -> frozenset[int]:
        """Columns that are something that is known."""
        return frozenset(self.places.values())

    @property
    def is_plan(self) -> bool:
        """Names and something to plan by: what a header row must have at least."""
        named = bool({"name", "phase", "subtask"} & self.places.keys())
        return named and bool(_TELLING & self.places.keys())


_TELLING = frozenset({"start", "finish", "duration", "predecessors", "successors", "low", "likely", "high"})


@cache
def kinds() -> Mapping[str, Kind]:
    """Every column that is known, by key, in the order of the template."""
    text = resources.files("rechterhand.intake.tables").joinpath("columns.toml").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            key: Kind(
                key,
                one["kind"],
                one["title"],
                tuple(dict.fromkeys(plain(each) for each in (*one["title"].values(), *one["headings"]))),
                one.get("template", False),
            )
            for key, one in tomllib.loads(text).items()
        }
    )


def recognise(headings: Sequence[str], mapped: Mapping[str, str] | None = None, *, only: bool = False) -> Columns:
    """Find out which heading is which column.

    Parameters
    ----------
    headings
        The texts of the header row; empty where there is none.
    mapped
        By key the heading that a mapping file names: goes before everything else.
    only
        Whether a heading that isn't mapped is nothing that is known.
    """
    told = {plain(heading): key for key, heading in (mapped or {}).items()}
    wishes = sorted(one for one in _wishes(headings, told) if one[0] < 0 or not only)
    places: dict[str, int] = {}
    taken: set[int] = set()
    for first in (True, False):
        for rank, column, key in wishes:
            if first and rank >= 0 and key != "name":
                continue
            if key not in places and column not in taken:
                places[key] = column
                taken.add(column)
    return Columns(
        places=places,
        titles={key: headings[column].strip() for key, column in places.items()},
        units={key: unit for key, column in places.items() if (unit := unit_of(headings[column]))},
        unknown={
            column: heading.strip()
            for column, heading in enumerate(headings)
            if heading.strip() and column not in taken
        },
    )


def _wishes(headings: Sequence[str], told: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Rank (lower is better), column and key of everything a heading may be."""
    found = []
    for column, heading in enumerate(headings):
        if not heading.strip():
            continue
        bare = plain(heading)
        if bare in told:
            found.append((-1, column, told[bare]))
            continue
        for rank, name in _ranked().get(bare, ()) or _ranked().get(_without_unit(heading), ()):
            found.append((rank, column, name))
    return found


@cache
def _ranked() -> Mapping[str, tuple[tuple[int, str], ...]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for key, kind in kinds().items():
        for rank, heading in enumerate(kind.headings):
            found.setdefault(heading, []).append((rank, key))
    return MappingProxyType({heading: tuple(sorted(ranks)) for heading, ranks in found.items()})


def _without_unit(heading: str) -> str:
    bare = plain(_BRACKETS.sub(" ", heading[:200]))
    found = _IN.search(bare)
    if found and unit_named(found[1]):
        return bare[: found.start()]
    head, _, last = bare.rpartition(" ")
    return head if head and len(last) > 1 and unit_named(last) else bare


def unit_of(heading: str) -> str | None:
    """The unit that a heading states for bare numbers, as ``durations.span`` takes it; None when it states none."""
    for inside in _BRACKETS.findall(heading[:200]):
        found = unit_named(plain(inside).removeprefix("in "))
        if found:
            return found
    last = plain(heading).rpartition(" ")[2]
    return unit_named(last) if len(last) > 1 else None
