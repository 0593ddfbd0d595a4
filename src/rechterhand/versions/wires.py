"""Links of both versions, each with the switch that it hangs on.

A link between rows of both versions that came or went belongs to logic, unless it stands in for work that came or
went: it bridges deleted work, was replaced by added work, or is all that one of its ends has left. Then it goes with
that work, so that no mixture of both versions has an end in the air that neither version has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rechterhand.record.link import Link
from rechterhand.versions.joined import Joined


@dataclass(frozen=True, slots=True)
class Wire:
    """One link: as in the old version and as in the new (None where it isn't there).

    ``with_row`` is the row that came or went and with which the link does; None for links of their own.
    """

    old: Link | None
    new: Link | None
    with_row: int | None = None

    @property
    def ends(self) -> tuple[int, int]:
        """Predecessor and successor."""
        one = self.old or self.new
        if one is None:
            raise ValueError("a wire is a link of at least one version")
        return one.predecessor_id, one.successor_id

    @property
    def name(self) -> str:
        """Its name in both versions."""
        kinds = "/".join(dict.fromkeys(one.type.value for one in (self.old, self.new) if one is not None))
        return f"link:{self.ends[0]}:{self.ends[1]}:{kinds}"


def wires(joined: Joined) -> tuple[Wire, ...]:
    """Every link of both versions once."""
    found: list[Wire] = []
    theirs: dict[tuple[int, int], list[Link]] = defaultdict(list)
    for link in joined.new.links:
        theirs[link.predecessor_id, link.successor_id].append(link)
    alone: list[Link] = []
    for link in joined.old.links:
        others = theirs[link.predecessor_id, link.successor_id]
        same = next((one for one in others if one.type is link.type), None)
        if same is None:
            alone.append(link)
            continue
        others.remove(same)
        found.append(Wire(link, same))
    for link in alone:
        others = theirs[link.predecessor_id, link.successor_id]
        found.append(Wire(link, others.pop(0) if others else None))
    found += [Wire(None, one) for others in theirs.values() for one in others]
    return _owned(joined, found)


def same(one: Link, other: Link) -> bool:
    """Whether two links ask the same."""
    return replace(one, id=None, discretionary=False) == replace(other, id=None, discretionary=False)


def _owned(joined: Joined, found: Iterable[Wire]) -> tuple[Wire, ...]:
    listed = list(found)
    gone = joined.old_rows.keys() - joined.new_rows.keys()
    come = joined.new_rows.keys() - joined.old_rows.keys()
    went = _Work(joined.old.links, gone)
    came = _Work(joined.new.links, come)
    made = []
    for wire in listed:
        before, after = wire.ends
        row = next((key for key in (before, after) if key in gone or key in come), None)
        if row is None and wire.old is None:
            row = went.stands_in(before, after)
        elif row is None and wire.new is None:
            row = came.stands_in(before, after)
        made.append(replace(wire, with_row=row))
    return tuple(made)


class _Work:
    """Rows that only one version has, and what hangs on them there."""

    def __init__(self, links: Iterable[Link], only: Iterable[int]) -> None:
        self._only = frozenset(only)
        self._before: dict[int, list[int]] = defaultdict(list)
        self._after: dict[int, list[int]] = defaultdict(list)
        for link in links:
            self._before[link.successor_id].append(link.predecessor_id)
            self._after[link.predecessor_id].append(link.successor_id)

    def stands_in(self, before: int, after: int) -> int | None:
        """The row in whose place a link from ``before`` to ``after`` stands; None when it is a link of its own."""
        bridged = self._between(before, after)
        if bridged is not None:
            return bridged
        for neighbours in (self._before.get(after, ()), self._after.get(before, ())):
            if neighbours and all(one in self._only for one in neighbours):
                return neighbours[0]
        return None

    def _between(self, before: int, after: int) -> int | None:
        """The first row of a path from the one to the other through such rows alone."""
        for first in self._after.get(before, ()):
            if first not in self._only:
                continue
            seen, open_rows = {first}, [first]
            while open_rows:
                for one in self._after.get(open_rows.pop(), ()):
                    if one == after:
                        return first
                    if one in self._only and one not in seen:
                        seen.add(one)
                        open_rows.append(one)
        return None


def clusters(joined: Joined, found: Iterable[Wire]) -> Mapping[int, int]:
    """For each row that came or went the first row of its cluster: rows that only make sense together.

    Linked rows of one version belong together, and so do a row that went and one that came in its place. Split work
    and other work never do.
    """
    only = joined.old_rows.keys() ^ joined.new_rows.keys()
    first = {key: key for key in only}

    def root(key: int) -> int:
        while first[key] != key:
            key = first[key]
        return key

    def join(one: int, other: int) -> None:
        if joined.families.get(one) == joined.families.get(other):
            a, b = sorted((root(one), root(other)))
            first[b] = a

    places: dict[tuple[str, int], dict[bool, int]] = defaultdict(dict)
    for wire in found:
        before, after = wire.ends
        inside = [key for key in (before, after) if key in only]
        if len(inside) == 2:
            join(*inside)
        elif inside:
            place = ("before", after) if inside[0] == before else ("after", before)
            came = wire.old is None
            if (not came) in places[place]:
                join(places[place][not came], inside[0])
            places[place].setdefault(came, inside[0])
    return {key: root(key) for key in sorted(only)}
