"""Working time of a plan's calendars, as far as a reader needs it: when so much work is done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from rechterhand.record.calendar import STANDARD_WEEK, Calendar, Hours
from rechterhand.record.plan import Plan

_FARTHEST = 3660
"""Days after which no more work is looked for."""


class WorkTime:
    """The calendars of a plan by number."""

    def __init__(self, plan: Plan) -> None:
        self._calendars: Mapping[int, Calendar] = {one.id: one for one in plan.calendars}
        self._default = plan.default_calendar_id

    def hours(self, calendar: int | None, day: date) -> Hours:
        """The working hours of a day: of an exception, else a work week, else the week, else those of the parent."""
        one, seen = self._calendars.get(calendar if calendar is not None else self._default or 0), set[int]()
        while one is not None and one.id not in seen:
            seen.add(one.id)
            for other in one.exceptions:
                if other.first <= day <= other.last:
                    return other.hours
            weeks = [other.week for other in one.work_weeks if other.first <= day <= other.last]
            for week in (*weeks, one.week):
                if (found := week[day.weekday()]) is not None:
                    return found
            one = None if one.parent_id is None else self._calendars.get(one.parent_id)
        return STANDARD_WEEK[day.weekday()] or ()

    def after(self, calendar: int | None, start: datetime, minutes: int) -> tuple[datetime, datetime] | None:
        """When so much work is done that begins at a moment, and when work goes on; None where it never is."""
        left, stop, now = minutes, start if minutes <= 0 else None, start.hour * 60 + start.minute
        for ahead in range(_FARTHEST):
            day = start.date() + timedelta(days=ahead)
            for first, last in self.hours(calendar, day):
                begin = max(first, now)
                if begin >= last:
                    continue
                if stop is not None:
                    return stop, _at(day, begin)
                if last - begin > left:
                    return _at(day, begin + left), _at(day, begin + left)
                left -= last - begin
                stop = _at(day, last) if left == 0 else None
            now = 0
        return None


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minute)
