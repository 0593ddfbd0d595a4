"""The demonstration programme as a plan: approved, on its way, scheduled, with a few things wrong as in real life."""

from __future__ import annotations

from dataclasses import replace

from rechterhand.demo.effort import with_effort
from rechterhand.demo.history import known_days, with_progress
from rechterhand.demo.planted import as_of, history
from rechterhand.demo.programme import Programme, load
from rechterhand.demo.skeleton import skeleton
from rechterhand.engine.schedule.dated import dated
from rechterhand.engine.schedule.solve import schedule
from rechterhand.record.activity import Activity, Baseline
from rechterhand.record.plan import Dialect, Plan

LAST = history().last
"""The number of today's version; the first is 1, each a month after the one before."""


def demonstration(dialect: Dialect = Dialect.MICROSOFT, version: int = LAST) -> Plan:
    """The programme in the terms of a tool, the same at every call.

    Parameters
    ----------
    dialect
        Microsoft Project's terms or Primavera's: each has its own calendars, milestones and rules for dates.
    version
        As it was planned and reported at one of its status dates, 1 to ``LAST``; today's unless another is named.

    Raises
    ------
    ValueError
        There is no such version.
    """
    if not 1 <= version <= LAST:
        raise ValueError(f"the demonstration has versions 1 to {LAST}, not {version}")
    today = load()
    programme = as_of(today, version)
    plan = skeleton(programme, dialect, days=known_days(programme, dialect))
    plan = approved(with_progress(plan, programme), as_of(today, 0))
    plan = replace(plan, source=replace(plan.source, file=f"{file_stem(version)}{_SUFFIXES[dialect]}"))
    return dated(schedule(with_effort(plan)))


_SUFFIXES = {Dialect.MICROSOFT: ".xml", Dialect.PRIMAVERA: ".xer"}


def file_stem(version: int) -> str:
    """The name of a version's files, without suffix."""
    return f"nova-v{version}"


def approved(plan: Plan, programme: Programme) -> Plan:
    """A plan with the baseline: the schedule of the durations that were approved, without work that came later."""
    then = dated(schedule(skeleton(programme, plan.dialect, days=lambda task: task.days, new=False)))
    known = {one.id: one for one in then.activities}
    work = {one.activity_id: round(one.work_minutes) for one in then.assignments}
    return replace(plan, activities=tuple(_with_baseline(one, known.get(one.id), work) for one in plan.activities))


def _with_baseline(one: Activity, then: Activity | None, work: dict[int, int]) -> Activity:
    if then is None:
        return one
    return replace(one, baselines=(Baseline(0, then.start, then.finish, then.duration_minutes, work.get(one.id)),))
