"""The last resort: rows with names that look alike under the same summary, or with the same place in the logic."""

from __future__ import annotations

from collections.abc import Iterator

from rechterhand.lineage.names import numbers, plain_name, similarity
from rechterhand.lineage.pair import Basis, Certainty
from rechterhand.lineage.rows import Rows, same_kind
from rechterhand.record.activity import Activity

ALIKE = 0.72
"""Likeness of two names from which they are taken for one."""

ALIKE_IN_LOGIC = 0.5
"""The same for rows of which most neighbours are the same."""

MOST = 40_000
"""Pairs that are looked at under one summary; more of them aren't told apart by likeness."""


def match_alike(rows: Rows) -> None:
    """Pair rows that are still open with their likeliest counterpart, the best first."""
    found = [
        (-score, old.id, new.id) for old, new in _candidates(rows) if (score := _likeness(rows, old, new)) is not None
    ]
    for _, old_id, new_id in sorted(found):
        if old_id in rows.old.open and new_id in rows.new.open:
            rows.pair(rows.old.open[old_id], rows.new.open[new_id], Basis.SIMILAR, Certainty.POSSIBLE)


def _candidates(rows: Rows) -> Iterator[tuple[Activity, Activity]]:
    """Open rows of one kind under the same summary."""
    below: dict[int | None, list[Activity]] = {}
    for one in rows.new.open.values():
        below.setdefault(one.parent_id, []).append(one)
    mine: dict[int | None, list[Activity]] = {}
    for one in rows.old.open.values():
        parent = one.parent_id
        if parent is None or parent in rows.new_of:
            mine.setdefault(None if parent is None else rows.new_of[parent], []).append(one)
    for parent, ones in mine.items():
        others = below.get(parent, [])
        if len(ones) * len(others) <= MOST:
            yield from ((old, new) for old in ones for new in others if same_kind(old, new))


def _likeness(rows: Rows, old: Activity, new: Activity) -> float | None:
    """How likely both are one, from 0 to 2; None when nothing says so."""
    told, other = plain_name(old.name), plain_name(new.name)
    names = similarity(told, other) if numbers(told) == numbers(other) else 0.0
    logic = rows.neighbours(old, new)
    if names >= ALIKE or (names >= ALIKE_IN_LOGIC and logic >= 0.5):
        return names + logic
    tied = len(rows.old.before.get(old.id, ())) + len(rows.old.after.get(old.id, ()))
    if logic == 1.0 and tied >= 2 and old.duration_minutes == new.duration_minutes and old.duration_minutes:
        return logic
    return None
