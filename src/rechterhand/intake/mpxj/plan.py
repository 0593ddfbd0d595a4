"""A whole project file through MPXJ: the confined worker reads it, the modules beside this one make the plan."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from rechterhand.intake.mpxj.activities import Found, activity
from rechterhand.intake.mpxj.calendars import calendar
from rechterhand.intake.mpxj.custom import Names
from rechterhand.intake.mpxj.date_only import is_date_only, with_times
from rechterhand.intake.mpxj.estimates import Estimates
from rechterhand.intake.mpxj.left_over import left_over, left_tables
from rechterhand.intake.mpxj.links import links, outside_links
from rechterhand.intake.mpxj.options import dialect, options
from rechterhand.intake.mpxj.resources import assignment, resource
from rechterhand.intake.mpxj.values import moment
from rechterhand.intake.reader import Opened, Reading
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Dialect, Plan, Source
from rechterhand.text import Message


def read_project(opened: Opened) -> Reading:
    """Read any file that MPXJ knows. Raises the errors of ``rechterhand.errors`` with what to do."""
    answer = opened.worker.call("read_project", path=str(opened.path), password=opened.password, project=opened.project)
    started = time.perf_counter()
    document = msgspec.json.decode(answer["json"])
    if is_date_only(document["property_values"]):
        document = with_times(document)
    names = Names.of(document)
    properties = document["property_values"]
    estimates = Estimates.among(
        names.aliases.get("task", {}), names.types.get("task", {}), int(properties.get("minutes_per_day", 480))
    )
    plan = _plan(document, opened, names, estimates, answer)
    left = (*left_over(document, names, answer["ignored"]), *left_tables(answer["tables"], len(plan.links)))
    timings = {"mpxj": answer["seconds"], "map": time.perf_counter() - started}
    return Reading(plan, left, _assumptions(plan, answer["others"], estimates), MappingProxyType(timings))


def _assumptions(plan: Plan, others: list[str], estimates: Estimates) -> tuple[Assumption, ...]:
    found = []
    if others:
        told = ", ".join(others)
        found.append(Assumption("first_project", Message.of("intake.first_project", others=told, count=len(others))))
    count = sum(1 for one in plan.activities if one.three_point is not None)
    if count:
        told = ", ".join(estimates.names)
        found.append(Assumption("three_point_fields", Message.of("intake.three_point", names=told, count=count)))
    return tuple(found)


def _plan(
    document: Mapping[str, Any], opened: Opened, names: Names, estimates: Estimates, answer: Mapping[str, Any]
) -> Plan:
    properties = document["property_values"]
    primavera = dialect(properties) is Dialect.PRIMAVERA
    rows = [row for row in document.get("tasks", ()) if not row.get("null")]
    kept = {row.get("unique_id", 0) for row in rows}
    stem = Path(opened.name).stem
    parents = frozenset(row["parent_task_unique_id"] for row in rows if row.get("parent_task_unique_id"))
    found = Found(primavera, frozenset(answer["elapsed"]), parents, properties.get("default_task_type"), estimates)
    roles = {row.get("unique_id", 0): str(row.get("name") or "") for row in document["resources"]}
    made = (assignment(row, names.fields(row, "assignment"), roles) for row in document.get("assignments", ()))
    return Plan(
        name=str(properties.get("project_title") or properties.get("name") or stem),
        key=str(properties.get("project_id") or stem),
        source=Source(
            file=opened.name,
            format=str(properties.get("file_type") or opened.suffix[1:].upper()),
            sha256=opened.sha256,
            date_only=is_date_only(properties),
            application=properties.get("full_application_name") or properties.get("file_application"),
        ),
        activities=tuple(
            activity(
                row,
                found,
                codes=names.of_codes(row.get("activity_code_values")),
                fields=names.fields(row, "task"),
            )
            for row in rows
        ),
        links=tuple(one for one in links(rows) if one.predecessor_id in kept and one.successor_id in kept),
        outside_links=tuple(outside_links(answer["crossing"], kept)),
        calendars=tuple(
            calendar(row, answer["expanded"], filled=properties.get("mpp_file_type") == 8)
            for row in document.get("calendars", ())
        ),
        default_calendar_id=properties.get("default_calendar_unique_id"),
        resources=tuple(
            resource(row, names.of_codes(row.get("resource_code_values")), names.fields(row, "resource"), roles)
            for row in document.get("resources", ())
        ),
        assignments=tuple(one for one in made if one is not None and one.activity_id in kept),
        dialect=Dialect.PRIMAVERA if primavera else Dialect.MICROSOFT,
        options=options(properties),
        start=moment(properties.get("planned_start" if primavera else "start_date"))
        or moment(properties.get("start_date")),
        finish=moment(properties.get("finish_date")),
        status_date=moment(properties.get("status_date")),
        currency=properties.get("currency_code") or properties.get("currency_symbol"),
        properties=MappingProxyType({name: value for name, value in properties.items() if name != "current_date"}),
    )
