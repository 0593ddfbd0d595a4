"""An activity, summary or milestone, with everything the file says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


class ActivityType(StrEnum):
    """What kind of row this is. P6 tells start from finish milestones; Microsoft Project does not."""

    TASK = "task"
    RESOURCE_DEPENDENT = "resource_dependent"
    MILESTONE = "milestone"
    START_MILESTONE = "start_milestone"
    FINISH_MILESTONE = "finish_milestone"
    LEVEL_OF_EFFORT = "level_of_effort"
    HAMMOCK = "hammock"
    SUMMARY = "summary"
    WBS_SUMMARY = "wbs_summary"

    @property
    def is_summary(self) -> bool:
        """Rows that sum up others and aren't scheduled themselves."""
        return self is ActivityType.SUMMARY

    @property
    def is_milestone(self) -> bool:
        """A moment without duration."""
        return self in _MILESTONES


_MILESTONES = frozenset({ActivityType.MILESTONE, ActivityType.START_MILESTONE, ActivityType.FINISH_MILESTONE})


class ConstraintType(StrEnum):
    """Date rules on an activity, of Microsoft Project and P6 together.

    ``MUST_*`` are Microsoft Project's hard ones, ``START_ON``/``FINISH_ON`` P6's soft ones, ``MANDATORY_*`` P6's hard
    ones.
    """

    AS_SOON_AS_POSSIBLE = "asap"
    AS_LATE_AS_POSSIBLE = "alap"
    START_NO_EARLIER_THAN = "snet"
    START_NO_LATER_THAN = "snlt"
    FINISH_NO_EARLIER_THAN = "fnet"
    FINISH_NO_LATER_THAN = "fnlt"
    MUST_START_ON = "mso"
    MUST_FINISH_ON = "mfo"
    START_ON = "start_on"
    FINISH_ON = "finish_on"
    MANDATORY_START = "mandatory_start"
    MANDATORY_FINISH = "mandatory_finish"


class PercentType(StrEnum):
    """Which percentage counts as progress (P6)."""

    DURATION = "duration"
    UNITS = "units"
    PHYSICAL = "physical"


class TaskType(StrEnum):
    """What stays fixed when work, duration or units change."""

    FIXED_UNITS = "fixed_units"
    FIXED_DURATION = "fixed_duration"
    FIXED_WORK = "fixed_work"
    FIXED_DURATION_AND_UNITS = "fixed_duration_and_units"


@dataclass(frozen=True, slots=True)
class StoredDates:
    """The dates and floats that the scheduling tool itself computed and saved in the file."""

    early_start: datetime | None = None
    early_finish: datetime | None = None
    late_start: datetime | None = None
    late_finish: datetime | None = None
    remaining_early_start: datetime | None = None
    remaining_early_finish: datetime | None = None
    remaining_late_start: datetime | None = None
    remaining_late_finish: datetime | None = None
    total_float_minutes: int | None = None
    free_float_minutes: int | None = None
    start_float_minutes: int | None = None
    finish_float_minutes: int | None = None
    critical: bool | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """One approved version of an activity; number 0 is 'the' baseline, 1-10 Microsoft Project's further ones.

    ``estimated_*`` are what Microsoft Project noted of tasks whose dates were still texts, ``budget_*`` what budget
    resources had.
    """

    number: int
    start: datetime | None = None
    finish: datetime | None = None
    duration_minutes: int | None = None
    work_minutes: int | None = None
    cost: float | None = None
    fixed_cost: float | None = None
    estimated_start: datetime | None = None
    estimated_finish: datetime | None = None
    estimated_duration_minutes: int | None = None
    budget_work_minutes: int | None = None
    budget_cost: float | None = None


@dataclass(frozen=True, slots=True)
class ThreePoint:
    """Low, most likely and high total duration in working minutes; ``None`` where the file leaves one out."""

    low_minutes: int | None
    likely_minutes: int | None
    high_minutes: int | None


@dataclass(frozen=True, slots=True)
class Cost:
    """Money in the plan's currency; overtime is part of the total, budget stands beside it."""

    total: float | None = None
    planned: float | None = None
    actual: float | None = None
    remaining: float | None = None
    fixed: float | None = None
    overtime: float | None = None
    actual_overtime: float | None = None
    remaining_overtime: float | None = None
    budget: float | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """Progress as the file states it, where the reader had to make another sense of it to plan by."""

    percent_complete: float | None
    actual_start: datetime | None
    actual_finish: datetime | None


@dataclass(frozen=True, slots=True)
class Activity:
    """One row of the plan.

    ``id`` is the number in the file (XER ``task_id``, Microsoft Project's ``UID``), never renumbered; ``row`` the
    number a user sees in the first column. Durations and work are in working minutes (``elapsed`` durations: clock
    minutes). ``splits`` are the parts in which work is done, with gaps between them. Percentages run from 0 to 100.
    ``milestone_mark`` is the file's own mark of a milestone and ``duration_unit`` the unit in which its duration was
    typed ('h', 'd', 'w', 'mo', 'ed' …); both None where the format has none.
    ``external_project`` is where a row of another project stands, as far as the file says. ``reported`` is None where
    percentage and actual dates are those of the file.
    """

    id: int
    name: str
    type: ActivityType = ActivityType.TASK
    row: int | None = None
    code: str | None = None
    wbs: str | None = None
    outline_level: int = 1
    parent_id: int | None = None
    guid: str | None = None

    active: bool = True
    manual: bool = False
    external: bool = False
    estimated: bool = False
    hidden: bool = False
    external_project: str | None = None
    discretionary: bool = False
    milestone_mark: bool | None = None

    calendar_id: int | None = None
    ignore_resource_calendars: bool = False
    task_type: TaskType | None = None
    effort_driven: bool = False
    priority: int | None = None
    levelling_delay_minutes: int = 0
    levelling_delay_elapsed: bool = True

    duration_minutes: int | None = None
    remaining_duration_minutes: int | None = None
    actual_duration_minutes: int | None = None
    planned_duration_minutes: int | None = None
    elapsed: bool = False
    duration_unit: str | None = None
    work_minutes: int | None = None
    remaining_work_minutes: int | None = None
    actual_work_minutes: int | None = None
    planned_work_minutes: int | None = None
    overtime_work_minutes: int | None = None
    actual_overtime_work_minutes: int | None = None
    remaining_overtime_work_minutes: int | None = None
    budget_work_minutes: int | None = None
    three_point: ThreePoint | None = None

    start: datetime | None = None
    finish: datetime | None = None
    actual_start: datetime | None = None
    actual_finish: datetime | None = None
    planned_start: datetime | None = None
    planned_finish: datetime | None = None
    stop: datetime | None = None
    resume: datetime | None = None
    suspended: datetime | None = None
    splits: tuple[tuple[datetime, datetime], ...] = ()

    constraint: ConstraintType = ConstraintType.AS_SOON_AS_POSSIBLE
    constraint_date: datetime | None = None
    second_constraint: ConstraintType | None = None
    second_constraint_date: datetime | None = None
    deadline: datetime | None = None
    expected_finish: datetime | None = None
    external_early_start: datetime | None = None
    external_late_finish: datetime | None = None

    percent_type: PercentType | None = None
    percent_complete: float | None = None
    percent_work_complete: float | None = None
    percent_physical: float | None = None
    reported: Reported | None = None

    stored: StoredDates = StoredDates()
    baselines: tuple[Baseline, ...] = ()
    cost: Cost = Cost()
    codes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    fields: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    responsible: str | None = None
    notes: str | None = None

    @property
    def finished(self) -> bool:
        """Has an actual finish."""
        return self.actual_finish is not None

    @property
    def started(self) -> bool:
        """Has an actual start."""
        return self.actual_start is not None

    def baseline(self, number: int = 0) -> Baseline | None:
        """The baseline with this number, if the file has it."""
        for one in self.baselines:
            if one.number == number:
                return one
        return None
