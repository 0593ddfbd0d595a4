"""The demonstration programme as a plan: approved, on its way, scheduled, with a few things wrong as in real life."""

from __future__ import annotations

from dataclasses import replace

from rechterhand.demo.effort import with_effort
from rechterhand.demo.history import with_progress
from rechterhand.demo.programme import Programme, load
from rechterhand.demo.skeleton import skeleton
from rechterhand.engine.schedule.dated import dated
from rechterhand.engine.schedule.solve import schedule
from rechterhand.record.activity import Activity, Baseline
from rechterhand.record.plan import Dialect, Plan


def demonstration(dialect: Dialect = Dialect.MICROSOFT) -> Plan:
    """The programme in the terms of a tool, the same at every call.

    Parameters
    ----------
    dialect
        Microsoft Project's terms or Primavera's: each has its own calendars, milestones and rules for dates.
    """
    programme = load()
    plan = skeleton(programme, dialect, days=lambda task: task.real_days)
    plan = _approved(with_progress(plan, programme), programme)
    return dated(schedule(with_effort(plan)))


def _approved(plan: Plan, programme: Programme) -> Plan:
    """With the baseline: the schedule of the durations that were approved, without work that came later."""
    then = dated(schedule(skeleton(programme, plan.dialect, days=lambda task: task.days, new=False)))
    known = {one.id: one for one in then.activities}
    work = {one.activity_id: round(one.work_minutes) for one in then.assignments}
    return replace(plan, activities=tuple(_with_baseline(one, known.get(one.id), work) for one in plan.activities))


def _with_baseline(one: Activity, then: Activity | None, work: dict[int, int]) -> Activity:
    if then is None:
        return one
    return replace(one, baselines=(Baseline(0, then.start, then.finish, then.duration_minutes, work.get(one.id)),))
