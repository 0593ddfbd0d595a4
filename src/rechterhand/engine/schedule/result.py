"""What scheduling a plan gives: dates and floats, as arrays and by activity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from rechterhand.record.activity import Activity
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan
from rechterhand.text.notebook import counted, table

EPOCH = datetime(1970, 1, 1)
NO_DATE = np.iinfo(np.int64).min

Minutes = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def to_minute(moment: datetime) -> int:
    """Minutes since 1 January 1970, local wall clock, rounded to the minute."""
    return round((moment - EPOCH) / timedelta(minutes=1))


def to_moment(minute: int) -> datetime | None:
    """The moment of a minute number; None for NO_DATE."""
    return None if minute == NO_DATE else EPOCH + timedelta(minutes=int(minute))


@dataclass(frozen=True, slots=True)
class ScheduledActivity:
    """One activity's computed dates; floats in working minutes of its own calendar.

    Finished work has no late dates: the passes' arrays hold values for it, but nothing about it can be late any more.
    Interfering float is the part of total float whose use moves later work, total less free: none where a date of its
    own leaves an activity less room than what follows does. ``drag_days`` is the drag as the finish gains it, in
    working days of the project's calendar.
    """

    activity: Activity
    early_start: datetime | None
    early_finish: datetime | None
    late_start: datetime | None
    late_finish: datetime | None
    total_float_minutes: int | None
    free_float_minutes: int | None
    interfering_float_minutes: int | None
    drag_minutes: int | None
    critical: bool
    on_longest_path: bool
    minutes_per_day: int
    drag_days: float | None = None


@dataclass(frozen=True, repr=False)
class ScheduleResult:
    """Dates and floats of every activity that is scheduled, summaries rolled up.

    All arrays have one entry for each row of ``plan.activities`` in that order: minutes since 1970 (local wall
    clock), ``NO_DATE`` where there is none (an inactive row); floats in working minutes of the activity's float
    calendar, ``NO_DATE`` where there is none. ``early_start`` of a started activity is its actual start;
    ``remaining_start`` is where its remaining work begins. ``driving`` has one entry for each row of ``plan.links``:
    its relationship float is nought. ``minutes_per_day`` converts an activity's floats and durations to working days;
    ``drag_days`` has the drag in working days of the project's calendar, NaN where there is none.
    """

    plan: Plan
    early_start: Minutes
    early_finish: Minutes
    late_start: Minutes
    late_finish: Minutes
    remaining_start: Minutes
    total_float: Minutes
    free_float: Minutes
    start_float: Minutes
    finish_float: Minutes
    critical: Flags
    on_longest_path: Flags
    driving: Flags
    relationship_float: Minutes
    minutes_per_day: npt.NDArray[np.int32]
    drag: Minutes | None
    project_start: datetime
    project_finish: datetime
    assumptions: tuple[Assumption, ...] = ()
    timings: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    drag_days: npt.NDArray[np.float64] | None = None

    @cached_property
    def position(self) -> Mapping[int, int]:
        """Activity id to row in the arrays."""
        return {one.id: row for row, one in enumerate(self.plan.activities)}

    def __len__(self) -> int:
        return len(self.plan.activities)

    def __iter__(self) -> Iterator[ScheduledActivity]:
        return (self.at(row) for row in range(len(self)))

    def __getitem__(self, activity_id: int) -> ScheduledActivity:
        """The computed dates of the activity with this id. Raises KeyError when there is none."""
        return self.at(self.position[activity_id])

    @property
    def has_dates(self) -> bool:
        """Whether any row has a date at all."""
        return bool((self.early_finish != NO_DATE).any())

    def __repr__(self) -> str:
        """The dates on one line."""
        if not self.has_dates:
            return f"ScheduleResult({self.plan.name!r}, no work)"
        critical = int(self.critical.sum())
        return (
            f"ScheduleResult({self.plan.name!r}, {self.project_start:%Y-%m-%d} to {self.project_finish:%Y-%m-%d}, "
            f"{critical} of {counted(len(self), 'row')} critical)"
        )

    def days(self, activity_id: int, minutes: int | None) -> float | None:
        """Minutes of an activity's float or duration in its working days; None stays None."""
        return None if minutes is None else minutes / int(self.minutes_per_day[self.position[activity_id]])

    def _repr_html_(self) -> str:
        """The dates as a table, for notebooks."""
        floats = ["total float (days)", "free float (days)", "interfering float (days)"]
        floats += [] if self.drag is None else ["drag (days)"]
        heads = ("id", "name", "early start", "early finish", *floats, "critical", "longest path")
        return table(repr(self), heads, (self._told(one) for one in self), of=len(self))

    def _told(self, one: ScheduledActivity) -> tuple[object, ...]:
        minutes = [one.total_float_minutes, one.free_float_minutes, one.interfering_float_minutes]
        days = [None if value is None else value / one.minutes_per_day for value in minutes]
        days += [] if self.drag is None else [one.drag_days]
        dates = (one.early_start, one.early_finish)
        return one.activity.id, one.activity.name, *dates, *days, one.critical, one.on_longest_path

    def at(self, row: int) -> ScheduledActivity:
        """The computed dates of one row."""
        activity = self.plan.activities[row]
        total, free = _number(self.total_float[row]), _number(self.free_float[row])
        return ScheduledActivity(
            activity=activity,
            early_start=to_moment(self.early_start[row]),
            early_finish=to_moment(self.early_finish[row]),
            late_start=None if activity.finished else to_moment(self.late_start[row]),
            late_finish=None if activity.finished else to_moment(self.late_finish[row]),
            total_float_minutes=total,
            free_float_minutes=free,
            interfering_float_minutes=None if total is None or free is None else max(0, total - free),
            drag_minutes=None if self.drag is None else _number(self.drag[row]),
            critical=bool(self.critical[row]),
            on_longest_path=bool(self.on_longest_path[row]),
            minutes_per_day=int(self.minutes_per_day[row]),
            drag_days=None if self.drag_days is None else _figure(self.drag_days[row]),
        )


def _number(minutes: np.int64) -> int | None:
    return None if minutes == NO_DATE else int(minutes)


def _figure(days: np.float64) -> float | None:
    return None if np.isnan(days) else float(days)
