"""Working time as the file states it: week patterns, dated exceptions and inheritance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

Hours: TypeAlias = tuple[tuple[int, int], ...]
"""Half-open intervals [start, finish) in minutes after midnight, 0-1440, in order; empty means no work."""

STANDARD_DAY: Hours = ((480, 720), (780, 1020))
STANDARD_WEEK: tuple[Hours | None, ...] = (STANDARD_DAY,) * 5 + ((), ())


@dataclass(frozen=True, slots=True)
class CalendarException:
    """Days on which other hours hold; replaces the whole day. Recurring ones are expanded by the reader."""

    first: date
    last: date
    hours: Hours = ()
    name: str | None = None


@dataclass(frozen=True, slots=True)
class WorkWeek:
    """A period with another week pattern (Microsoft Project). ``None`` on a day keeps the ordinary hours."""

    first: date
    last: date
    week: tuple[Hours | None, ...]
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar; precedence: exception, work week, own week, parent.

    ``week`` holds seven days from Monday; ``None`` takes the day of ``parent_id``.
    Minutes per day, week and month are those of the file's calendar (P6) where it has them.
    """

    id: int
    name: str
    week: tuple[Hours | None, ...] = STANDARD_WEEK
    exceptions: tuple[CalendarException, ...] = ()
    work_weeks: tuple[WorkWeek, ...] = ()
    parent_id: int | None = None
    minutes_per_day: int | None = None
    minutes_per_week: int | None = None
    minutes_per_month: int | None = None
    of_resource: bool = False

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("a week has seven days")
