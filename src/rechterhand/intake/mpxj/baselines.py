"""Baselines of tasks: number 0 is 'the' baseline, 1 to 10 Microsoft Project's further ones."""

from __future__ import annotations

from rechterhand.intake.mpxj.columns import Column, Columns
from rechterhand.intake.mpxj.efforts import PREFIXES
from rechterhand.intake.mpxj.values import minutes, number
from rechterhand.record.activity import Baseline

FIELDS = (
    "start",
    "finish",
    "duration",
    "work",
    "cost",
    "fixed_cost",
    "estimated_start",
    "estimated_finish",
    "estimated_duration",
    "budget_work",
    "budget_cost",
)
"""In the order of ``Baseline``."""


def baselines(tasks: Columns) -> Column:
    """Every baseline that each task carries, as a tuple."""
    columns = [_numbered(tasks, place, prefix) for place, prefix in enumerate(PREFIXES) if _has(tasks, prefix)]
    if not columns:
        return tasks.same(())
    return [tuple(one for one in row if one is not None) for row in zip(*columns, strict=True)]


def _has(tasks: Columns, prefix: str) -> bool:
    return tasks.has(*(prefix + part for part in FIELDS))


def _numbered(tasks: Columns, place: int, prefix: str) -> list[Baseline | None]:
    """A row without dates, duration and work has a baseline only when it has money or an estimate."""
    columns = [_column(tasks, prefix + part, part) for part in FIELDS]
    return [Baseline(place, *row) if any(row) else None for row in zip(*columns, strict=True)]


def _column(tasks: Columns, name: str, part: str) -> Column:
    if part.endswith(("start", "finish")):
        return tasks.moments(name)
    return tasks.of(name, number if part.endswith("cost") else minutes)
