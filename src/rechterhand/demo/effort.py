"""Work and money: what each role still has to do and has done, in proportion to time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rechterhand.record.activity import Activity, Cost
from rechterhand.record.plan import Plan
from rechterhand.record.resource import Assignment


def with_effort(plan: Plan) -> Plan:
    """The plan with work on tasks and roles, and what that costs; summaries' percentages from what lies below."""
    rows = {one.id: one for one in plan.activities}
    rates = {one.id: one.rates[0].per_hour if one.rates else 0.0 for one in plan.resources}
    assignments = tuple(_spent(one, rows[one.activity_id], rates) for one in plan.assignments)
    by_task = {one.activity_id: one for one in assignments}
    activities = tuple(_worked(one, by_task.get(one.id)) for one in plan.activities)
    return replace(plan, activities=_summed(activities), assignments=assignments)


def _spent(one: Assignment, task: Activity, rates: Mapping[int, float]) -> Assignment:
    done, left = (
        (minutes or 0) * one.units for minutes in (task.actual_duration_minutes, task.remaining_duration_minutes)
    )
    rate = rates[one.resource_id or 0] / 60
    return replace(
        one,
        work_minutes=done + left,
        actual_work_minutes=done,
        remaining_work_minutes=left,
        remaining_units=one.units,
        actual_start=task.actual_start,
        actual_finish=task.actual_finish,
        cost=round((done + left) * rate, 2),
        actual_cost=round(done * rate, 2),
        remaining_cost=round(left * rate, 2),
    )


def _worked(task: Activity, one: Assignment | None) -> Activity:
    if one is None:
        return task
    return replace(
        task,
        work_minutes=round(one.work_minutes),
        actual_work_minutes=round(one.actual_work_minutes),
        remaining_work_minutes=round(one.remaining_work_minutes),
        percent_work_complete=task.percent_complete,
        cost=Cost(total=one.cost, actual=one.actual_cost, remaining=one.remaining_cost),
    )


def _summed(rows: tuple[Activity, ...]) -> tuple[Activity, ...]:
    """Summaries with work, money and percentage of all that lies below them."""
    parent = {one.id: one.parent_id for one in rows}
    below: dict[int, list[Activity]] = {}
    for one in rows:
        above = None if one.type.is_summary else one.parent_id
        while above is not None:
            below.setdefault(above, []).append(one)
            above = parent[above]
    return tuple(_sum(one, below.get(one.id, [])) if one.type.is_summary else one for one in rows)


def _sum(one: Activity, tasks: list[Activity]) -> Activity:
    whole = sum(each.duration_minutes or 0 for each in tasks)
    done = sum(each.actual_duration_minutes or 0 for each in tasks)
    started = [each.actual_start for each in tasks if each.actual_start is not None]
    finished = [each.actual_finish for each in tasks if each.actual_finish is not None]
    percent = float(round(100 * done / whole)) if whole else 0.0
    return replace(
        one,
        actual_start=min(started, default=None),
        actual_finish=max(finished) if len(finished) == len(tasks) else None,
        work_minutes=sum(each.work_minutes or 0 for each in tasks),
        actual_work_minutes=sum(each.actual_work_minutes or 0 for each in tasks),
        remaining_work_minutes=sum(each.remaining_work_minutes or 0 for each in tasks),
        percent_complete=percent,
        percent_work_complete=percent,
        cost=Cost(
            total=round(sum(each.cost.total or 0 for each in tasks), 2),
            actual=round(sum(each.cost.actual or 0 for each in tasks), 2),
            remaining=round(sum(each.cost.remaining or 0 for each in tasks), 2),
        ),
    )
