"""Whether a number stays with its row from one version to the next, in two versions as a whole.

Numbers can be dealt out anew, as in a list in which a row is put in between, and two plans that have nothing in common
number their rows alike too. Each row of one number is asked. It speaks for the number when its name stayed or nearly
did, and against it when its name is that of another row now. Where the name tells nothing, since it is in one version
only, what else is known of the row speaks: its code, its length and those of the work before and after it, its date and
its staff. What is the same says as much as it is rare (Fellegi and Sunter, 1969): that both last five days means
nothing where all do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from math import log2
from re import compile as pattern

from rechterhand.lineage.names import numbers, plain_name, similarity
from rechterhand.lineage.rows import Key, Rows, Version, named_alike
from rechterhand.record.activity import Activity

TRUSTED = 0.6
"""Share of the rows that speak which must speak for a number before it counts alone."""

CLOSE = 0.72
"""Likeness of two names of one number that are taken for one name."""

ENOUGH = 6.0
"""Bits that what is the same must carry: by chance one row in 64 has as many."""

FEWEST = 2
"""Rows that must speak for a number, where not all that have it have one name."""

_PLACE = pattern(r"[\d.]+")
"""A code that only says where a row stands, as in a breakdown of work."""


def trusted(rows: Rows, key: Key) -> bool:
    """Whether a number mostly stays with its row.

    Parameters
    ----------
    rows
        Both versions.
    key
        The number: an id or a code.
    """
    pairs = [pair for pair in rows.alone(key, whole=True) if not pair[0].type.is_summary]
    alike = [named_alike(*pair) for pair in pairs]
    if sum(alike) >= TRUSTED * len(pairs):
        return bool(pairs)
    others = [pair for pair, same in zip(pairs, alike, strict=True) if not same]
    witness = _Witness(rows, key, others)
    spoken = Counter(witness.says(*pair) for pair in others)
    speaks_for = sum(alike) + spoken[True]
    return speaks_for >= max(FEWEST, TRUSTED * (speaks_for + spoken[False]))


class _Witness:
    """Hears rows of one number and two names."""

    def __init__(self, rows: Rows, key: Key, others: list[tuple[Activity, Activity]]) -> None:
        self._names = [{plain_name(pair[side].name) for pair in others} for side in (0, 1)]
        self._known = [_Known(version, key) for version in (rows.old, rows.new)]
        self._rare = _bits(self._known)

    def says(self, old: Activity, new: Activity) -> bool | None:
        """True for the number, False against it, None when the row can't tell."""
        told, other = plain_name(old.name), plain_name(new.name)
        if told in self._names[1] or other in self._names[0]:
            return False
        if _close(told, other):
            return True
        same = could = 0.0
        for (name, was), (_, now) in zip(self._known[0].of(old), self._known[1].of(new), strict=True):
            worth = max(self._rare.get((name, was), 0.0), self._rare.get((name, now), 0.0))
            worth = max(worth, ENOUGH) if worth and name == "code" else worth  # made up by somebody, however few rows
            same += worth if was == now else 0.0
            could += worth if was == now or name not in _MOVING else 0.0
        if 2 * same < could:
            return False
        return True if same >= ENOUGH else None


_MOVING = frozenset({"start", "staff"})
"""What a new version often has otherwise: that it differs says nothing."""


class _Known:
    """What is known of each row of a version, beside its name and number."""

    def __init__(self, version: Version, key: Key) -> None:
        self._version = version
        self._key = key
        names = {one.id: plain_name(one.name) for one in version.plan.resources}
        self._staff: dict[int, set[str]] = {}
        for one in version.plan.assignments:
            self._staff.setdefault(one.activity_id, set()).add(names.get(one.resource_id or -1, ""))

    def of(self, one: Activity) -> Iterator[tuple[str, Hashable]]:
        """Names and values, always in the same order."""
        code = (one.code or "").strip().casefold()
        yield "code", "" if _PLACE.fullmatch(code) or self._key(one) == code else code
        yield "length", (one.type, one.duration_minutes)
        yield "before", self._lengths(self._version.before, one)
        yield "after", self._lengths(self._version.after, one)
        yield "start", one.actual_start or one.start
        yield "staff", frozenset(self._staff.get(one.id, ()))

    def _lengths(self, tied: Mapping[int, set[int]], one: Activity) -> Hashable:
        rows = self._version.rows
        return tuple(sorted(rows[key].duration_minutes or 0 for key in tied.get(one.id, ()) if key in rows))

    def every(self) -> Iterator[tuple[str, Hashable]]:
        """What is known of all rows that do work."""
        for one in self._version.rows.values():
            if not one.type.is_summary:
                yield from self.of(one)


def _bits(known: list[_Known]) -> Mapping[tuple[str, Hashable], float]:
    """What it is worth that two rows have a value, the more the rarer it is; nothing where there is none."""
    counts = [Counter(one.every()) for one in known]
    sizes = [max(1, sum(count for (name, _), count in one.items() if name == "length")) for one in counts]
    found = {}
    for value in {**counts[0], **counts[1]}:
        share = max(one[value] / size for one, size in zip(counts, sizes, strict=True))
        found[value] = -log2(share) if value[1] not in {None, "", (), frozenset()} else 0.0
    return found


def _close(told: str, other: str) -> bool:
    """Whether one name has become longer, or both look alike with the same numbers in them."""
    if not told or not other:
        return False
    shorter, longer = sorted((told, other), key=len)
    if f" {shorter} " in f" {longer} " and 2 * len(shorter) >= len(longer):
        return True
    return numbers(told) == numbers(other) and similarity(told, other) >= CLOSE
