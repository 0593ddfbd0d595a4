"""Calendars as prefix sums of working minutes, so that 'add five days' is two look-ups.

Times are minutes since 1970, local wall clock. Working time ``w`` is the number of working minutes since the first day of the horizon;
Friday 17:00 and Monday 08:00 have the same ``w``. Outside the horizon every minute counts as working.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from rechterhand import errors
from rechterhand.record.calendar import Calendar, Hours
from rechterhand.text import Message

DAY = 1440
BUCKET_BITS = 9
ALWAYS = 0
"""Position of the calendar without pauses."""

_EPOCH = date(1970, 1, 1)
_ALL_DAY: Hours = ((0, DAY),)

Long = npt.NDArray[np.int64]
Short = npt.NDArray[np.int32]


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
        ``(calendars, days)``: row of ``offset`` that describes the day.
    offset, starts, finishes
        Intervals of pattern p: entries ``offset[p]`` up to ``offset[p + 1]``, minutes after midnight.
    bucket
        ``(calendars, buckets + 1)``: the day that holds working minute ``bucket << BUCKET_BITS``.
    position
        Calendar id to row; key None stands for the calendar without pauses.
    """

    first: int
    before: Long
    pattern: Short
    offset: Short
    starts: Short
    finishes: Short
    bucket: Short
    position: Mapping[int | None, int]
    week_minutes: Long

    @property
    def last(self) -> int:
        """First minute after the horizon."""
        return self.first + (self.before.shape[1] - 1) * DAY


def build_clock(calendars: Iterable[Calendar], used: Iterable[int], first: date, last: date) -> Clock:
    """Compile the used calendars between two days.

    Calendars with equal days share a row. Raises BadPlan for a used calendar without any working time.
    """
    by_id = {one.id: one for one in calendars}
    days = (last - first).days + 1
    patterns: dict[Hours, int] = {(): 0, _ALL_DAY: 1}
    rows: list[Short] = [np.ones(days, dtype=np.int32)]
    position: dict[int | None, int] = {None: ALWAYS}
    seen: dict[bytes, int] = {rows[0].tobytes(): 0}
    for key in used:
        row = _days_of(by_id[key], by_id, first, days, patterns)
        if not row.any():
            name = by_id[key].name
            raise errors.BadPlan(
                Message.of("schedule.no_working_time", name=name), hint=Message.of("schedule.no_working_time_hint")
            )
        mark = row.tobytes()
        if mark not in seen:
            seen[mark] = len(rows)
            rows.append(row)
        position[key] = seen[mark]
    return _arrays(np.stack(rows), list(patterns), first, position)


def _arrays(pattern: Short, hours: list[Hours], first: date, position: Mapping[int | None, int]) -> Clock:
    lengths = np.array([sum(finish - start for start, finish in one) for one in hours], dtype=np.int64)
    offset = np.zeros(len(hours) + 1, dtype=np.int32)
    offset[1:] = np.cumsum([len(one) for one in hours])
    spans = [span for one in hours for span in one] or [(0, 0)]
    before = np.zeros((pattern.shape[0], pattern.shape[1] + 1), dtype=np.int64)
    np.cumsum(lengths[pattern], axis=1, out=before[:, 1:])
    buckets = int(before[:, -1].max() >> BUCKET_BITS) + 2
    edges = np.arange(buckets, dtype=np.int64) << BUCKET_BITS
    bucket = np.stack([np.searchsorted(row, edges, side="right") - 1 for row in before])
    np.clip(bucket, 0, pattern.shape[1] - 1, out=bucket)
    weeks = max(1, pattern.shape[1] // 7)
    return Clock(
        first=(first - _EPOCH).days * DAY,
        before=before,
        pattern=pattern,
        offset=offset,
        starts=np.array([start for start, _ in spans], dtype=np.int32),
        finishes=np.array([finish for _, finish in spans], dtype=np.int32),
        bucket=bucket.astype(np.int32),
        position=dict(position),
        week_minutes=before[:, -1] // weeks,
    )


def _days_of(
    calendar: Calendar, by_id: Mapping[int, Calendar], first: date, days: int, patterns: dict[Hours, int]
) -> Short:
    """Pattern of each day: exception over work week over own week over parent."""
    lineage = _lineage(calendar, by_id)
    week = [_weekday(lineage, day) for day in range(7)]
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


def _lineage(calendar: Calendar, by_id: Mapping[int, Calendar]) -> list[Calendar]:
    """The calendar, its parent, and so on; a loop ends it."""
    found = [calendar]
    while (parent := found[-1].parent_id) in by_id and parent is not None and by_id[parent] not in found:
        found.append(by_id[parent])
    return found


def _weekday(lineage: list[Calendar], day: int) -> Hours:
    return next((hours for one in lineage if (hours := one.week[day]) is not None), ())


def _within(first: date, last: date, origin: date, days: int) -> tuple[int, int]:
    start, stop = (first - origin).days, (last - origin).days + 1
    return max(0, min(start, days)), max(0, min(stop, days))
