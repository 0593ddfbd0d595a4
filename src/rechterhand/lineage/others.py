"""Which resources and calendars of two versions are the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from rechterhand.lineage.names import plain_name
from rechterhand.record.calendar import Calendar
from rechterhand.record.plan import Plan
from rechterhand.record.resource import Resource

Item: TypeAlias = Resource | Calendar
Key: TypeAlias = Callable[[Item], Hashable | None]


def match_resources(old: Plan, new: Plan) -> Mapping[int, int]:
    """Old ids to new ones: by id and name, by code, by name; the id alone where ids mostly keep their names."""
    return MappingProxyType(_matched(old.resources, new.resources, (_both, _code, _name)))


def match_calendars(old: Plan, new: Plan) -> Mapping[int, int]:
    """Old ids to new ones: by id and name, by name, the id alone as for resources, the default with the default."""
    found = _matched(old.calendars, new.calendars, (_both, _name))
    first, second = old.default_calendar_id, new.default_calendar_id
    if first is not None and second is not None and first not in found and second not in found.values():
        found[first] = second
    return MappingProxyType(found)


def _both(one: Item) -> Hashable:
    return one.id, plain_name(one.name)


def _name(one: Item) -> Hashable | None:
    return plain_name(one.name) or None


def _code(one: Item) -> Hashable | None:
    return (one.code or "").casefold() or None if isinstance(one, Resource) else None


def _matched(old: Sequence[Item], new: Sequence[Item], keys: Sequence[Key]) -> dict[int, int]:
    left, right = {one.id: one for one in old}, {one.id: one for one in new}
    found: dict[int, int] = {}
    for key in keys:
        mine, theirs = _grouped(left.values(), key), _grouped(right.values(), key)
        for told, ones in mine.items():
            others = theirs.get(told, [])
            if len(ones) == len(others) == 1:
                found[ones[0]] = others[0]
                del left[ones[0]], right[others[0]]
    kept = sum(one == other for one, other in found.items())
    if 2 * kept >= len(found) and kept:
        found |= {key: key for key in left if key in right}
    return found


def _grouped(items: Iterable[Item], key: Key) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for one in items:
        told = key(one)
        if told is not None:
            found.setdefault(told, []).append(one.id)
    return found
