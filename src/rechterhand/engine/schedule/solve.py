"""Schedules a plan: both passes, all floats, the longest path."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import NONE, Network
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.network.kernel import moments_of, works_before
from rechterhand.engine.schedule import kernel
from rechterhand.engine.schedule.before_start import before_start
from rechterhand.engine.schedule.drag import drags
from rechterhand.engine.schedule.driven import add_driven
from rechterhand.engine.schedule.result import EPOCH, ScheduleResult
from rechterhand.engine.schedule.rows import add_summaries, days_on_rows, on_rows, to_rows
from rechterhand.record.plan import CriticalRule, Dialect, FloatType, Plan

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Sides = npt.NDArray[np.int8]


@dataclass
class Passes:
    """Dates and floats of every node in working minutes of its own calendar; of links in compiled order."""

    start: Long
    finish: Long
    side: Sides
    late_start: Long
    late_finish: Long
    late_side: Sides
    free: Long
    gap: Long
    driving: Flags
    on_path: Flags
    end: int
    limit: Long = field(default_factory=lambda: np.empty(0, dtype=np.int64))


def schedule(plan: Plan, *, drag: bool = False, network: Network | None = None) -> ScheduleResult:
    """Compute early and late dates, floats, driving links and the longest path by the rules of the plan's dialect.

    Parameters
    ----------
    plan
        The plan.
    drag
        Also compute how much working time each activity takes out of the finish.
    network
        The plan compiled before, to save compiling it again.

    Raises
    ------
    BadPlan
        For a loop of links or a calendar without working time.
    """
    started = time.perf_counter()
    network = network or compile_plan(plan)
    compiled = time.perf_counter()
    passes = run(network)
    passed = time.perf_counter()
    timings = {"compile": compiled - started, "schedule": passed - compiled}
    dragged = None
    if drag:
        minutes, days = drags(network)
        dragged = on_rows(network, minutes), days_on_rows(network, days)
        timings["drag"] = time.perf_counter() - passed
    return _result(network, passes, dragged, timings)


def run(network: Network) -> Passes:
    """Both passes and all floats of a compiled plan."""
    net, count = network.arrays, len(network)
    start, finish = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    late_start, late_finish = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    side, late_side = np.empty(count, dtype=np.int8), np.empty(count, dtype=np.int8)
    reached = np.empty(len(net.into), dtype=np.int64)
    kernel.forward(net, net.duration, start, finish, side, reached)
    primavera = network.plan.dialect is Dialect.PRIMAVERA
    if primavera and network.as_late_as_possible.any():
        kernel.push_late(net, network.as_late_as_possible & ~network.finished, start, finish, side)
        kernel.reach(net, (start, finish, side), reached)
    end, limit = _project_end(network, finish, side)
    free, gap = np.empty(count, dtype=np.int64), np.empty(len(net.into), dtype=np.int64)
    driving = np.empty(len(net.into), dtype=np.bool_)
    room = np.empty(4 * count, dtype=np.int64)
    early, late = (start, finish, reached, side), (late_start, late_finish, late_side)
    kernel.backward(net, early, limit, network.finished, late, (free, gap, driving), room)
    if not primavera and (network.as_late_as_possible.any() or network.plan.options.from_finish):
        floor = _floor_from_finish(network, late_start) if network.plan.options.from_finish else net.floor
        last = np.maximum(late_start, net.floor) if network.honest else late_start
        net = net._replace(floor=np.where(network.as_late_as_possible, last, floor))
        kernel.forward(net, net.duration, start, finish, side, reached)
        kernel.backward(net, early, limit, network.finished, late, (free, gap, driving), room)
        end, _ = _project_end(network, finish, side)
    on_path = _at_end(network, finish, side, end)
    kernel.trace(net, driving, on_path)
    on_path &= ~network.finished
    return Passes(start, finish, side, late_start, late_finish, late_side, free, gap, driving, on_path, end, limit)


def finishes(network: Network) -> tuple[int, Long]:
    """The project's finish and every node's own, as moments; equal to those of ``run``, without floats and late dates
    where nothing asks for them.
    """
    if network.as_late_as_possible.any() or network.plan.options.from_finish:
        passes = run(network)
        return passes.end, finish_moments(network, passes.finish, passes.side)
    net, count = network.arrays, len(network)
    start, finish = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    side, reached = np.empty(count, dtype=np.int8), np.empty(len(net.into), dtype=np.int64)
    kernel.forward(net, net.duration, start, finish, side, reached)
    return _project_end(network, finish, side)[0], finish_moments(network, finish, side)


def _floor_from_finish(network: Network, late_start: Long) -> Long:
    """Earliest starts of a plan that is counted back from its finish: the project starts with its first late start."""
    net = network.arrays
    if network.finished.all():
        return net.floor
    first = int(moments_of(net.clock, net.calendar, late_start, False)[~network.finished].min())
    begin = works_before(net.clock, net.calendar, np.full(len(network), first, dtype=np.int64))
    return np.where(net.floor_moment == network.project_start, begin, net.floor)


def finish_moments(network: Network, finish: Long, side: Sides) -> Long:
    """The moment of each node's finish; actual ones as they were."""
    clock, calendar = network.arrays.clock, network.arrays.calendar
    moments = moments_of(clock, calendar, finish, True)
    late = side == 0
    moments[late] = moments_of(clock, calendar[late], finish[late], False)
    return np.where(network.fixed_finish == NONE, moments, network.fixed_finish)


def _project_end(network: Network, finish: Long, side: Sides) -> tuple[int, Long]:
    """The last finish, and the bound on late finishes (w of each node): that, or when the project must finish."""
    net = network.arrays
    if len(network) == 0:
        end = network.project_start
    elif network.finished.all():
        end = int(finish_moments(network, finish, side).max())
    else:
        end = int(kernel.last_moment(net, finish, side, network.known_finish, network.finished))
    bound = end if network.must_finish == NONE else network.must_finish
    calendars = np.arange(net.clock.before.shape[0], dtype=np.int64)
    return end, works_before(net.clock, calendars, np.full(len(calendars), bound, dtype=np.int64))[net.calendar]


def _at_end(network: Network, finish: Long, side: Sides, end: int) -> Flags:
    """The nodes that make the finish."""
    out = np.empty(len(network), dtype=np.bool_)
    kernel.ends_at(network.arrays, (finish, side, network.known_finish), network.finished, end, out)
    return out


def _result(
    network: Network, passes: Passes, dragged: tuple[Long, Real] | None, timings: dict[str, float]
) -> ScheduleResult:
    rows = to_rows(network, passes)
    plan = network.plan
    add_driven(network, rows)
    add_summaries(plan, rows)
    options = plan.options
    total = {FloatType.FINISH: rows.finish_float, FloatType.START: rows.start_float}.get(
        options.float_type, np.minimum(rows.start_float, rows.finish_float)
    )
    total = np.where(rows.start_float == NONE, NONE, total)
    if options.critical_rule is CriticalRule.LONGEST_PATH:
        critical = rows.on_path.copy()
    else:
        critical = (total != NONE) & (total <= options.critical_float_minutes) & ~rows.finished
    return ScheduleResult(
        plan=plan,
        early_start=rows.early_start,
        early_finish=rows.early_finish,
        late_start=rows.late_start,
        late_finish=rows.late_finish,
        remaining_start=rows.remaining_start,
        total_float=total,
        free_float=rows.free_float,
        start_float=rows.start_float,
        finish_float=rows.finish_float,
        critical=critical,
        on_longest_path=rows.on_path,
        driving=rows.driving,
        relationship_float=rows.gap,
        minutes_per_day=rows.minutes_per_day,
        drag=None if dragged is None else dragged[0],
        drag_days=None if dragged is None else dragged[1],
        project_start=EPOCH + timedelta(minutes=network.project_start),
        project_finish=EPOCH + timedelta(minutes=passes.end),
        assumptions=(*network.assumptions, *before_start(network, rows.early_start)),
        timings=MappingProxyType(timings),
    )
