"""The programme as a plan that nothing happened to yet: rows, durations, links, date rules, roles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from rechterhand.demo.calendars import BY_NAME, DAY, STANDARD, SUPPLIER, all_calendars
from rechterhand.demo.programme import Programme, Project, Role, Task
from rechterhand.record.activity import Activity, ActivityType, ConstraintType, TaskType, ThreePoint
from rechterhand.record.link import LagUnit, Link, LinkType
from rechterhand.record.plan import Dialect, LagCalendar, Plan, ScheduleOptions, Source
from rechterhand.record.resource import Assignment, Rate, Resource

_LINK = re.compile(r"(\w+)(?: (FS|SS|FF|SF)(?:([+-]\d+)(d|ed))?)?")
_WORK_SHARE = 5 / 7
MOSCOW = "MoSCoW"
"""What the code or field of agreed scope is called."""
_CONSTRAINTS = {
    "mso": ConstraintType.MUST_START_ON,
    "mfo": ConstraintType.MUST_FINISH_ON,
    "snet": ConstraintType.START_NO_EARLIER_THAN,
    "snlt": ConstraintType.START_NO_LATER_THAN,
    "fnet": ConstraintType.FINISH_NO_EARLIER_THAN,
    "fnlt": ConstraintType.FINISH_NO_LATER_THAN,
}
_OF_PRIMAVERA = _CONSTRAINTS | {"mso": ConstraintType.MANDATORY_START, "mfo": ConstraintType.MANDATORY_FINISH}


def skeleton(programme: Programme, dialect: Dialect, *, days: Callable[[Task], float], new: bool = True) -> Plan:
    """The programme's plan before it began.

    Parameters
    ----------
    programme
        The content.
    dialect
        In which tool's terms: Microsoft Project's row 0 for the whole and tasks that follow their role's calendar, or
        Primavera's root and a calendar for each activity.
    days
        How long a task takes, in working days.
    new
        With work that came after approval and without what only another version has; otherwise what was approved.
    """
    primavera = dialect is Dialect.PRIMAVERA
    roles = {one.name: one for one in programme.roles}
    rows = tuple(_rows(programme, roles, days, primavera=primavera))
    left_out = {one.code for one in programme.tasks() if (one.dropped if new else one.new)}
    rows = tuple(one for one in rows if one.code not in left_out)
    ids = {one.code: one.id for one in rows if one.code is not None}
    return Plan(
        name=programme.name,
        key=programme.key,
        source=Source(f"{programme.key.lower()}.{'xer' if primavera else 'xml'}", "XER" if primavera else "MSPDI", ""),
        activities=rows,
        links=tuple(_links(programme, ids, primavera=primavera)),
        calendars=all_calendars(programme.freeze, programme.start.year),
        default_calendar_id=STANDARD,
        resources=tuple(_resource(one, key) for key, one in enumerate(programme.roles, 1)),
        assignments=tuple(_assignments(programme, {one.id: one for one in rows}, ids)),
        dialect=dialect,
        options=ScheduleOptions(lag_calendar=LagCalendar.PREDECESSOR if primavera else LagCalendar.SUCCESSOR),
        start=programme.start,
        currency="EUR",
    )


def _rows(
    programme: Programme, roles: Mapping[str, Role], days: Callable[[Task], float], *, primavera: bool
) -> Iterator[Activity]:
    """The whole, then each project with its phases and tasks; numbers stay when tasks are left out."""
    count = sum(1 + len(project.phases) + sum(len(phase.tasks) for phase in project.phases)
                for project in programme.projects)  # fmt: skip
    root = count + 1 if primavera else 0
    head = f"{programme.key}." if primavera else ""
    yield Activity(root, programme.name, ActivityType.SUMMARY, row=0, wbs=programme.key, outline_level=0)
    key = 0
    for project in programme.projects:
        key += 1
        above = key
        yield _summary(key, project.name, f"{head}{project.code}", 1, root)
        for place, phase in enumerate(project.phases, 1):
            key += 1
            yield _summary(key, phase.name, f"{head}{project.code}.{place}", 2, above)
            branch = key
            for task in phase.tasks:
                key += 1
                calendar = _calendar(task, roles, primavera=primavera)
                one = _task(task, key, branch, calendar, days(task), rules=_OF_PRIMAVERA if primavera else _CONSTRAINTS)
                one = _marked(one, task.moscow, primavera=primavera)
                date = programme.committed if task.committed else task.promised
                yield one if date is None else _promised(one, date, primavera=primavera)


def _summary(key: int, name: str, wbs: str, level: int, parent: int) -> Activity:
    return Activity(key, name, ActivityType.SUMMARY, row=key, wbs=wbs, outline_level=level, parent_id=parent)


def _task(
    task: Task, key: int, parent: int, calendar: int | None, days: float, *, rules: Mapping[str, ConstraintType]
) -> Activity:
    rule, date = (task.fixed or "").split(" ") if task.fixed else (None, None)
    return Activity(
        key,
        task.name,
        ActivityType.TASK if task.days else ActivityType.FINISH_MILESTONE if calendar else ActivityType.MILESTONE,
        row=key,
        code=task.code,
        wbs=task.code,
        outline_level=3,
        parent_id=parent,
        calendar_id=calendar,
        ignore_resource_calendars=task.calendar is not None,
        task_type=TaskType.FIXED_UNITS,
        duration_minutes=round(days * DAY),
        remaining_duration_minutes=round(days * DAY),
        percent_complete=0.0,
        three_point=_three_point(task, days),
        constraint=ConstraintType.AS_SOON_AS_POSSIBLE if rule is None else rules[rule],
        constraint_date=None if date is None else datetime.fromisoformat(date),
        notes=task.note,
    )


def _marked(one: Activity, mark: str | None, *, primavera: bool) -> Activity:
    """With its place in the scope: an activity code in Primavera, a field of text in Microsoft Project."""
    if mark is None:
        return one
    return replace(one, codes={MOSCOW: mark}) if primavera else replace(one, fields={MOSCOW: mark})


def _promised(one: Activity, date: datetime, *, primavera: bool) -> Activity:
    """With the date that was promised: a deadline, which Primavera knows as a date to finish on or before."""
    if primavera:
        return replace(one, constraint=ConstraintType.FINISH_NO_LATER_THAN, constraint_date=date)
    return replace(one, deadline=date)


def _calendar(task: Task, roles: Mapping[str, Role], *, primavera: bool) -> int | None:
    """Its own calendar; in Primavera also the one that its role works by."""
    if task.calendar is not None:
        return BY_NAME[task.calendar]
    if not primavera:
        return None
    return SUPPLIER if task.role is not None and roles[task.role].supplier else STANDARD


def _three_point(task: Task, days: float) -> ThreePoint | None:
    if task.range is None:
        return None
    low, high = task.range
    if not low <= days <= high:  # a range that was given for what is known now
        return None
    return ThreePoint(round(low * DAY), round(days * DAY), round(high * DAY))


def _links(programme: Programme, ids: Mapping[str, int], *, primavera: bool) -> Iterator[Link]:
    key = 0
    for task in programme.tasks():
        for text in task.after:
            found = _LINK.fullmatch(text)
            if found is None:
                raise ValueError(f"{task.code}: no link: {text}")
            before, kind, amount, unit = found.groups()
            if task.code not in ids or before not in ids:
                continue
            key += 1
            elapsed = unit == "ed" and not primavera
            days = float(amount or 0) * (_WORK_SHARE if unit == "ed" and primavera else 1)
            yield Link(
                ids[before],
                ids[task.code],
                LinkType(kind or "FS"),
                round(days * (1440 if elapsed else DAY)),
                LagUnit.ELAPSED if elapsed else LagUnit.WORKING,
                id=key,
            )


def _resource(one: Role, key: int) -> Resource:
    return Resource(
        key,
        one.name,
        generic=True,
        calendar_id=SUPPLIER if one.supplier else STANDARD,
        max_units=one.units,
        rates=(Rate(None, one.rate),) if one.rate else (),
    )


def _assignments(programme: Programme, rows: Mapping[int, Activity], ids: Mapping[str, int]) -> Iterator[Assignment]:
    resources = {one.name: key for key, one in enumerate(programme.roles, 1)}
    key = 0
    for project in programme.projects:
        for task in _tasks(project):
            if task.role is None or task.code not in ids:
                continue
            key += 1
            work = (rows[ids[task.code]].duration_minutes or 0) * task.units
            yield Assignment(
                key, ids[task.code], resources[task.role], task.units, work_minutes=work, remaining_work_minutes=work
            )


def _tasks(project: Project) -> Iterator[Task]:
    for phase in project.phases:
        yield from phase.tasks
