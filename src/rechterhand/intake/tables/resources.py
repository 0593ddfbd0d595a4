"""Resources named in cells: 'Jan; Piet', 'Tester[50%]', '2 x Ontwikkelaar', 'Architect (0,5 fte)'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rechterhand.intake.tables.table import Table
from rechterhand.intake.tables.words import plain
from rechterhand.record.resource import Assignment, Resource

_LONGEST = 4000
_MOST = 100
_SEPARATORS = re.compile(r"[;\n\r|]+")
_COMMA = re.compile(r",(?!\d)")
_UNITS = re.compile(r"^(.*?)\s*[\[(]\s*(\d{1,6}(?:[.,]\d{1,4})?)\s*(%|fte|x)?\s*[\])]\s*$", re.I)
_BARE = re.compile(r"^(.*?\S)\s+(\d{1,6}(?:[.,]\d{1,4})?)\s*(%|fte)$", re.I)
_TIMES = re.compile(r"^(\d{1,3}(?:[.,]\d{1,4})?)\s*(?:x|×|fte)\s+(\S.*)$", re.I)


@dataclass(frozen=True, slots=True)
class Named:
    """A resource on a task; ``units`` 1.0 is one full-time."""

    name: str
    units: float = 1.0


def named(text: str) -> Iterator[Named]:
    """The resources in a cell."""
    parts = [part for part in _SEPARATORS.split(text[:_LONGEST]) if part.strip()]
    if len(parts) == 1:
        parts = _COMMA.split(parts[0])
    for part in parts[:_MOST]:
        if part.strip(" ,"):
            yield _one(" ".join(part.strip(" ,").split()))


def _one(text: str) -> Named:
    for pattern in (_UNITS, _BARE):
        if (found := pattern.match(text)) and found[1].strip():
            return Named(found[1].strip(), _share(found[2], found[3]))
    if found := _TIMES.match(text):
        return Named(found[2].strip(), _share(found[1], "x"))
    return Named(text)


def _share(text: str, unit: str | None) -> float:
    number = float(text.replace(",", "."))
    return number / 100 if unit == "%" else number


def resources(
    table: Table, ids: Sequence[int], work: Mapping[int, int]
) -> tuple[tuple[Resource, ...], tuple[Assignment, ...]]:
    """Every resource once, by its name, and its assignments; ``work`` in minutes by task's id is shared by units."""
    known: dict[str, Resource] = {}
    assigned: list[Assignment] = []
    for line, activity in zip(table.lines, ids, strict=True):
        text = table.text(line, "resources")
        told = {plain(one.name) or one.name: one for one in named(text)} if text else {}
        total = sum(one.units for one in told.values()) or 1.0
        for key, one in told.items():
            resource = known.setdefault(key, Resource(id=len(known) + 1, name=one.name))
            minutes = work.get(activity, 0) * one.units / total
            assigned.append(
                Assignment(
                    len(assigned) + 1, activity, resource.id, units=one.units, work_minutes=minutes,
                    remaining_work_minutes=minutes,
                )
            )  # fmt: skip
    return tuple(known.values()), tuple(assigned)
