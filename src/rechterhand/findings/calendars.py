"""The calendars that unfinished work runs on, with their working minutes day by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rechterhand import errors
from rechterhand.engine.network.clock import CalendarKey, Mixed, build_clock
from rechterhand.engine.network.compile import calendar_of
from rechterhand.engine.network.rule import Setting
from rechterhand.engine.schedule.result import NO_DATE, Minutes
from rechterhand.findings.populations import Populations
from rechterhand.record.calendar import Calendar, CalendarException, Hours

Rows = npt.NDArray[np.int64]

DAY = 1440
_EPOCH = date(1970, 1, 1)


class WorkCalendars:
    """Which calendars count unfinished work, and between which days.

    A calendar that is derived from another and changes nothing is taken for that other one.
    """

    def __init__(self, rows: Populations) -> None:
        self.rows = rows
        self.plan = rows.plan
        self.by_id = {one.id: one for one in rows.plan.calendars}
        self._days: dict[int, npt.NDArray[np.int64] | None] = {}

    @cached_property
    def by_key(self) -> dict[CalendarKey, Rows]:
        """The unfinished rows by their calendar, or mixture of calendars; elapsed work has none."""
        if not self.by_id:
            return {}
        setting = Setting.of(self.plan)
        found: dict[CalendarKey, list[int]] = {}
        for at in np.flatnonzero(self.rows.act & ~self.rows.finished).tolist():
            key = calendar_of(self.plan.activities[at], setting)
            if isinstance(key, int) and key not in self.by_id:
                key = self.plan.default_calendar_id
            if key is not None:
                found.setdefault(key, []).append(at)
        return {key: np.array(rows, np.int64) for key, rows in found.items() if key in self.by_id or _mixed(key)}

    @cached_property
    def used(self) -> dict[int, Rows]:
        """The rows that each calendar counts, alone or together with others."""
        found: dict[int, list[Rows]] = {}
        for key, rows in self.by_key.items():
            for one in dict.fromkeys(self.effective(part).id for part in _parts(key)):
                found.setdefault(one, []).append(rows)
        return {key: np.unique(np.concatenate(rows)) for key, rows in found.items()}

    def effective(self, key: int) -> Calendar:
        """The calendar, or the one that it repeats."""
        one, seen = self.by_id[key], {key}
        while one.parent_id in self.by_id and one.parent_id is not None and one.parent_id not in seen:
            if any(hours is not None for hours in one.week) or one.exceptions or one.work_weeks:
                break
            seen.add(one.parent_id)
            one = self.by_id[one.parent_id]
        return one

    def lineage(self, key: int) -> list[Calendar]:
        """The calendar, the one that it is derived from, and so on."""
        found = [self.by_id[key]]
        while (parent := found[-1].parent_id) in self.by_id and parent is not None:
            if self.by_id[parent] in found:
                break
            found.append(self.by_id[parent])
        return found

    def exceptions(self, key: int) -> Iterator[CalendarException]:
        """Its exceptions and those that it inherits."""
        for one in self.lineage(key):
            yield from one.exceptions

    @cached_property
    def begin(self) -> Minutes:
        """Where the remaining work of each row begins; NO_DATE where that isn't known."""
        if self.rows.schedule is not None:
            return self.rows.schedule.remaining_start
        return self.rows.dates("start")

    @cached_property
    def end(self) -> Minutes:
        """Where each row ends; NO_DATE where that isn't known."""
        if self.rows.schedule is not None:
            return self.rows.schedule.early_finish
        return self.rows.dates("finish")

    @cached_property
    def horizon(self) -> tuple[date, date] | None:
        """The first and last day of unfinished work; None when no date is known."""
        ahead = self.rows.act & ~self.rows.finished
        begin, end = self.begin[ahead & (self.begin != NO_DATE)], self.end[ahead & (self.end != NO_DATE)]
        if not len(begin) or not len(end):
            return None
        return day_of(int(begin.min())), max(day_of(int(end.max())), day_of(int(begin.min())))

    def minutes(self, key: int) -> npt.NDArray[np.int64] | None:
        """Working minutes of each day from the first of the horizon to a year past the last; None where it has none."""
        if key not in self._days:
            first, last = self.horizon or (_EPOCH, _EPOCH)
            try:
                clock = build_clock(self.plan.calendars, [key], first, last + timedelta(days=366))
            except errors.BadPlan:
                self._days[key] = None
            else:
                self._days[key] = np.diff(clock.before[clock.position[key]])
        return self._days[key]

    def works(self, key: CalendarKey, day: int) -> bool:
        """Whether there is work on a day, counted from the first of the horizon."""
        if isinstance(key, Mixed):
            own = key.task is None or self.works(key.task, day)
            return own and any(self.works(one, day) for one in key.resources)
        minutes = None if key is None else self.minutes(key)
        return minutes is not None and bool(minutes[day])


def weekdays_of(calendars: Sequence[Calendar], key: int) -> int:
    """On how many days of an ordinary week a calendar works, what it inherits included; 0 where it isn't known."""
    by_id, seen = {one.id: one for one in calendars}, set[int]()
    worked: list[Hours | None] = [None] * 7
    here = by_id.get(key)
    while here is not None and here.id not in seen:
        seen.add(here.id)
        worked = [hours if known is None else known for known, hours in zip(worked, here.week, strict=True)]
        here = None if here.parent_id is None else by_id.get(here.parent_id)
    return sum(bool(hours) for hours in worked)


def day_of(minute: int) -> date:
    """The day of a minute number."""
    return (datetime(1970, 1, 1) + timedelta(minutes=minute)).date()


def _mixed(key: CalendarKey) -> bool:
    return isinstance(key, Mixed)


def _parts(key: CalendarKey) -> list[int]:
    if isinstance(key, Mixed):
        return [*sorted(key.resources), *([] if key.task is None else [key.task])]
    return [] if key is None else [key]
