"""From nodes back to the plan's rows: working minutes become moments, summaries are rolled up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import FREE, NONE, Network
from rechterhand.engine.network.kernel import moments_of, works_before
from rechterhand.engine.schedule.shown import Moments, conflicts, show
from rechterhand.record.plan import Dialect, Plan

if TYPE_CHECKING:
    from rechterhand.engine.schedule.solve import Passes

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass
class Rows:
    """One entry for each row of the plan (links: for each link of the plan); NONE where there is no value."""

    early_start: Long
    early_finish: Long
    late_start: Long
    late_finish: Long
    remaining_start: Long
    start_float: Long
    finish_float: Long
    free_float: Long
    on_path: Flags
    finished: Flags
    driving: Flags
    gap: Long
    minutes_per_day: npt.NDArray[np.int32]


def on_rows(network: Network, values: Long) -> Long:
    """Values of nodes on the plan's rows; NONE for rows that aren't scheduled."""
    has = network.node >= 0
    out = np.full(len(network.node), NONE, dtype=np.int64)
    out[has] = values[network.node[has]]
    return out


def days_on_rows(network: Network, days: Real) -> Real:
    """Figures of nodes on the plan's rows; NaN for rows that aren't scheduled."""
    has = network.node >= 0
    out = np.full(len(network.node), np.nan)
    out[has] = days[network.node[has]]
    return out


def to_rows(network: Network, passes: Passes) -> Rows:
    """Spread the passes' results over the rows that are scheduled."""
    plan, node = network.plan, network.node
    shown = _moments(network, passes)
    start_float, finish_float, free = _floats(network, passes, shown)
    if plan.dialect is Dialect.PRIMAVERA:
        for values in (start_float, finish_float, free):
            values[network.finished] = NONE
    else:
        started = network.fixed_start != NONE
        start_float -= conflicts(network, passes)
        start_float = np.where(started, finish_float, start_float)
        open_ended = np.diff(network.arrays.tail) == 0
        free = np.where(open_ended, np.minimum(start_float, finish_float), free)
        for values in (start_float, finish_float, free):
            values[network.finished] = 0
    driving, gap = np.zeros(len(plan.links), dtype=np.bool_), np.full(len(plan.links), NONE, dtype=np.int64)
    real = network.link >= 0
    np.logical_or.at(driving, network.link[real], passes.driving[real])
    gap[network.link[real]] = passes.gap[real]
    remaining_start = shown.start
    if plan.dialect is Dialect.MICROSOFT:
        remaining_start = shown.start.copy()
        show(network, passes, shown)
        shown.late_start = np.where(network.fixed_start == NONE, shown.late_start, network.fixed_start)
    early_start = np.where(network.fixed_start == NONE, shown.start, network.fixed_start)
    return Rows(
        early_start=on_rows(network, early_start),
        early_finish=on_rows(network, shown.finish),
        late_start=on_rows(network, shown.late_start),
        late_finish=on_rows(network, shown.late_finish),
        remaining_start=on_rows(network, remaining_start),
        start_float=on_rows(network, start_float),
        finish_float=on_rows(network, finish_float),
        free_float=on_rows(network, free),
        on_path=_flags(passes.on_path, node),
        finished=_flags(network.finished, node),
        driving=driving,
        gap=gap,
        minutes_per_day=_minutes_per_day(plan),
    )


def _floats(network: Network, passes: Passes, moments: Moments) -> tuple[Long, Long, Long]:
    """Start, finish and free float in working minutes of the calendar that counts each node's floats."""
    start_float, finish_float = passes.late_start - passes.start, passes.late_finish - passes.finish
    free = passes.free.copy()
    other = network.float_calendar != network.arrays.calendar
    if other.any():
        clock, by = network.arrays.clock, network.float_calendar[other]
        end = moments_of(clock, network.arrays.calendar[other], (passes.finish + free)[other], True)
        begun, done = works_before(clock, by, moments.start[other]), works_before(clock, by, moments.finish[other])
        start_float[other] = works_before(clock, by, moments.late_start[other]) - begun
        finish_float[other] = works_before(clock, by, moments.late_finish[other]) - done
        free[other] = np.maximum(0, works_before(clock, by, end) - done)
    return start_float, finish_float, free


def _flags(values: Flags, node: npt.NDArray[np.int32]) -> Flags:
    out = np.zeros(len(node), dtype=np.bool_)
    out[node >= 0] = values[node[node >= 0]]
    return out


def _moments(network: Network, passes: Passes) -> Moments:
    """Early and late moments; work without length stands at one side of a pause, start and finish alike."""
    net = network.arrays
    clock, calendar = net.clock, net.calendar
    point = passes.finish == passes.start
    starts = moments_of(clock, calendar, passes.start, False)
    finishes = moments_of(clock, calendar, passes.finish, True)
    starts, finishes = (
        np.where(point & (passes.side == 1), finishes, starts),
        np.where(passes.side == 0, starts, finishes),
    )
    unlimited = passes.late_finish >= FREE // 2
    late_works = np.where(unlimited, NONE, passes.late_start)
    late_starts = moments_of(clock, calendar, late_works, False)
    late_finishes = moments_of(clock, calendar, np.where(unlimited, NONE, passes.late_finish), True)
    after = passes.late_side == 1
    late_starts, late_finishes = (
        np.where(after, late_starts, moments_of(clock, calendar, late_works, True)),
        np.where(point & after, late_starts, late_finishes),
    )
    done = network.finished & (network.fixed_finish != NONE)
    starts = np.where(done & (network.fixed_start != NONE), network.fixed_start, starts)
    finishes = np.where(done, network.fixed_finish, finishes)
    late_starts = np.where(unlimited, starts, late_starts)
    late_finishes = np.where(unlimited, finishes, late_finishes)
    return Moments(starts, finishes, late_starts, late_finishes)


def _minutes_per_day(plan: Plan) -> npt.NDArray[np.int32]:
    """Microsoft Project's option for the whole plan, P6's hours of the activity's calendar.

    Of elapsed work the clock minutes that pass for each working day of the plan's week.
    """
    if plan.dialect is not Dialect.PRIMAVERA:
        day, week = max(1, plan.options.minutes_per_day), max(1, plan.options.minutes_per_week)
        passing = min(10_080, max(1440, 10_080 * day // week))
        return np.array([passing if one.elapsed else day for one in plan.activities], dtype=np.int32)
    by_calendar = {one.id: one.minutes_per_day or plan.options.minutes_per_day for one in plan.calendars}
    default = by_calendar.get(plan.default_calendar_id or 0, plan.options.minutes_per_day)
    return np.array([max(1, by_calendar.get(one.calendar_id or 0, default)) for one in plan.activities], dtype=np.int32)


def add_summaries(plan: Plan, rows: Rows) -> None:
    """Give summaries the earliest start and latest finish below them, the smallest float, and the marks of any."""
    index = {one.id: row for row, one in enumerate(plan.activities)}
    for row in _deepest_first(plan):
        parent = plan.activities[row].parent_id
        above = None if parent is None else index.get(parent)
        if above is None or above == row or not plan.activities[above].type.is_summary or rows.early_start[row] == NONE:
            continue
        for values, least in ((rows.early_start, True), (rows.early_finish, False), (rows.remaining_start, True),
                              (rows.late_start, True), (rows.late_finish, False)):  # fmt: skip
            _gather(values, row, above, least=least)
        for values in (rows.start_float, rows.finish_float, rows.free_float):
            _gather(values, row, above, least=True)
        rows.on_path[above] |= rows.on_path[row]


def _deepest_first(plan: Plan) -> list[int]:
    """Rows from the leaves up, by the length of their chain of parents."""
    parent = {one.id: one.parent_id for one in plan.activities}
    depth: dict[int, int] = {}

    def depth_of(key: int) -> int:
        chain = []
        current: int | None = key
        while current is not None and current in parent and current not in depth and current not in chain:
            chain.append(current)
            current = parent[current]
        base = depth.get(current, 0) if current is not None else 0
        for step, one in enumerate(reversed(chain), 1):
            depth[one] = base + step
        return depth[key]

    return sorted(range(len(plan.activities)), key=lambda row: -depth_of(plan.activities[row].id))


def _gather(values: Long, row: int, above: int, *, least: bool) -> None:
    value = values[row]
    if value == NONE:
        return
    if values[above] == NONE:
        values[above] = value
    else:
        values[above] = min(values[above], value) if least else max(values[above], value)
