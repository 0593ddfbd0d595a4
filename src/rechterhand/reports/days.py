"""Counting working days of the plan's own calendar."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.clock import build_clock
from rechterhand.engine.network.kernel import arrays_of, work_before
from rechterhand.engine.network.working_time import with_project_calendar
from rechterhand.engine.schedule.result import ScheduledActivity, to_minute
from rechterhand.record.activity import ActivityType
from rechterhand.record.plan import Plan
from rechterhand.text.ending import ending_day

MARGIN = timedelta(days=400)


class WorkingDays:
    """Working days between two days, by the plan's project calendar, the standard one where it has none."""

    def __init__(self, plan: Plan) -> None:
        self._plan, _ = with_project_calendar(plan)
        self._first = self._last = date.min
        self._before: npt.NDArray[np.int64] = np.zeros(1, np.int64)

    def between(self, first: date, last: date) -> int:
        """Working days after the first day up to and including the last; negative when the last comes earlier.

        Moments are finishes: midnight ends the day before.
        """
        low, high = (_day(one) for one in (first, last))
        if min(low, high) < self._first or max(low, high) > self._last:
            self._count(min(low, high), max(low, high))
        return int(self._before[(high - self._first).days] - self._before[(low - self._first).days])

    def _count(self, low: date, high: date) -> None:
        """Count from well before the lower to well after the higher day, so that most questions cost nothing."""
        known = self._first != date.min
        self._first = min(low - MARGIN, self._first) if known else low - MARGIN
        self._last = max(high + MARGIN, self._last) if known else high + MARGIN
        days = (self._last - self._first).days + 1
        key = self._plan.default_calendar_id or 0
        clock = build_clock(self._plan.calendars, [key], self._first - timedelta(days=7), self._last + MARGIN)
        arrays, row = arrays_of(clock), clock.position[key]
        midnight = to_minute(datetime.combine(self._first, time()))
        work = [int(work_before(arrays, row, midnight + 1440 * day)) for day in range(days + 1)]
        self._before = np.cumsum(np.diff(np.array(work, np.int64)) > 0)


def ends_work(one: ScheduledActivity, first: datetime) -> bool:
    """Whether its finish is the end of work, so that midnight stands for the day before.

    A moment that itself begins something isn't: a start milestone, one on the first day of the project (``first``), one
    that a typed date holds there, and one that was reported.
    """
    activity = one.activity
    if one.early_start != one.early_finish:
        return True
    if activity.type is ActivityType.START_MILESTONE or activity.finished:
        return False
    return one.early_finish not in {first, activity.constraint_date}


def shown_days(one: ScheduledActivity, first: datetime) -> tuple[date | None, date | None]:
    """The days of its start and finish; a moment that ends work has one day, that on which the work ended."""
    start, finish = one.early_start, one.early_finish
    if finish is None:
        return _plain(start), None
    if not ends_work(one, first):
        return _plain(start), finish.date()
    day = ending_day(finish)
    return (day if start == finish else _plain(start)), day


def _plain(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _day(one: date) -> date:
    return ending_day(one) if isinstance(one, datetime) else one
