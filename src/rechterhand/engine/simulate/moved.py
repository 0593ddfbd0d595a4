"""What futures do otherwise than the plan's own tool: overdue work from the status date on, manual tasks by links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.network.honest import moves
from rechterhand.engine.network.kernel import works_before
from rechterhand.engine.schedule.result import EPOCH, NO_DATE, ScheduleResult, to_minute
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.promises import nailed
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan
from rechterhand.text import Message
from rechterhand.text.ending import ending_day

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Moved:
    """An unfinished activity that the plan's tool puts elsewhere: its dates there, and from the status date on.

    ``reason`` is 'status_date' for work that lay before it, 'manual' for a task that the tool doesn't move.
    """

    activity_id: int
    reason: str
    planned_start: datetime
    planned_finish: datetime
    start: datetime
    finish: datetime


@dataclass(frozen=True, slots=True)
class Movement:
    """Every activity that moved, how many manual tasks follow their links, and the finish by the tool's rules; ``ends``
    has the activities that end the plan as it is shown, also those that only a date of their own puts earlier.
    """

    moved: tuple[Moved, ...]
    manual: int
    planned_finish: datetime
    finish: datetime
    ends: frozenset[int] = frozenset()


def movement(network: Network, scheduled: ScheduleResult | None = None) -> Movement:
    """Hold the dates that futures rest on against those of the plan's tool.

    Parameters
    ----------
    network
        The plan, compiled with remaining work from the status date on.
    scheduled
        Its dates by the tool's rules, when these are known.
    """
    plan = network.plan
    honest = schedule(plan, network=network)
    manual = np.array([moves(one) for one in plan.activities], dtype=np.bool_) & (network.node >= 0)
    if plan.status_date is None and not manual.any():
        return Movement((), 0, honest.project_finish, honest.project_finish, ends_of(honest, network))
    if scheduled is None or plan.options.from_status_date:
        scheduled = schedule(plan, network=compile_plan(plan, honest=False))
    late = _overdue(network, scheduled)
    rows = np.flatnonzero(late | manual & _differ(scheduled, honest)).tolist()
    moved = tuple(_moved(plan, row, scheduled, honest, late) for row in rows)
    shown = honest if plan.options.from_status_date else scheduled
    return Movement(moved, int(manual.sum()), scheduled.project_finish, honest.project_finish, ends_of(shown, network))


def ends_of(shown: ScheduleResult, network: Network) -> frozenset[int]:
    """The activities that end the plan, and what would without a date of its own that it can't keep."""
    ends = _last(shown)
    free, held = nailed(network)
    if not len(held):
        return ends
    unheld = schedule(network.plan, network=replace(network, arrays=free))
    own = {network.plan.activities[int(network.row[node])].id for node in held.tolist()}
    return ends | (own & _last(unheld))


def _last(shown: ScheduleResult) -> frozenset[int]:
    rows = np.flatnonzero(shown.early_finish == to_minute(shown.project_finish)).tolist()
    return frozenset(shown.plan.activities[row].id for row in rows)


def _overdue(network: Network, scheduled: ScheduleResult) -> Flags:
    """Rows whose remaining work the tool lets begin before the status date."""
    plan = network.plan
    rows = np.flatnonzero(network.node >= 0)
    out = np.zeros(len(network.node), dtype=np.bool_)
    if plan.status_date is None or not len(rows):
        return out
    nodes = network.node[rows]
    net = network.arrays
    calendar = net.calendar[nodes]
    ends = works_before(net.clock, calendar, scheduled.early_finish[rows])
    status = works_before(net.clock, calendar, np.full(len(rows), to_minute(plan.status_date)))
    external = np.array([plan.activities[row].external for row in rows.tolist()], dtype=np.bool_)
    out[rows] = ~network.finished[nodes] & ~external & (ends - net.duration[nodes] < status)
    return out


def _differ(scheduled: ScheduleResult, honest: ScheduleResult) -> Flags:
    known = (scheduled.early_start != NO_DATE) & (honest.early_start != NO_DATE)
    other = (scheduled.early_start != honest.early_start) | (scheduled.early_finish != honest.early_finish)
    found: Flags = known & other
    return found


def _moved(plan: Plan, row: int, scheduled: ScheduleResult, honest: ScheduleResult, late: Flags) -> Moved:
    def at(minutes: npt.NDArray[np.int64]) -> datetime:
        return EPOCH + timedelta(minutes=int(minutes[row]))

    return Moved(
        activity_id=plan.activities[row].id,
        reason="status_date" if late[row] else "manual",
        planned_start=at(scheduled.early_start),
        planned_finish=at(scheduled.early_finish),
        start=at(honest.early_start),
        finish=at(honest.early_finish),
    )


def telling_moves(result: ScheduleResult, network: Network | None = None) -> ScheduleResult:
    """The same dates, with an assumption that says so where unfinished work was put behind the status date.

    Only plans whose rules let work begin there are moved so, as those of tables do.
    """
    plan = result.plan
    if plan.status_date is None or not plan.options.from_status_date:
        return result
    found = movement(compile_plan(plan) if network is None else network)
    overdue = sum(one.reason == "status_date" for one in found.moved)
    if not overdue:
        return result
    dates = {"plan": ending_day(found.planned_finish), "honest": ending_day(found.finish)}
    key = "schedule.overdue" if dates["plan"] != dates["honest"] else "schedule.overdue_same_finish"
    text = Message.of(key, count=overdue, status=plan.status_date.date(), **dates)
    return replace(result, assumptions=(*result.assumptions, Assumption("overdue_work", text, loud=True)))


def assumptions_of(network: Network, found: Movement) -> Iterator[Assumption]:
    """What was done otherwise than in the plan, with the count."""
    plan = network.plan
    dates = {"plan": ending_day(found.planned_finish), "honest": ending_day(found.finish)}
    overdue = sum(one.reason == "status_date" for one in found.moved)
    if overdue and plan.status_date is not None:
        key = "simulate.overdue" if dates["plan"] != dates["honest"] else "simulate.overdue_same_finish"
        text = Message.of(key, count=overdue, status=plan.status_date.date(), **dates)
        yield Assumption("overdue_work", text, loud=True)
    if found.manual:
        yield Assumption("manual_tasks", Message.of("simulate.manual", count=found.manual), loud=True)
    if network.expected:
        yield Assumption("expected_finishes", Message.of("simulate.expected", count=network.expected), loud=True)
