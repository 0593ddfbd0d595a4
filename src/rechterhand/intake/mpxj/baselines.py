"""Baselines of tasks: number 0 is 'the' baseline, 1 to 10 Microsoft Project's further ones."""

from __future__ import annotations

from rechterhand.intake.mpxj.columns import Column, Columns
from rechterhand.intake.mpxj.values import minutes, number
from rechterhand.record.activity import Baseline

_PREFIXES = ("baseline_", *(f"baseline{number}_" for number in range(1, 11)))


def baselines(tasks: Columns) -> Column:
    """Every baseline that each task carries, as a tuple."""
    columns = [_numbered(tasks, place, prefix) for place, prefix in enumerate(_PREFIXES) if _has(tasks, prefix)]
    if not columns:
        return tasks.same(())
    return [tuple(one for one in row if one is not None) for row in zip(*columns, strict=True)]


def _has(tasks: Columns, prefix: str) -> bool:
    return tasks.has(*(prefix + part for part in ("start", "finish", "duration", "work")))


def _numbered(tasks: Columns, place: int, prefix: str) -> list[Baseline | None]:
    columns = (
        tasks.moments(prefix + "start"),
        tasks.moments(prefix + "finish"),
        tasks.of(prefix + "duration", minutes),
        tasks.of(prefix + "work", minutes),
        tasks.of(prefix + "cost", number),
    )
    return [Baseline(place, *row) if any(row[:4]) else None for row in zip(*columns, strict=True)]
