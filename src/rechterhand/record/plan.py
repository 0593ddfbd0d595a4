"""A plan: activities, links, calendars, resources and the options it was scheduled with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from rechterhand.record.activity import Activity
from rechterhand.record.calendar import Calendar
from rechterhand.record.link import Link, OutsideLink
from rechterhand.record.resource import Assignment, Resource
from rechterhand.text.notebook import counted, table


class Dialect(StrEnum):
    """Whose scheduling rules the plan follows. Lists and benchmarks follow Microsoft Project's."""

    MICROSOFT = "microsoft"
    PRIMAVERA = "primavera"


class LagCalendar(StrEnum):
    """Which calendar counts a lag."""

    PREDECESSOR = "predecessor"
    SUCCESSOR = "successor"
    PROJECT = "project"
    TWENTY_FOUR_HOURS = "24h"


class ProgressMode(StrEnum):
    """What happens to work that started out of sequence."""

    RETAINED_LOGIC = "retained_logic"
    PROGRESS_OVERRIDE = "progress_override"
    ACTUAL_DATES = "actual_dates"


class FloatType(StrEnum):
    """Which end counts for total float."""

    FINISH = "finish"
    START = "start"
    SMALLEST = "smallest"


class CriticalRule(StrEnum):
    """When an activity is called critical."""

    TOTAL_FLOAT = "total_float"
    LONGEST_PATH = "longest_path"


@dataclass(frozen=True, slots=True)
class ScheduleOptions:
    """The project options that decide dates, as the file states them.

    ``from_status_date``: no tool's rule puts remaining work before the status date; so in lists.
    """

    honour_constraints: bool = True
    lag_calendar: LagCalendar = LagCalendar.SUCCESSOR
    progress: ProgressMode = ProgressMode.RETAINED_LOGIC
    float_type: FloatType = FloatType.SMALLEST
    critical_rule: CriticalRule = CriticalRule.TOTAL_FLOAT
    critical_float_minutes: int = 0
    from_finish: bool = False
    must_finish_by: datetime | None = None
    use_expected_finish: bool = True
    split_in_progress: bool = True
    ignore_external_links: bool = False
    open_ends_critical: bool = False
    float_to_own_project: bool = True
    start_lag_from_early_start: bool = True
    from_status_date: bool = False
    minutes_per_day: int = 480
    minutes_per_week: int = 2400
    days_per_month: int = 20


@dataclass(frozen=True, slots=True)
class Source:
    """Where a plan came from. ``format`` is MPXJ's file type name, or XLSX, ODS, CSV, PSPLIB.

    ``date_only`` says that the file's dates have no time of day: starts and finishes lie at the edges of the project's
    working day, ``sheet_rows`` that activities can only be called by their rows in a sheet. ``columns`` are those of a
    table that were recognised, by their keys ('notes', 'baseline_finish'); None for what is no table.
    """

    file: str
    format: str
    sha256: str
    application: str | None = None
    version: str | None = None
    date_only: bool = False
    sheet_rows: bool = False
    columns: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class UnreadDate:
    """A cell of a table that should hold a date and couldn't be read as one: whose, which column, where, what."""

    activity_id: int
    column: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as read. ``key`` is the project's short name, else the file's stem: samples of the simulation hang on it.

    ``start`` is the project start, ``status_date`` the date that actuals run to (P6: data date). ``promised`` is a date
    for the whole that was promised outside the file; it goes before those in the file, and moves nothing.
    ``assumptions`` are messages about what the reader had to assume.
    """

    name: str
    key: str
    source: Source
    activities: tuple[Activity, ...]
    links: tuple[Link, ...] = ()
    outside_links: tuple[OutsideLink, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    default_calendar_id: int | None = None
    resources: tuple[Resource, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    dialect: Dialect = Dialect.MICROSOFT
    options: ScheduleOptions = ScheduleOptions()
    start: datetime | None = None
    finish: datetime | None = None
    status_date: datetime | None = None
    promised: datetime | None = None
    currency: str | None = None
    unread_dates: tuple[UnreadDate, ...] = ()
    properties: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def activity(self, activity_id: int) -> Activity:
        """The activity with this id. Walks the plan: use a mapping of your own for many.

        Raises KeyError when there is none.
        """
        for one in self.activities:
            if one.id == activity_id:
                return one
        raise KeyError(activity_id)

    def __repr__(self) -> str:
        return (
            f"Plan({self.name!r}, {self.source.format}, {counted(len(self.activities), 'row')}, "
            f"{counted(len(self.links), 'link')}, {counted(len(self.resources), 'resource')})"
        )

    def _repr_html_(self) -> str:
        """The rows as a table, for notebooks."""
        rows = ((one.id, one.code, one.name, one.type.value, one.start, one.finish) for one in self.activities)
        return table(repr(self), ("id", "code", "name", "type", "start", "finish"), rows, of=len(self.activities))
