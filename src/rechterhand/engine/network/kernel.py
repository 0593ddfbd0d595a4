"""Working time in compiled form: how much of it lies before a moment, and which moment has so much before it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.network.clock import BUCKET_BITS, DAY, Clock

Long = npt.NDArray[np.int64]
Short = npt.NDArray[np.int32]
Small = npt.NDArray[np.int16]


class ClockArrays(NamedTuple):
    """A ``Clock`` as the kernels take it."""

    first: int
    before: Long
    pattern: Short
    worked: Small
    minute: Small
    open_day: Short
    open_before: Long
    bucket: Short


def arrays_of(clock: Clock) -> ClockArrays:
    """The arrays of a clock."""
    return ClockArrays(
        clock.first,
        clock.before,
        clock.pattern,
        clock.worked,
        clock.minute,
        clock.open_day,
        clock.open_before,
        clock.bucket,
    )


@njit(cache=True, nogil=True, inline="always")
def work_before(clock: ClockArrays, calendar: int, moment: int) -> int:
    """Working minutes from the start of the horizon to a moment (negative before it)."""
    relative = moment - clock.first
    if calendar == 0 or relative < 0:
        return relative
    day = relative // DAY
    days = clock.pattern.shape[1]
    if day >= days:
        return clock.before[calendar, days] + relative - days * DAY
    return clock.before[calendar, day] + clock.worked[clock.pattern[calendar, day], relative - day * DAY]


@njit(cache=True, nogil=True, inline="always")
def as_start(clock: ClockArrays, calendar: int, work: int) -> int:
    """First moment with so much work before it that is followed by work."""
    if calendar == 0 or work < 0:
        return clock.first + work
    days = clock.pattern.shape[1]
    if work >= clock.before[calendar, days]:
        return clock.first + days * DAY + work - clock.before[calendar, days]
    place = clock.bucket[calendar, work >> BUCKET_BITS]
    place += clock.open_before[calendar, place + 1] <= work  # no jump to predict: most days hold one edge at most
    while clock.open_before[calendar, place + 1] <= work:
        place += 1
    day = clock.open_day[calendar, place]
    left = work - clock.open_before[calendar, place]
    return clock.first + day * DAY + clock.minute[clock.pattern[calendar, day], left]


@njit(cache=True, nogil=True, inline="always")
def as_finish(clock: ClockArrays, calendar: int, work: int) -> int:
    """The moment with so much work before it that is preceded by work."""
    if calendar == 0 or work <= 0:
        return clock.first + work
    return as_start(clock, calendar, work - 1) + 1


@njit(cache=True, nogil=True)
def works_before(clock: ClockArrays, calendars: Long, moments: Long) -> Long:
    """``work_before`` of many; the smallest integer stays itself."""
    out = np.empty(moments.shape[0], dtype=np.int64)
    nothing = np.iinfo(np.int64).min
    for index in range(moments.shape[0]):
        moment = moments[index]
        out[index] = nothing if moment == nothing else work_before(clock, calendars[index], moment)
    return out


@njit(cache=True, nogil=True)
def moments_of(clock: ClockArrays, calendars: Long, works: Long, finish: bool) -> Long:
    """``as_finish`` or ``as_start`` of many; the smallest integer stays itself."""
    out = np.empty(works.shape[0], dtype=np.int64)
    nothing = np.iinfo(np.int64).min
    for index in range(works.shape[0]):
        work = works[index]
        if work == nothing:
            out[index] = nothing
        elif finish:
            out[index] = as_finish(clock, calendars[index], work)
        else:
            out[index] = as_start(clock, calendars[index], work)
    return out
