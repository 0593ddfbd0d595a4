"""What is asked of people and machines day by day, and how much they can give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from rechterhand import errors
from rechterhand.engine.network.clock import ALWAYS, DAY, Clock, build_clock
from rechterhand.engine.network.kernel import arrays_of, works_before
from rechterhand.engine.schedule.result import EPOCH, NO_DATE, to_minute
from rechterhand.findings.populations import Populations
from rechterhand.record.calendar import Calendar
from rechterhand.record.plan import Plan
from rechterhand.record.resource import Assignment, Resource, ResourceKind

Long = npt.NDArray[np.int64]
Amounts = npt.NDArray[np.float64]

_WORKING = frozenset({ResourceKind.WORK, ResourceKind.EQUIPMENT})
_STANDARD = -(2**31)
_LONGEST = 20 * 366


@dataclass(frozen=True)
class Loads:
    """The remaining work of unfinished activities, spread over days.

    ``resource``, ``day``, ``work`` and ``capacity`` have an entry for each day on which a resource is asked for
    something, by resource and then by day: place in ``resources``, days since 1970, minutes asked, minutes it can
    give. ``piece_cell``, ``piece_row`` and ``piece_work`` say which activities (rows of the plan) ask, in order of
    entries: the entry, the row, the minutes. ``calendar`` is the row in ``clock`` of each resource.
    """

    resources: tuple[Resource, ...]
    resource: Long
    day: Long
    work: Amounts
    capacity: Amounts
    piece_cell: Long
    piece_row: Long
    piece_work: Amounts
    clock: Clock
    calendar: Long

    def available(self, resource: Long, day: Long) -> Amounts:
        """Minutes that resources (places) can give on days (since 1970), inside the plan's own time."""
        opens, closes = _edges(self.clock, self.calendar[resource], day - self.clock.first // DAY)
        return (closes - opens) * _units(self.resources, resource, day)

    def askers(self, cells: Long) -> list[tuple[int, float]]:
        """The activities that ask for something in these entries: row and minutes, the most first."""
        first, last = (np.searchsorted(self.piece_cell, cells, side) for side in ("left", "right"))
        chosen = ranges(first, last - first)
        rows, where = np.unique(self.piece_row[chosen], return_inverse=True)
        asked = np.bincount(where, self.piece_work[chosen], len(rows))
        return [(int(rows[at]), float(asked[at])) for at in np.lexsort((rows, -asked))]


@dataclass(frozen=True, slots=True)
class _Part:
    """Work of one assignment between two moments, spread evenly over the working time of its resource."""

    resource: int
    row: int
    since: int
    until: int
    minutes: float


def loads(plan: Plan, rows: Populations) -> Loads | None:
    """Spread what remains over days.

    Work lies where the file says (time-phased work), else evenly between the start of what remains and the finish of
    the assignment, in the working time of the resource. Material and cost don't count, nor does equipment that costs
    one an hour: planners of Primavera put sums of money in a plan that way. Days before the status day are left out:
    what stands there hasn't been done, and nobody knows when it will be.

    Returns
    -------
    Loads or None
        None when a calendar in use has no working time: then nothing can be spread.
    """
    resources = {one.id: one for one in plan.resources if one.kind in _WORKING and not one.stands_for_money}
    pending = rows.present & ~rows.finished
    asked = [
        one
        for one in plan.assignments
        if one.resource_id in resources
        and one.remaining_work_minutes > 0
        and one.activity_id in rows.position
        and pending[rows.position[one.activity_id]]
    ]
    used = tuple(resources[key] for key in sorted({one.resource_id for one in asked if one.resource_id is not None}))
    place = {one.id: at for at, one in enumerate(used)}
    calendars, default = _calendars(plan)
    of_resource = [one.calendar_id if one.calendar_id in calendars else default for one in used]
    spans = [part for one in asked for part in _parts(one, rows, place)]
    first, last = _horizon(spans)
    try:
        clock = build_clock(calendars.values(), sorted({default, *of_resource}), first, last)
    except errors.BadPlan:
        return None
    of_place = np.array([clock.position[key] for key in of_resource], np.int64)
    status = plan.status_date
    return _spread(clock, used, of_place, spans, since=-_LONGEST if status is None else to_minute(status) // DAY)


def _calendars(plan: Plan) -> tuple[dict[int, Calendar], int]:
    """Calendars by id, and the id of the plan's own."""
    known = {one.id: one for one in plan.calendars}
    if plan.default_calendar_id is not None and plan.default_calendar_id in known:
        return known, plan.default_calendar_id
    known[_STANDARD] = Calendar(_STANDARD, "standard")
    return known, _STANDARD


def _parts(one: Assignment, rows: Populations, place: dict[int, int]) -> Iterator[_Part]:
    """What remains of an assignment."""
    resource, row = place[one.resource_id or 0], rows.position[one.activity_id]
    if one.remaining_parts:
        for part in one.remaining_parts:
            if part.minutes > 0:
                yield _Part(resource, row, _moment(part.start), _moment(part.finish), part.minutes)
        return
    since, until = _moment(one.resume or one.start), _moment(one.finish)
    since = int(rows.planned_start[row]) if since == NO_DATE else since
    until = int(rows.planned_finish[row]) if until == NO_DATE else until
    if NO_DATE in {since, until}:
        return
    status = rows.plan.status_date
    if rows.started[row] and one.resume is None and status is not None:
        since = max(since, min(to_minute(status), until - 1))
    yield _Part(resource, row, since, max(until, since + 1), one.remaining_work_minutes)


@lru_cache(maxsize=65536)
def _moment(moment: datetime | None) -> int:
    return NO_DATE if moment is None else to_minute(moment)


def _horizon(parts: list[_Part]) -> tuple[date, date]:
    """The days from the first to the last part, no more than twenty years."""
    if not parts:
        return EPOCH.date(), EPOCH.date() + timedelta(days=366)
    first = min(part.since for part in parts) // DAY - 31
    last = min(max(part.until for part in parts) // DAY + 31, first + _LONGEST)
    return EPOCH.date() + timedelta(days=first), EPOCH.date() + timedelta(days=max(last, first + 366))


def _spread(clock: Clock, used: tuple[Resource, ...], of_place: Long, parts: list[_Part], *, since: int) -> Loads:
    """``since``: the first day that counts."""
    arrays = arrays_of(clock)
    parts = [part for part in parts if part.since < clock.last]
    resource = np.array([part.resource for part in parts], np.int64)
    rows = np.array([part.row for part in parts], np.int64)
    begun = np.array([part.since for part in parts], np.int64)
    until = np.minimum(np.array([part.until for part in parts], np.int64), clock.last)
    minutes = np.array([part.minutes for part in parts], np.float64)
    calendar = of_place[resource] if parts else np.zeros(0, np.int64)
    begins, ends = works_before(arrays, calendar, begun), works_before(arrays, calendar, until)
    closed = ends <= begins  # the resource never works then, yet the file puts work there: spread over the clock
    calendar = np.where(closed, ALWAYS, calendar)
    begins = np.where(closed, begun - clock.first, begins)
    ends = np.where(closed, until - clock.first, ends)
    first = (begun - clock.first) // DAY
    count = (until - 1 - clock.first) // DAY - first + 1
    part = np.repeat(np.arange(len(parts)), count)
    day = ranges(first, count)
    opens, closes = _edges(clock, calendar[part], day)
    worked = np.minimum(ends[part], closes) - np.maximum(begins[part], opens)
    share = np.maximum(worked, 0) / np.maximum(ends - begins, 1)[part]
    kept = (share > 0) & (day + clock.first // DAY >= since)
    part, day, share = part[kept], day[kept], share[kept]
    return _summed(clock, used, of_place, (resource[part], day, rows[part], minutes[part] * share))


def ranges(first: Long, count: Long) -> Long:
    """The whole numbers of each range, one after the other."""
    return np.repeat(first, count) + np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)


def _edges(clock: Clock, calendar: Long, day: Long) -> tuple[Long, Long]:
    """Working minutes before the start and before the end of days of the horizon."""
    always = calendar == ALWAYS
    opens = np.where(always, day * DAY, clock.before[calendar, day])
    closes = np.where(always, (day + 1) * DAY, clock.before[calendar, day + 1])
    return opens, closes


def _summed(
    clock: Clock, used: tuple[Resource, ...], of_place: Long, pieces: tuple[Long, Long, Long, Amounts]
) -> Loads:
    resource, day, rows, work = pieces
    days = clock.pattern.shape[1] + 1
    keys, cell = np.unique(resource * days + day, return_inverse=True)
    of_cell, at = keys // days, keys % days
    opens, closes = _edges(clock, of_place[of_cell], at)
    at = at + clock.first // DAY
    capacity = (closes - opens) * _units(used, of_cell, at)
    asked = np.bincount(cell, work, len(keys)).astype(np.float64)
    order = np.argsort(cell, kind="stable")
    return Loads(used, of_cell, at, asked, capacity, cell[order], rows[order], work[order], clock, of_place)


def _units(used: tuple[Resource, ...], resource: Long, day: Long) -> Amounts:
    """How many of each resource there are on each day."""
    usual = np.array([1.0 if one.max_units is None else one.max_units for one in used], np.float64)
    found = usual[resource]
    for place, one in enumerate(used):
        if _steady(one):
            continue
        own = np.flatnonzero(resource == place)
        for period in one.availability:
            since = -(2**62) if period.start is None else to_minute(period.start) // DAY
            until = 2**62 if period.finish is None else to_minute(period.finish) // DAY
            found[own[(day[own] >= since) & (day[own] <= until)]] = period.units
    return found


def _steady(one: Resource) -> bool:
    """Whether its units never change."""
    usual = 1.0 if one.max_units is None else one.max_units
    return all(period.units == usual for period in one.availability)
