"""What Primavera's XML says that isn't understood: unreadable figures and dates, choices, links to nothing, elements
nobody knows.

MPXJ reads this format by classes made from Primavera's own schema. They are asked what an element may hold, so that
what counts as known here is what MPXJ knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import iterparse

from rechterhand.sandbox.doubts import Doubts, is_date, is_number, vocabulary

Crossing = tuple[int, int, str, bool]
"""Predecessor, successor, type ('FS' …), whether both ends stand in the file."""
_KINDS = {"LocalDateTime": "date", "Double": "number", "Integer": "number", "int": "number"}
_PROJECTS = frozenset({"Project", "BaselineProject"})
_ENDS = ("PredecessorActivityObjectId", "SuccessorActivityObjectId")
_NAMES = ("Id", "ActivityId", "SuccessorActivityObjectId", "ObjectId")


def doubts(path: Path) -> tuple[list[tuple[str, str, int, str]], list[Crossing]]:
    """Look through the file; beside the doubts, the links of which not both ends stand in one project.

    Parameters
    ----------
    path
        Primavera's XML, which MPXJ has read without an error.
    """
    seen = _Seen()
    with suppress(ParseError):  # MPXJ's own parser takes more encodings: what was seen until then is told
        for one in _objects(path, seen.found):
            seen.take(one)
    seen.settle()
    return seen.found.told(), seen.crossing


@dataclass(frozen=True, slots=True)
class _Class:
    """What an element may hold: 'date', 'number' or '' of each figure or text, the class of each larger one."""

    kinds: dict[str, str]
    parts: dict[str, Any]


@dataclass(slots=True)
class _Open:
    """An element whose end hasn't come yet."""

    name: str
    told: _Class | None
    row: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Object:
    """What an element says in figures and texts; ``project`` counts from 1, 0 is outside of any."""

    name: str
    kinds: dict[str, str]
    row: dict[str, str]
    project: int


def _objects(path: Path, found: Doubts) -> Iterator[_Object]:
    """Each object, after those inside it."""
    opened: list[_Open] = []
    project = 0
    for event, element in iterparse(path, events=("start", "end")):
        name = element.tag.rpartition("}")[2]
        if event == "start":
            project += name in _PROJECTS
            opened.append(_Open(name, _held(opened, name)))
            continue
        ended = opened.pop()
        if ended.told is not None and opened:
            inside = any(one.name in _PROJECTS for one in opened)
            yield _Object(name, ended.told.kinds, ended.row, project if inside else 0)
        elif opened and (above := opened[-1]).told is not None:
            _leaf(element, name, above, found)
        element.clear()


def _held(opened: list[_Open], name: str) -> _Class | None:
    if not opened:
        return _class("org.mpxj.primavera.schema.APIBusinessObjects")
    above = opened[-1].told
    part = None if above is None else above.parts.get(name)
    return None if part is None else _class(part)


def _leaf(element: Element, name: str, above: _Open, found: Doubts) -> None:
    text = (element.text or "").strip()
    if above.told is not None and name not in above.told.kinds:
        found.add(f"PMXML.{above.name}.{name}", "unknown", text or name)
    elif text:
        above.row[name] = text


@cache
def _class(name: str) -> _Class:
    """Ask the class that MPXJ reads an element into."""
    from java.lang import Class  # noqa: PLC0415 - exists once Java runs

    names = Class.forName("jakarta.xml.bind.annotation.XmlElement")
    kinds, parts = dict[str, str](), dict[str, str]()
    for one in Class.forName(name).getDeclaredFields():
        told = one.getAnnotation(names)
        if told is None:
            continue
        element = str(told.name())
        element = str(one.getName()) if element.startswith("##") else element
        type_ = str(one.getGenericType().getTypeName()).partition("<")[2].rstrip(">") or str(one.getType().getName())
        if ".primavera.schema." in type_:
            parts[element] = type_
        else:
            kinds[element] = _KINDS.get(type_.rpartition(".")[2], "")
    return _Class(kinds, parts)


class _Seen:
    """What objects say, judged one by one; what they name, settled at the end."""

    def __init__(self) -> None:
        self.found = Doubts()
        self.crossing: list[Crossing] = []
        known = vocabulary("pmxml")
        self._choices: dict[str, list[str]] = known["choices"]
        self._references: dict[str, str] = known["references"]
        self._there: dict[str, set[str]] = {one: set() for one in self._references.values()}
        self._named: list[tuple[str, str, str]] = []
        self._projects: dict[str, int] = {}
        self._links: list[tuple[dict[str, str], int]] = []

    def take(self, one: _Object) -> None:
        """Judge an object and keep what it names."""
        for name, value in one.row.items():
            key = f"{one.name}.{name}"
            why = "choice" if key in self._choices else one.kinds[name]
            if why and not _is_good(why, value, self._choices.get(key, ())):
                self.found.add(f"PMXML.{key}", why, _told(value, one.row))
            if key in self._references:
                self._named.append((key, value, _told(value, one.row)))
        number = one.row.get("ObjectId")
        if number and one.name in self._there:
            self._there[one.name].add(number)
        if number and one.name == "Activity":
            self._projects[number] = one.project
        if one.name == "Relationship":
            self._links.append((one.row, one.project))

    def settle(self) -> None:
        """Note what is named and stands nowhere; where the file has nothing of the kind, nothing can be said."""
        for key, value, told in self._named:
            there = self._there[self._references[key]]
            if there and value not in there:
                self.found.add(f"PMXML.{key}", "reference", told)
        for row, project in self._links:
            self._settle_link(row, project)

    def _settle_link(self, row: dict[str, str], project: int) -> None:
        ends = [row.get(name, "") for name in _ENDS]
        where = [self._projects.get(end) for end in ends]
        for name, end, place in zip(_ENDS, ends, where, strict=True):
            if place is None:
                self.found.add(f"PMXML.Relationship.{name}", "reference", _told(end or "–", row))
        if None not in where and where[0] != where[1]:
            self.found.add("PMXML.Relationship", "elsewhere", _told(" → ".join(ends), row))
        if where[0] != where[1] and project in where and all(end.isdigit() for end in ends):
            words = row.get("Type", "").split()
            kind = "".join(word[0] for word in words if word != "to")
            self.crossing.append((int(ends[0]), int(ends[1]), kind, None not in where))


def _is_good(why: str, value: str, choices: Sequence[str]) -> bool:
    if why == "choice":
        return value in choices
    return is_date(value) if why == "date" else is_number(value)


def _told(value: str, row: dict[str, str]) -> str:
    """The value, with the code of the object it stands in; names may be people's."""
    name = next((one for one in _NAMES if row.get(one)), None)
    return f"{value} ({name} {row[name]})" if name else value
