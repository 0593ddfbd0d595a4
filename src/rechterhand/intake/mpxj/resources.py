"""Resources and assignments of MPXJ's JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rechterhand.intake.mpxj.values import Row, exact_minutes, minutes, moment, number, share
from rechterhand.record.resource import Assignment, Availability, Rate, Resource, ResourceKind, WorkPart

_KINDS = {
    "WORK": ResourceKind.WORK,
    "NON_LABOR": ResourceKind.EQUIPMENT,
    "MATERIAL": ResourceKind.MATERIAL,
    "COST": ResourceKind.COST,
}
_HOURS = {"h": 1.0, "m": 1 / 60, "d": 8.0, "w": 40.0, "mo": 160.0, "y": 1920.0}


def resource(row: Row, codes: Mapping[str, str], fields: Mapping[str, object], roles: Mapping[int, str]) -> Resource:
    """One resource; people's addresses aren't kept. ``roles``: names by id, since in P6 a role is a row of its own."""
    return Resource(
        id=int(row.get("unique_id", 0)),
        name=str(row.get("name") or ""),
        code=row.get("resource_id") or row.get("code") or row.get("initials"),
        kind=_KINDS.get(str(row.get("type")), ResourceKind.WORK),
        generic=bool(row.get("generic") or row.get("role")),
        active=bool(row.get("active")),
        role=row.get("job_title") or roles.get(row.get("primary_role_unique_id", -1)),
        group=row.get("group"),
        parent_id=row.get("parent_id"),
        calendar_id=row.get("calendar_unique_id"),
        max_units=share(row.get("max_units")),
        availability=tuple(
            Availability(moment(one.get("start")), moment(one.get("end")), one.get("units", 0) / 100)
            for one in row.get("availability_table", ())
        ),
        rates=tuple(_rate(one) for one in row.get("cost_rate_tables", {}).get("0", ())),
        overtime_rate=_per_hour(row.get("overtime_rate")),
        cost_per_use=number(row.get("cost_per_use")),
        codes=codes,
        fields=fields,
    )


def _rate(row: Row) -> Rate:
    return Rate(moment(row.get("start_date")), _per_hour(row.get("rates", {}).get("0")) or 0.0)


def _per_hour(text: Any) -> float | None:
    """'10.0/h' in money per hour."""
    if not isinstance(text, str):
        return None
    amount, _, unit = text.partition("/")
    return float(amount) / _HOURS.get(unit, 1.0)


def assignment(row: Row, fields: Mapping[str, object], roles: Mapping[int, str]) -> Assignment | None:
    """One assignment; None for the empty ones that belong to no task."""
    if "task_unique_id" not in row and "resource_unique_id" not in row:
        return None
    return Assignment(
        id=int(row.get("unique_id") or 0),
        activity_id=int(row.get("task_unique_id", 0)),
        resource_id=row.get("resource_unique_id"),
        role=roles.get(row.get("role_unique_id", -1)),
        units=share(row.get("assignment_units"), 0.0) or 0.0,
        remaining_units=share(row.get("remaining_assignment_units")),
        work_minutes=exact_minutes(row.get("work")),
        actual_work_minutes=exact_minutes(row.get("actual_work")),
        remaining_work_minutes=exact_minutes(row.get("remaining_work")),
        planned_work_minutes=exact_minutes(row.get("planned_work")) if "planned_work" in row else None,
        start=moment(row.get("start")),
        finish=moment(row.get("finish")),
        actual_start=moment(row.get("actual_start")),
        actual_finish=moment(row.get("actual_finish")),
        stop=moment(row.get("stop")),
        resume=moment(row.get("resume")),
        delay_minutes=minutes(row.get("delay")) or 0,
        levelling_delay_minutes=minutes(row.get("leveling_delay")) or 0,
        contour=row.get("work_contour"),
        cost=number(row.get("cost")),
        actual_cost=number(row.get("actual_cost")),
        remaining_cost=number(row.get("remaining_cost")),
        actual_parts=_parts(row.get("raw_timephased_actual_regular_work")),
        remaining_parts=_parts(row.get("raw_timephased_remaining_regular_work")),
        fields=fields,
    )


def _parts(told: Any) -> tuple[WorkPart, ...]:
    return tuple(
        WorkPart(start, finish, exact_minutes(one.get("total_amount")))
        for one in told or ()
        if (start := moment(one.get("start"))) and (finish := moment(one.get("finish")))
    )
