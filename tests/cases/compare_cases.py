"""Cases of two versions with planted changes, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.cases.plans import build
from tests.cases.schedules import CALENDARS, START

from rechterhand.record.activity import Cost
from rechterhand.record.calendar import CalendarException
from rechterhand.record.plan import Dialect, LagCalendar, Plan
from rechterhand.record.resource import Assignment, Resource

FILE = Path(__file__).parent / "compare" / "planted.toml"
CASES: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]


def versions_of(case: Mapping[str, Any]) -> tuple[Plan, Plan]:
    """The old and the new version of a case."""
    gone = case.get("gone", [])
    rows = {one["id"]: one for one in case["tasks"] if one["id"] not in gone}
    rows |= {one["id"]: one for one in case.get("rows", [])}
    links = [
        one for one in case["links"] if one not in gone and not {int(one.split()[0]), int(one.split()[-1])} & set(gone)
    ]
    old = _plan(case, case["tasks"], case["links"], case.get("status_date"), case.get("staff", []))
    new = _plan(
        case,
        list(rows.values()),
        [*links, *case.get("new_links", [])],
        case.get("new_status_date", case.get("status_date")),
        case.get("new_staff", case.get("staff", [])),
    )
    new = replace(new, start=case.get("new_start", START))
    off = case.get("off")
    if off is not None:
        days = tuple(CalendarException(one, one) for one in off["days"])
        new = replace(
            new,
            calendars=tuple(
                replace(one, exceptions=(*one.exceptions, *days)) if one.id == off["calendar"] else one
                for one in new.calendars
            ),
        )
    return old, new


def _plan(
    case: Mapping[str, Any], tasks: list[Any], links: list[str], status: datetime | None, staff: list[list[int]]
) -> Plan:
    costs = {one["id"]: one["costs"] for one in tasks if "costs" in one}
    form = {
        "tasks": [{key: value for key, value in one.items() if key != "costs"} for one in tasks],
        "links": links,
        "dialect": case.get("dialect", "microsoft"),
        "status_date": status,
    }
    plan = build(form)
    if plan.dialect is Dialect.PRIMAVERA:
        plan = replace(plan, options=replace(plan.options, lag_calendar=LagCalendar.PREDECESSOR))
    return replace(
        plan,
        start=START,
        calendars=CALENDARS,
        default_calendar_id=1,
        activities=tuple(replace(one, cost=Cost(total=costs.get(one.id))) for one in plan.activities),
        resources=tuple(Resource(key, f"Rol {key}", generic=True, calendar_id=calendar) for key, calendar in staff),
        assignments=tuple(Assignment(key, key, key, work_minutes=480) for key, _ in staff),
    )
