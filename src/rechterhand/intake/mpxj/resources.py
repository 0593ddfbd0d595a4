"""Resources and assignments of MPXJ's JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rechterhand.intake.mpxj.columns import Column, Columns, assembled
from rechterhand.intake.mpxj.custom import Names
from rechterhand.intake.mpxj.efforts import baselines, effort, work_parts
from rechterhand.intake.mpxj.values import Row, exact_minutes, minutes, moment, number, share
from rechterhand.record.resource import Assignment, Availability, Rate, Resource, ResourceKind

_KINDS = {
    "WORK": ResourceKind.WORK,
    "NON_LABOR": ResourceKind.EQUIPMENT,
    "MATERIAL": ResourceKind.MATERIAL,
    "COST": ResourceKind.COST,
}
_HOURS = {"h": 1.0, "m": 1 / 60, "d": 8.0, "w": 40.0, "mo": 160.0, "y": 1920.0}


def resources(rows: Columns, names: Names) -> list[Resource]:
    """All resources; people's addresses aren't kept. A role of P6 is a row of its own, to which others refer."""
    roles = {row.get("unique_id", 0): str(row.get("name") or "") for row in rows.rows}
    codes, fields = names.codes_of(rows, "resource_code_values"), names.fields_of(rows, "resource")
    beside = _beside(rows)
    return [
        _resource(row, one, other, roles, dict(zip(beside, more, strict=True)))
        for row, one, other, *more in zip(rows.rows, codes, fields, *beside.values(), strict=True)
    ]


def _resource(
    row: Row, codes: Mapping[str, str], fields: Mapping[str, object], roles: Mapping[int, str], beside: dict[str, Any]
) -> Resource:
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
        is_budget=bool(row.get("budget")),
        notes=row.get("notes"),
        **beside,
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


def assignments(rows: Columns, names: Names, roles: Mapping[int, str]) -> list[Assignment]:
    """All assignments that belong to anything; ``roles``: names of resources by their id."""
    return assembled(
        Assignment,
        len(rows),
        {
            "id": rows.of("unique_id", lambda told: int(told or 0)),
            "activity_id": rows.of("task_unique_id", int, otherwise=0),
            "resource_id": rows.of("resource_unique_id"),
            "role": rows.of("role_unique_id", roles.get, otherwise=-1),
            **_effort(rows),
            **{name: rows.moments(name) for name in _DATES},
            "delay_minutes": rows.of("delay", lambda told: minutes(told) or 0),
            "levelling_delay_minutes": rows.of("leveling_delay", lambda told: minutes(told) or 0),
            "contour": rows.of("work_contour"),
            **{name: rows.of(name, number) for name in ("cost", "actual_cost", "remaining_cost")},
            "actual_parts": [work_parts(told) for told in rows.of("raw_timephased_actual_regular_work")],
            "remaining_parts": [work_parts(told) for told in rows.of("raw_timephased_remaining_regular_work")],
            **_beside(rows),
            "fields": names.fields_of(rows, "assignment"),
        },
    )


def _beside(rows: Columns) -> dict[str, Column]:
    """What stands beside the work and its cost."""
    efforts = {
        name: effort(rows, f"{name}_") for name in ("overtime", "actual_overtime", "remaining_overtime", "budget")
    }
    return {**efforts, "baselines": baselines(rows)}


_DATES = ("start", "finish", "actual_start", "actual_finish", "stop", "resume")


def _effort(rows: Columns) -> dict[str, Column]:
    return {
        "units": rows.of("assignment_units", lambda told: share(told, 0.0) or 0.0),
        "remaining_units": rows.of("remaining_assignment_units", share),
        "work_minutes": rows.of("work", exact_minutes),
        "actual_work_minutes": rows.of("actual_work", exact_minutes),
        "remaining_work_minutes": rows.of("remaining_work", exact_minutes),
        "planned_work_minutes": rows.of("planned_work", lambda told: None if told is None else exact_minutes(told)),
    }


def is_filled(row: Row) -> bool:
    """Whether an assignment belongs to anything; Microsoft Project's files hold empty ones."""
    return "task_unique_id" in row or "resource_unique_id" in row
