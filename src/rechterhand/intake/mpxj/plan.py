"""A whole project file through MPXJ: the confined worker reads it, the modules beside this one make the plan."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from rechterhand.intake.mpxj.activities import Found, activities
from rechterhand.intake.mpxj.calendars import calendar
from rechterhand.intake.mpxj.columns import Columns
from rechterhand.intake.mpxj.custom import Names
from rechterhand.intake.mpxj.date_only import is_date_only, with_times
from rechterhand.intake.mpxj.estimates import Estimates
from rechterhand.intake.mpxj.gantt_project import as_told
from rechterhand.intake.mpxj.known import needless
from rechterhand.intake.mpxj.left_over import doubtful, left_over, left_tables
from rechterhand.intake.mpxj.links import links, numbers_in, outside_links, with_repeated
from rechterhand.intake.mpxj.options import dialect, options
from rechterhand.intake.mpxj.percentages import with_percentages
from rechterhand.intake.mpxj.resources import assignments, is_filled, resources
from rechterhand.intake.mpxj.unapproved import is_unapproved, without_baseline
from rechterhand.intake.mpxj.uncollected import uncollected
from rechterhand.intake.mpxj.values import Row, moment
from rechterhand.intake.reader import NotUnderstood, Opened, Reading
from rechterhand.record.activity import Activity
from rechterhand.record.assumption import Assumption
from rechterhand.record.calendar import Calendar
from rechterhand.record.plan import Dialect, Plan, Source
from rechterhand.text import Message


def read_project(opened: Opened) -> Reading:
    """Read any file that MPXJ knows. Raises the errors of ``rechterhand.errors`` with what to do."""
    answer = opened.worker.call(
        "read_project",
        path=str(opened.path),
        password=opened.password,
        project=opened.project,
        without=needless(),
    )
    started = time.perf_counter()
    with uncollected():
        plan, left, assumptions = _understood(opened, answer)
    timings = {"mpxj": answer["seconds"], "map": time.perf_counter() - started}
    return Reading(plan, left, assumptions, MappingProxyType(timings))


def _understood(
    opened: Opened, answer: Mapping[str, Any]
) -> tuple[Plan, tuple[NotUnderstood, ...], tuple[Assumption, ...]]:
    document = msgspec.json.decode(answer["json"])
    document.update((section, msgspec.json.decode(rows)) for section, rows in answer["rows"].items())
    if is_date_only(document["property_values"]):
        document = with_times(document)
    if is_unapproved(opened.path, document["property_values"].get("file_type")):
        document = without_baseline(document)
    names = Names.of(document)
    properties = document["property_values"]
    estimates = Estimates.among(
        names.aliases.get("task", {}), names.types.get("task", {}), int(properties.get("minutes_per_day", 480))
    )
    rows = _rows(document)
    tasks = rows["task"].where(lambda row: not row.get("null"))
    found = Found(
        primavera=dialect(properties) is Dialect.PRIMAVERA,
        units={int(key): unit for key, unit in answer["units"].items()},
        parents=frozenset(one for one in tasks.of("parent_task_unique_id") if one),
        task_type=properties.get("default_task_type"),
        estimates=estimates,
        names=names,
    )
    plan = _plan(opened, properties, {**rows, "task": tasks}, found, answer["expanded"])
    plan = replace(plan, calendars=tuple(_honest(one, answer["empty_calendars"]) for one in plan.calendars))
    plan = replace(plan, links=with_repeated(plan.links, answer["repeated"]))
    number_of = numbers_in(plan.activities, answer["codes"], properties.get("unique_id"))
    outside = outside_links(answer["crossing"], number_of)
    plan = replace(plan, outside_links=tuple(outside), currency=answer["currency"] or plan.currency)
    told = frozenset(row.get("unique_id", 0) for row in tasks.rows if "remaining_duration" in row)
    plan, by_percentage = with_percentages(plan, told)
    plan, of_gantt_project = as_told(plan, answer["gantt_project"]) if answer["gantt_project"] else (plan, ())
    left = (
        *left_over(document, rows, names, answer["ignored"]),
        *left_tables(answer["tables"], len(plan.links), answer["crossing"]),
        *doubtful(answer["doubts"]),
    )
    return plan, left, (*_assumptions(plan, answer, estimates), *by_percentage, *of_gantt_project)


def _honest(one: Calendar, empty: Sequence[int]) -> Calendar:
    """A calendar without hours stays without: MPXJ fills the week of one in an XER with usual hours."""
    return replace(one, week=((),) * 7) if one.id in empty else one


def _rows(document: Mapping[str, Any]) -> dict[str, Columns]:
    rows = {kind: document.get(f"{kind}s", ()) for kind in ("task", "resource", "assignment", "calendar")}
    rows["link"] = [link for row in rows["task"] for link in row.get("predecessors", ())]
    return {kind: Columns(found) for kind, found in rows.items()}


def _assumptions(plan: Plan, answer: Mapping[str, Any], estimates: Estimates) -> tuple[Assumption, ...]:
    found = []
    if others := answer["others"]:
        told = Message.of("intake.first_project", others=tuple(others), count=len(others))
        found.append(Assumption("first_project", told))
    if answer["calendarless"]:
        found.append(Assumption("standard_calendar", Message.of("schedule.standard_calendar")))
    count = sum(one.three_point is not None and _is_open(one) for one in plan.activities)
    if count:
        told = Message.of("intake.three_point", names=estimates.names, count=count)
        found.append(Assumption("three_point_fields", told))
    return tuple(found)


def _is_open(one: Activity) -> bool:
    """Whether its duration is drawn in the futures: what is finished, fixed or elsewhere has no use for a range."""
    certain = one.finished or one.manual or one.external or not one.active or one.type.is_summary
    return not certain and bool(one.remaining_duration_minutes)


def _plan(
    opened: Opened, properties: Row, rows: Mapping[str, Columns], found: Found, expanded: Mapping[str, Sequence[Row]]
) -> Plan:
    """``expanded``: recurring exceptions as days, by calendar."""
    primavera, names = found.primavera, found.names
    kept = frozenset(rows["task"].of("unique_id", otherwise=0))
    stem = Path(opened.name).stem
    people = resources(rows["resource"], names)
    work = assignments(rows["assignment"].where(is_filled), names, {one.id: one.name for one in people})
    return Plan(
        name=str(properties.get("project_title") or properties.get("name") or stem),
        key=str(properties.get("project_id") or properties.get("project_title") or stem),
        source=Source(
            file=opened.name,
            format=str(properties.get("file_type") or opened.suffix[1:].upper()),
            sha256=opened.sha256,
            date_only=is_date_only(properties),
            application=properties.get("full_application_name") or properties.get("file_application"),
        ),
        activities=tuple(activities(rows["task"], found)),
        links=links(rows["link"], kept),
        calendars=tuple(
            calendar(row, expanded, filled=properties.get("mpp_file_type") == 8) for row in rows["calendar"].rows
        ),
        default_calendar_id=properties.get("default_calendar_unique_id"),
        resources=tuple(people),
        assignments=tuple(one for one in work if one.activity_id in kept),
        dialect=Dialect.PRIMAVERA if primavera else Dialect.MICROSOFT,
        options=options(properties),
        start=moment(properties.get("planned_start" if primavera else "start_date"))
        or moment(properties.get("start_date")),
        finish=moment(properties.get("finish_date")),
        status_date=moment(properties.get("status_date")),
        currency=properties.get("currency_code") or properties.get("currency_symbol"),
        properties=MappingProxyType({name: value for name, value in properties.items() if name != "current_date"}),
    )
