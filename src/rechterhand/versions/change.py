"""One thing that differs between two versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from rechterhand.text import Message

Value: TypeAlias = str | int | float | bool | date | datetime | None


class What(StrEnum):
    """Kinds of change, in the order in which they are listed."""

    ADDED = "added"
    DELETED = "deleted"
    SPLIT = "split"
    MERGED = "merged"
    RENAMED = "renamed"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    LOGIC = "logic"
    DURATION = "duration"
    CONSTRAINT = "constraint"
    CALENDAR = "calendar"
    PROGRESS = "progress"
    PROGRESS_BACK = "progress_back"
    RESOURCE = "resource"
    COST = "cost"
    BASELINE = "baseline"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Change:
    """What changed, of which row, from what to what.

    ``activity_id`` is None for what concerns the plan as a whole; ``other_id`` is a link's other end or another row of
    a split. Durations and work are minutes. ``in_past`` marks what is told otherwise of what happened before the old
    status date, history that was written anew: actual dates, progress that had been reported, and rows with those that
    came or went. ``text`` says it in a sentence. Ids are those of the new version, of deleted rows those of the old:
    the latter are in ``deleted_ids`` too, since another row may have that number now. ``name`` is the row's.
    """

    what: What
    activity_id: int | None
    field: str
    old: Value
    new: Value
    text: Message
    other_id: int | None = None
    in_past: bool = False
    name: str | None = None
    deleted_ids: tuple[int, ...] = ()


def rewritten(changes: Iterable[Change]) -> int:
    """Of how many rows the past is told otherwise; a row counts once."""
    return len({(one.activity_id, one.activity_id in one.deleted_ids) for one in changes if one.in_past})
