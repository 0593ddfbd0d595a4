"""How much of each resource is left over time, in one future: steps that reservations take from."""

from __future__ import annotations

from numba import njit

from rechterhand.engine.network.arrays import FREE
from rechterhand.engine.network.uncounted import uncounted
from rechterhand.engine.staffed.arrays import Long, StaffArrays

NEVER = FREE


@uncounted
def open_profiles(staff: StaffArrays, since: Long, left: Long, count: Long) -> None:
    """Fill the profiles with what there is of each resource: from which moment on how much is left.

    ``since`` and ``left`` have room for all profiles, ``count`` is how many steps each has.
    """
    for place in range(count.shape[0]):
        first, last = staff.steps_head[place], staff.steps_head[place + 1]
        for step in range(last - first):
            since[staff.room[place] + step] = staff.steps[first + step]
            left[staff.room[place] + step] = staff.level[first + step]
        count[place] = last - first


@njit(cache=True, nogil=True, inline="always")
def step_at(since: Long, first: int, count: int, moment: int) -> int:
    """The place of the step that holds at a moment."""
    low, high = first, first + count
    while high - low > 1:
        middle = (low + high) >> 1
        if since[middle] <= moment:
            low = middle
        else:
            high = middle
    return low


@uncounted
def fits_from(profile: tuple[Long, Long], span: tuple[int, int], units: int, start: int, finish: int) -> int:
    """The start itself where so much is left from start to finish, else the first moment at which that may be so.

    ``span`` is where the profile begins and how many steps it has. NEVER where it is never so again.
    """
    since, left = profile
    end = span[0] + span[1]
    step = step_at(since, span[0], span[1], start)
    while step < end and since[step] < finish:
        if left[step] < units:
            while step < end and left[step] < units:
                step += 1
            return NEVER if step == end else since[step]
        step += 1
    return start


@uncounted
def reserve(profile: tuple[Long, Long], span: tuple[int, int], units: int, start: int, finish: int) -> int:
    """Take so much from start to finish; how many steps the profile has then."""
    since, left = profile
    first, count = span
    begin = step_at(since, first, count, start)
    if since[begin] < start:
        begin += 1
        _insert(profile, begin, first + count, start)
        count += 1
    end = step_at(since, first, count, finish)
    if since[end] < finish:
        end += 1
        _insert(profile, end, first + count, finish)
        count += 1
    for step in range(begin, end):
        left[step] -= units
    return count


@uncounted
def _insert(profile: tuple[Long, Long], place: int, end: int, moment: int) -> None:
    """Put a step in, with what is left before it."""
    since, left = profile
    for step in range(end, place, -1):
        since[step], left[step] = since[step - 1], left[step - 1]
    since[place], left[place] = moment, left[place - 1]
