"""What a scheduling tool stored in a file, and whether another scheduler finds the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from rechterhand.engine.schedule.result import NO_DATE, ScheduleResult, to_moment
from rechterhand.record.activity import Activity
from rechterhand.record.plan import Dialect, Plan


@dataclass(frozen=True)
class Dates:
    """Early and late dates and total float (working minutes) of one activity; None where there is none."""

    early_start: datetime | None
    early_finish: datetime | None
    late_start: datetime | None
    late_finish: datetime | None
    total_float: int | None


@dataclass(frozen=True)
class Agreement:
    """Which of one activity's values are equal."""

    early: bool
    late: bool
    float: bool

    @property
    def full(self) -> bool:
        """Everything is equal."""
        return self.early and self.late and self.float

    @property
    def missing(self) -> list[str]:
        """What isn't equal."""
        return [name for name in ("early", "late", "float") if not getattr(self, name)]


def compared(plan: Plan) -> list[tuple[int, Activity]]:
    """The rows that are compared: unfinished activities whose dates the tool stored. Summaries follow from others."""
    return [
        (row, one)
        for row, one in enumerate(plan.activities)
        if not one.type.is_summary and not one.finished and one.active and one.stored.late_finish is not None
    ]


def stored_dates(one: Activity) -> Dates:
    """What the tool stored."""
    told = one.stored
    return Dates(told.early_start, told.early_finish, told.late_start, told.late_finish, told.total_float_minutes)


def our_dates(result: ScheduleResult, row: int) -> Dates:
    """What we compute. P6 stores the early start of the remaining work, Microsoft Project the actual start."""
    starts = result.remaining_start if result.plan.dialect is Dialect.PRIMAVERA else result.early_start
    total = result.total_float[row]
    return Dates(
        to_moment(starts[row]),
        to_moment(result.early_finish[row]),
        to_moment(result.late_start[row]),
        to_moment(result.late_finish[row]),
        None if total == NO_DATE else int(total),
    )


def by_day(plan: Plan) -> bool:
    """Whether the file stores dates without time of day: then the day is all that can be compared."""
    return plan.source.date_only


def agreement(stored: Dates, found: Dates, *, days: bool) -> Agreement:
    """Compare to the minute, or to the day where no more is stored."""

    def same(one: datetime | None, other: datetime | None) -> bool:
        return _day(one) == _day(other) if days else one == other

    return Agreement(
        early=same(stored.early_start, found.early_start) and same(stored.early_finish, found.early_finish),
        late=same(stored.late_start, found.late_start) and same(stored.late_finish, found.late_finish),
        float=stored.total_float == found.total_float,
    )


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()
