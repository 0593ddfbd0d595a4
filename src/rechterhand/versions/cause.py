"""The causes that a movement is told in, and the switches beneath them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """A group of changes, in the order in which people ask for them."""

    PROGRESS = "progress"
    NEW_WORK = "new_work"
    SPLIT = "split"
    DURATION = "duration"
    LOGIC = "logic"
    CONSTRAINT = "constraint"
    CALENDAR = "calendar"
    RESOURCE = "resource"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Switch:
    """One change that can be made by itself: a row's durations, a link, the hours of a calendar.

    ``name`` is the same in every run; ``activity_ids`` are the rows that it is about, by their common ids.
    """

    cause: Cause
    name: str
    activity_ids: tuple[int, ...] = ()
