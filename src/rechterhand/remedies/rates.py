"""What people and machines cost an hour, as far as the plan says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from rechterhand.record.resource import Assignment, Resource, ResourceKind

_HOURLY = frozenset({ResourceKind.WORK, ResourceKind.EQUIPMENT})
OVERTIME = 1.5
"""Of the usual rate, where the plan gives no rate for overtime."""


def hourly(one: Resource, at: datetime) -> float | None:
    """Money per hour at a moment; None where no rate is known."""
    if one.kind not in _HOURLY or one.stands_for_money:
        return None
    known = [rate for rate in one.rates if rate.start is None or rate.start <= at] or list(one.rates[:1])
    found = known[-1].per_hour if known else 0.0
    return found or None


def premium(one: Resource, at: datetime) -> float | None:
    """What an hour of overtime costs above a usual one."""
    usual = hourly(one, at)
    if usual is None:
        return None
    return max(0.0, (one.overtime_rate or usual * OVERTIME) - usual)


def cost_of(staff: Iterable[tuple[Assignment, Resource]], at: datetime) -> float | None:
    """What the remaining work of assignments costs; None where a rate of somebody who works isn't known."""
    total, asked = 0.0, False
    for work, one in staff:
        minutes = work.remaining_work_minutes or work.work_minutes
        if one.kind not in _HOURLY or minutes <= 0:
            continue
        rate = hourly(one, at)
        if rate is None:
            return None
        total, asked = total + minutes / 60 * rate, True
    return total if asked else None
