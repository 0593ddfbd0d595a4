"""Worked cases of scheduling as data: builds the plan of a case, with the calendars that the cases share."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tests.cases.plans import build

from rechterhand.record.activity import TaskType
from rechterhand.record.calendar import STANDARD_DAY, STANDARD_WEEK, Calendar, CalendarException
from rechterhand.record.plan import Dialect, FloatType, LagCalendar, Plan, ProgressMode
from rechterhand.record.resource import Assignment, Resource

FOLDER = Path(__file__).parent / "schedule"
START = datetime(2026, 1, 5, 8)
_NIGHT = ((0, 180), (240, 480), (1380, 1440))
CALENDARS = (
    Calendar(1, "five days", minutes_per_day=480),
    Calendar(2, "six days", (STANDARD_DAY,) * 6 + ((),), minutes_per_day=480),
    Calendar(3, "round the clock", (((0, 1440),),) * 7, minutes_per_day=1440),
    Calendar(4, "night shift", (((1380, 1440),), *(_NIGHT,) * 4, ((0, 180), (240, 480)), ())),
    Calendar(5, "Easter", exceptions=tuple(CalendarException(date(2026, 4, d), date(2026, 4, d)) for d in (3, 6))),
    Calendar(6, "Easter Monday", exceptions=(CalendarException(date(2026, 4, 6), date(2026, 4, 6)),)),
    Calendar(7, "a day off", (None,) * 7, (CalendarException(date(2026, 1, 8), date(2026, 1, 8)),), parent_id=1),
    Calendar(8, "ten hours", (((420, 720), (780, 1080)),) * 5 + ((), ()), minutes_per_day=600),
)
assert CALENDARS[0].week == STANDARD_WEEK


def cases() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """All cases with their names."""
    for path in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield f"{path.stem} {case['id']}", {"dialect": path.stem, **case}


def plan_of(case: Mapping[str, Any]) -> Plan:
    """The plan that a case describes."""
    kept = [{key: value for key, value in task.items() if key != "task_type"} for task in case["tasks"]]
    plan = build({**case, "tasks": kept})
    types = {task["id"]: TaskType(task["task_type"]) for task in case["tasks"] if "task_type" in task}
    options = replace(plan.options, **_options(case))
    plan = replace(
        plan,
        start=case.get("start", START),
        finish=case.get("finish"),
        calendars=CALENDARS,
        default_calendar_id=1,
        options=options,
        activities=tuple(replace(one, task_type=types.get(one.id)) for one in plan.activities),
    )
    for number, work in enumerate(case.get("work", ()), 1):
        plan = _staffed(plan, number, work)
    return plan


def _options(case: Mapping[str, Any]) -> dict[str, Any]:
    told = dict(case.get("options", {}))
    if case["dialect"] == Dialect.PRIMAVERA:
        told = {"lag_calendar": "predecessor", "float_type": "finish", **told}
    enums = {"lag_calendar": LagCalendar, "float_type": FloatType, "progress": ProgressMode}
    return {key: enums[key](value) if key in enums else value for key, value in told.items()}


def _staffed(plan: Plan, number: int, work: Mapping[str, Any]) -> Plan:
    resource = Resource(number, f"Role {number}", generic=True, calendar_id=work["calendar"])
    minutes = work["hours"] * 60
    one = Assignment(number, work["task"], number, work["units"], work_minutes=minutes, remaining_work_minutes=minutes)
    return replace(plan, resources=(*plan.resources, resource), assignments=(*plan.assignments, one))
