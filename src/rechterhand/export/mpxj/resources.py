"""Resources and assignments as the worker takes them."""

from __future__ import annotations

from typing import Any

from rechterhand.export.mpxj.values import effort, length, text, told
from rechterhand.record.resource import Assignment, Resource, ResourceKind

_KINDS = {
    ResourceKind.WORK: "WORK",
    ResourceKind.EQUIPMENT: "NON_LABOR",
    ResourceKind.MATERIAL: "MATERIAL",
    ResourceKind.COST: "COST",
}


def resource(one: Resource, row: int, *, primavera: bool, role: int | None = None) -> dict[str, Any]:
    """One resource; ``role`` is the id of its role's own row (Primavera)."""
    availability = [(text(each.start), text(each.finish), each.units * 100) for each in one.availability]
    if not availability and one.max_units is not None:
        availability = [(None, None, one.max_units * 100)]
    overtime = one.overtime_rate or 0.0
    fields = {
        "UNIQUE_ID": one.id,
        "ID": row,
        "NAME": one.name,
        "TYPE": _KINDS[one.kind],
        "GENERIC": one.generic,
        "ACTIVE": one.active,
        "GROUP": one.group if primavera else one.group or one.role,
        "CALENDAR_UNIQUE_ID": one.calendar_id,
        "PRIMARY_ROLE_UNIQUE_ID": role,
        "RESOURCE_ID" if primavera else "INITIALS": one.code,
    }
    return {
        "id": one.id,
        "fields": told(fields),
        "rates": [(text(each.start), each.per_hour, overtime) for each in one.rates],
        "cost_per_use": one.cost_per_use or 0.0,
        "availability": availability,
    }


def role(key: int, name: str, row: int) -> dict[str, Any]:
    """The row of a role, which Primavera keeps beside its resources."""
    fields = {"UNIQUE_ID": key, "ID": row, "NAME": name, "RESOURCE_ID": name[:20], "ROLE": True, "TYPE": "WORK"}
    return {"id": key, "fields": fields, "rates": [], "cost_per_use": 0.0, "availability": []}


def assignment(one: Assignment, minutes_per_day: int) -> dict[str, Any]:
    """One assignment of a resource to a task."""
    remaining = one.units if one.remaining_units is None else one.remaining_units
    fields = {
        "UNIQUE_ID": one.id,
        "ASSIGNMENT_UNITS": one.units * 100,
        "REMAINING_ASSIGNMENT_UNITS": remaining * 100,
        "WORK": effort(one.work_minutes),
        "ACTUAL_WORK": effort(one.actual_work_minutes),
        "REMAINING_WORK": effort(one.remaining_work_minutes),
        "PLANNED_WORK": effort(one.planned_work_minutes),
        "START": text(one.start),
        "FINISH": text(one.finish),
        "PLANNED_START": text(one.start),
        "PLANNED_FINISH": text(one.finish),
        "ACTUAL_START": text(one.actual_start),
        "ACTUAL_FINISH": text(one.actual_finish),
        "STOP": text(one.stop),
        "RESUME": text(one.resume),
        "ASSIGNMENT_DELAY": length(one.delay_minutes, minutes_per_day) if one.delay_minutes else None,
        "COST": one.cost,
        "ACTUAL_COST": one.actual_cost,
        "REMAINING_COST": one.remaining_cost,
    }
    return {"task": one.activity_id, "resource": one.resource_id, "fields": told(fields)}
