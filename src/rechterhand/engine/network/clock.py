"""Calendars as prefix sums of working minutes, so that 'add five days' is two look-ups.

Times are minutes since 1970, local wall clock. Working time ``w`` is the number of working minutes since the first
day of the horizon; Friday 17:00 and Monday 08:00 have the same ``w``. Outside the horizon every minute counts as
working.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from rechterhand import errors
from rechterhand.record.calendar import Calendar, Hours
from rechterhand.text import Message

DAY = 1440
BUCKET_BITS = 8
ALWAYS = 0
"""Position of the calendar without pauses."""

_EPOCH = date(1970, 1, 1)
_ALL_DAY: Hours = ((0, DAY),)

Long = npt.NDArray[np.int64]
Short = npt.NDArray[np.int32]
Small = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Mixed:
    """Working time of a task with several calendars, by their ids: when any of its resources works, and the task's own
    calendar (if it has one) does too.

    Times in which the task's calendar leaves no resource any work are those of the task's calendar alone.
    """

    resources: frozenset[int]
    task: int | None = None


CalendarKey: TypeAlias = int | Mixed | None
"""A calendar's id, a mixture of several, or None for the calendar without pauses."""


@dataclass(frozen=True)
class Clock:
    """All calendars of a plan as arrays; calendar 0 never pauses.

    Attributes
    ----------
    first
        First minute of the horizon (a midnight).
    before
        ``(calendars, days + 1)``: working minutes before each day of the horizon.
    pattern
        ``(calendars, days)``: number of the hours that hold on the day.
    worked
        ``(patterns, 1441)``: working minutes of the day before each minute after midnight.
    minute
        ``(patterns, 1441)``: minutes after midnight at which the day's n-th working minute begins.
    open_day, open_before
        ``(calendars, ...)``: the days with work, and the working minutes before each (beyond the last: more than any).
    bucket
        ``(calendars, ...)``: the place in ``open_day`` of the day that holds working minute ``bucket << BUCKET_BITS``.
    position
        Calendar to row; key None stands for the calendar without pauses.
    """

    first: int
    before: Long
    pattern: Short
    worked: Small
    minute: Small
    open_day: Short
    open_before: Long
    bucket: Short
    position: Mapping[CalendarKey, int]
    week_minutes: Long

    @property
    def last(self) -> int:
        """First minute after the horizon."""
        days: int = self.before.shape[1] - 1
        return self.first + days * DAY


def build_clock(calendars: Iterable[Calendar], used: Iterable[int | Mixed], first: date, last: date) -> Clock:
    """Compile the used calendars between two days.

    Calendars with equal days share a row. Raises BadPlan for a used calendar without any working time.
    """
    by_id = {one.id: one for one in calendars}
    days = (last - first).days + 1
    patterns: dict[Hours, int] = {(): 0, _ALL_DAY: 1}
    rows: list[Short] = [np.ones(days, dtype=np.int32)]
    position: dict[CalendarKey, int] = {None: ALWAYS}
    seen: dict[bytes, int] = {rows[0].tobytes(): 0}

    def place(row: Short) -> int:
        mark = row.tobytes()
        if mark not in seen:
            seen[mark] = len(rows)
            rows.append(row)
        return seen[mark]

    def of(key: int) -> Short:
        if key not in position:
            row = _days_of(by_id[key], by_id, first, days, patterns)
            if not row.any():
                name = by_id[key].name
                raise errors.BadPlan(
                    Message.of("schedule.no_working_time", name=name), hint=Message.of("schedule.no_working_time_hint")
                )
            position[key] = place(row)
        return rows[position[key]]

    for key in used:
        position[key] = place(of(key) if isinstance(key, int) else _mixed(key, of, patterns))
    return _arrays(np.stack(rows), list(patterns), first, position)


def _mixed(key: Mixed, of: Callable[[int], Short], patterns: dict[Hours, int]) -> Short:
    """The days of a mixture."""
    distinct = {row.tobytes(): row for row in map(of, sorted(key.resources))}
    together = reduce(lambda one, other: _combined(one, other, patterns, _either), distinct.values())
    if key.task is None:
        return together
    own = of(key.task)
    both = _combined(own, together, patterns, _both)
    return both if both.any() else own


def _combined(one: Short, other: Short, patterns: dict[Hours, int], of: Callable[[Hours, Hours], Hours]) -> Short:
    """Hours of two calendars day by day."""
    hours = list(patterns)
    pairs, where = np.unique(np.stack((one, other)), axis=1, return_inverse=True)
    codes = [patterns.setdefault(of(hours[a], hours[b]), len(patterns)) for a, b in pairs.T]
    return np.array(codes, dtype=np.int32)[where.reshape(-1)]


def _either(one: Hours, other: Hours) -> Hours:
    """When one of both works."""
    merged: list[tuple[int, int]] = []
    for start, finish in sorted((*one, *other)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(finish, merged[-1][1]))
        else:
            merged.append((start, finish))
    return tuple(merged)


def _both(one: Hours, other: Hours) -> Hours:
    """When both work."""
    shared = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return tuple(sorted((start, finish) for start, finish in shared if start < finish))


def _arrays(pattern: Short, hours: list[Hours], first: date, position: Mapping[CalendarKey, int]) -> Clock:
    works = np.zeros((len(hours), DAY), dtype=np.bool_)
    for row, spans in enumerate(hours):
        for start, finish in spans:
            works[row, start:finish] = True
    worked = np.zeros((len(hours), DAY + 1), dtype=np.int16)
    np.cumsum(works, axis=1, out=worked[:, 1:])
    minute = np.full((len(hours), DAY + 1), DAY, dtype=np.int16)
    for row in range(len(hours)):
        minute[row, : worked[row, -1]] = np.flatnonzero(works[row])
    lengths = worked[:, -1].astype(np.int64)[pattern]
    before = np.zeros((pattern.shape[0], pattern.shape[1] + 1), dtype=np.int64)
    np.cumsum(lengths, axis=1, out=before[:, 1:])
    open_day, open_before, bucket = _open_days(lengths, before)
    weeks = max(1, pattern.shape[1] // 7)
    return Clock(
        first=(first - _EPOCH).days * DAY,
        before=before,
        pattern=pattern,
        worked=worked,
        minute=minute,
        open_day=open_day,
        open_before=open_before,
        bucket=bucket,
        position=dict(position),
        week_minutes=before[:, -1] // weeks,
    )


def _open_days(lengths: Long, before: Long) -> tuple[Short, Long, Short]:
    """Days with work and the look-up into them; calendar 0 needs none."""
    opened = [np.flatnonzero(row) for row in lengths]
    most = max((len(days) for days in opened[1:]), default=0)
    buckets = int(before[1:, -1].max(initial=0) >> BUCKET_BITS) + 2
    open_day = np.zeros((len(opened), most + 2), dtype=np.int32)
    open_before = np.full((len(opened), most + 2), np.iinfo(np.int64).max, dtype=np.int64)
    bucket = np.zeros((len(opened), buckets), dtype=np.int32)
    edges = np.arange(buckets, dtype=np.int64) << BUCKET_BITS
    for row, days in enumerate(opened[1:], start=1):
        open_day[row, : len(days)] = days
        open_before[row, : len(days)] = before[row, days]
        bucket[row] = np.maximum(np.searchsorted(before[row, days], edges, side="right") - 1, 0)
    return open_day, open_before, bucket


def _days_of(
    calendar: Calendar, by_id: Mapping[int, Calendar], first: date, days: int, patterns: dict[Hours, int]
) -> Short:
    """Pattern of each day: exception over work week over own week over parent."""
    lineage = lineage_of(calendar, by_id)
    week = [weekday_of(lineage, day) for day in range(7)]
    codes = np.array([patterns.setdefault(hours, len(patterns)) for hours in week], dtype=np.int32)
    row = codes[(np.arange(days) + first.weekday()) % 7]
    for one in reversed(lineage):
        for special in one.work_weeks:
            start, stop = _within(special.first, special.last, first, days)
            for index in range(start, stop):
                hours = special.week[(first + timedelta(days=index)).weekday()]
                if hours is not None:
                    row[index] = patterns.setdefault(hours, len(patterns))
        for exception in one.exceptions:
            start, stop = _within(exception.first, exception.last, first, days)
            row[start:stop] = patterns.setdefault(exception.hours, len(patterns))
    return row


def lineage_of(calendar: Calendar, by_id: Mapping[int, Calendar]) -> list[Calendar]:
    """The calendar, its parent, and so on; a loop ends it."""
    found = [calendar]
    while (parent := found[-1].parent_id) in by_id and parent is not None and by_id[parent] not in found:
        found.append(by_id[parent])
    return found


def weekday_of(lineage: list[Calendar], day: int) -> Hours:
    """The ordinary hours of a day of the week (0 is Monday)."""
    return next((hours for one in lineage if (hours := one.week[day]) is not None), ())


def _within(first: date, last: date, origin: date, days: int) -> tuple[int, int]:
    start, stop = (first - origin).days, (last - origin).days + 1
    return max(0, min(start, days)), max(0, min(stop, days))
