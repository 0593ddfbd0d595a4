"""How long finished work was planned to last and did last, also where only dates say so."""

from __future__ import annotations

from datetime import datetime, timedelta

from rechterhand.engine.network.clock import build_clock
from rechterhand.engine.network.kernel import arrays_of, work_before
from rechterhand.engine.network.working_time import with_project_calendar
from rechterhand.engine.schedule.result import to_minute
from rechterhand.record.activity import Activity
from rechterhand.record.plan import Dialect, Plan

MARGIN = timedelta(days=30)


class Lasted:
    """Planned and actual durations of a plan's finished work, in working minutes of the project's calendar where they
    are made of dates.
    """

    def __init__(self, plan: Plan) -> None:
        self._primavera = plan.dialect is Dialect.PRIMAVERA
        dates = [date for one in plan.activities if one.finished for date in _dates(one) if date is not None]
        self._arrays = None
        if dates:
            plan, _ = with_project_calendar(plan)
            key = plan.default_calendar_id or 0
            clock = build_clock(plan.calendars, [key], min(dates).date() - MARGIN, max(dates).date() + MARGIN)
            self._arrays, self._row = arrays_of(clock), clock.position[key]

    def ratio(self, one: Activity) -> float | None:
        """Actual over planned duration; None where either isn't known.

        Planned is the baseline's duration, else Primavera's own, else what lies between the dates of the baseline: then
        the actual duration is what lies between the actual dates, unless the file says it.
        """
        baseline = one.baseline()
        planned = baseline.duration_minutes if baseline is not None else None
        planned = planned or (one.planned_duration_minutes if self._primavera else None)
        actual = one.actual_duration_minutes
        if planned:
            actual = one.duration_minutes if actual is None else actual
        elif baseline is not None:
            planned = self._between(baseline.start, baseline.finish)
            actual = self._between(one.actual_start, one.actual_finish) if actual is None else actual
        return actual / planned if actual and planned else None

    def _between(self, start: datetime | None, finish: datetime | None) -> int | None:
        if start is None or finish is None or self._arrays is None:
            return None
        first, last = (int(work_before(self._arrays, self._row, to_minute(one))) for one in (start, finish))
        return last - first if last > first else None


def _dates(one: Activity) -> tuple[datetime | None, ...]:
    baseline = one.baseline()
    of_plan = (None, None) if baseline is None else (baseline.start, baseline.finish)
    return (one.actual_start, one.actual_finish, *of_plan)
