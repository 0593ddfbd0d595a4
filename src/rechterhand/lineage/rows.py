"""The rows of two versions that still look for their counterpart."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping

from rechterhand.lineage.names import places, plain_name
from rechterhand.lineage.pair import Basis, Certainty, Pair
from rechterhand.record.activity import Activity
from rechterhand.record.plan import Plan

Key = Callable[[Activity], Hashable | None]


class Version:
    """One version with the look-ups that matching needs."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.rows = {one.id: one for one in plan.activities}
        self.open = dict(self.rows)
        self.place = places(plan)
        self.before: dict[int, set[int]] = {}
        self.after: dict[int, set[int]] = {}
        for link in plan.links:
            self.before.setdefault(link.successor_id, set()).add(link.predecessor_id)
            self.after.setdefault(link.predecessor_id, set()).add(link.successor_id)

    def grouped(self, key: Key, *, among: Mapping[int, Activity] | None = None) -> dict[Hashable, list[Activity]]:
        """Rows by their key, in order of the plan; those without one are left out."""
        found: dict[Hashable, list[Activity]] = {}
        for one in (self.open if among is None else among).values():
            told = key(one)
            if told is not None:
                found.setdefault(told, []).append(one)
        return found


class Rows:
    """Both versions, and the pairs found so far."""

    def __init__(self, old: Plan, new: Plan) -> None:
        self.old = Version(old)
        self.new = Version(new)
        self.pairs: dict[int, Pair] = {}
        self.new_of: dict[int, int] = {}

    def pair(self, old: Activity, new: Activity, by: Basis, certainty: Certainty) -> None:
        """Two rows are one; neither looks any further."""
        del self.old.open[old.id]
        del self.new.open[new.id]
        self.pairs[old.id] = Pair(old.id, new.id, by, certainty)
        self.new_of[old.id] = new.id

    def alone(self, key: Key, *, whole: bool = False) -> Iterator[tuple[Activity, Activity]]:
        """Rows whose key occurs once in each version; ``whole``: among all rows instead of those still open."""
        old = self.old.grouped(key, among=self.old.rows if whole else None)
        new = self.new.grouped(key, among=self.new.rows if whole else None)
        for told, rows in old.items():
            if len(rows) == 1 and len(new.get(told, ())) == 1:
                yield rows[0], new[told][0]

    def neighbours(self, old: Activity, new: Activity) -> float:
        """Share of the linked rows that are the same in both versions, among those that are in both; 0 without any."""
        mine = {(way, self.new_of[key]) for way, key in _linked(self.old, old) if key in self.new_of}
        known = set(self.new_of.values())
        theirs = {(way, key) for way, key in _linked(self.new, new) if key in known}
        together = mine | theirs
        return len(mine & theirs) / len(together) if together else 0.0

    def ordered(self) -> tuple[Pair, ...]:
        """The pairs in order of the old plan."""
        return tuple(self.pairs[one.id] for one in self.old.plan.activities if one.id in self.pairs)


def _linked(version: Version, one: Activity) -> Iterator[tuple[str, int]]:
    yield from (("before", key) for key in version.before.get(one.id, ()))
    yield from (("after", key) for key in version.after.get(one.id, ()))


def named_alike(old: Activity, new: Activity) -> bool:
    """Whether both have the same name."""
    told = plain_name(old.name)
    return bool(told) and told == plain_name(new.name)


def same_kind(old: Activity, new: Activity) -> bool:
    """Whether both sum up others, or neither does."""
    return old.type.is_summary == new.type.is_summary
