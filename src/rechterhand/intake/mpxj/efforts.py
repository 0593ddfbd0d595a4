"""Overtime, budgets and baselines of resources and assignments: work and money, in time where the file has that."""

from __future__ import annotations

from typing import Any

from rechterhand.intake.mpxj.columns import Columns
from rechterhand.intake.mpxj.values import exact_minutes, moment, number
from rechterhand.record.resource import BaselineEffort, CostPart, Effort, WorkPart

PREFIXES = ("baseline_", *(f"baseline{number}_" for number in range(1, 11)))
_RAW = "raw_timephased_"
_NOTHING = Effort()


def effort(rows: Columns, prefix: str) -> list[Effort]:
    """Work and cost under one prefix: 'overtime_', 'baseline3_budget_'."""
    names = (f"{prefix}work", f"{prefix}cost", f"{_RAW}{prefix}work", f"{_RAW}{prefix}cost")
    if not rows.has(*names):
        return rows.same(_NOTHING)
    work = rows.of(names[0], lambda told: None if told is None else exact_minutes(told))
    parts = ([work_parts(told) for told in rows.of(names[2])], [_cost_parts(told) for told in rows.of(names[3])])
    return [
        Effort(*row) if row[0] is not None or row[1] is not None or row[2] or row[3] else _NOTHING
        for row in zip(work, rows.of(names[1], number), *parts, strict=True)
    ]


def baselines(rows: Columns) -> list[tuple[BaselineEffort, ...]]:
    """Every baseline that each row carries."""
    columns = []
    for place, prefix in enumerate(PREFIXES):
        if not any(name.removeprefix(_RAW).startswith(prefix) for name in rows.present):
            continue
        dates = (rows.moments(prefix + "start"), rows.moments(prefix + "finish"))
        columns.append(
            [
                BaselineEffort(place, *row) if any(one is not None and one != _NOTHING for one in row) else None
                for row in zip(*dates, effort(rows, prefix), effort(rows, prefix + "budget_"), strict=True)
            ]
        )
    if not columns:
        return rows.same(())
    return [tuple(one for one in row if one is not None) for row in zip(*columns, strict=True)]


def work_parts(told: Any) -> tuple[WorkPart, ...]:
    """Work between moments."""
    return tuple(
        WorkPart(start, finish, exact_minutes(one.get("total_amount")))
        for one in told or ()
        if (start := moment(one.get("start"))) and (finish := moment(one.get("finish")))
    )


def _cost_parts(told: Any) -> tuple[CostPart, ...]:
    return tuple(
        CostPart(start, finish, number(one.get("total_amount")) or 0.0)
        for one in told or ()
        if (start := moment(one.get("start"))) and (finish := moment(one.get("finish")))
    )
