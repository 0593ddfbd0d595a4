"""A plan from an instance: a period is a day of 24 hours, so that a makespan of 43 is 43 days."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rechterhand import errors
from rechterhand.intake.reader import NotUnderstood, Opened, Reading
from rechterhand.record.activity import Activity, ActivityType
from rechterhand.record.assumption import Assumption
from rechterhand.record.calendar import Calendar
from rechterhand.record.link import Link
from rechterhand.record.plan import Plan, ScheduleOptions, Source
from rechterhand.record.resource import Assignment, Resource, ResourceKind
from rechterhand.text import Message

DAY = 1440
FIRST_DAY = datetime(2026, 1, 5)
_KINDS = {"renewable": ResourceKind.EQUIPMENT, "nonrenewable": ResourceKind.MATERIAL}


def read_instance(opened: Opened, function: str) -> Reading:
    """Read an instance in the worker with one of the ``load`` functions here.

    A job with several modes gets its shortest one, the first of equals; all of them stay in the field ``modes`` as
    pairs of duration in periods and demands.

    Raises UnreadableFile or TooLarge.
    """
    told = opened.worker.run(function, path=str(opened.path))
    started = time.perf_counter()
    jobs: Sequence[Mapping[str, Any]] = told["jobs"]
    chosen = {job["number"]: min(job["modes"], key=lambda mode: mode[0], default=[0, []]) for job in jobs}
    stem = Path(opened.name).stem
    plan = Plan(
        name=stem,
        key=stem,
        source=Source(file=opened.name, format="PSPLIB", sha256=opened.sha256),
        activities=tuple(_activity(job, chosen[job["number"]]) for job in jobs),
        links=tuple(_links(jobs)),
        calendars=(Calendar(1, "24 × 7", week=(((0, DAY),),) * 7, minutes_per_day=DAY),),
        default_calendar_id=1,
        resources=tuple(
            Resource(
                id=number,
                name=one["name"],
                kind=_KINDS.get(one["kind"], ResourceKind.EQUIPMENT),
                generic=True,
                max_units=float(one["capacity"]),
            )
            for number, one in enumerate(told["resources"], 1)
        ),
        assignments=tuple(_assignments(jobs, chosen)),
        options=ScheduleOptions(minutes_per_day=DAY, minutes_per_week=7 * DAY, days_per_month=30),
        start=FIRST_DAY,
        properties=MappingProxyType(dict(told["about"])),
    )
    timings = MappingProxyType({"map": time.perf_counter() - started})
    return Reading(plan, tuple(_left(told)), tuple(_assumptions(jobs)), timings)


def _activity(job: Mapping[str, Any], mode: Sequence[Any]) -> Activity:
    number, duration = job["number"], mode[0] * DAY
    several = len(job["modes"]) > 1
    return Activity(
        id=number,
        name=f"Job {number}",
        type=ActivityType.MILESTONE if duration == 0 else ActivityType.TASK,
        row=number,
        duration_minutes=duration,
        remaining_duration_minutes=duration,
        fields=MappingProxyType({"modes": _modes(job)} if several else {}),
    )


def _modes(job: Mapping[str, Any]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    return tuple((duration, tuple(demands)) for duration, demands in job["modes"])


def _links(jobs: Sequence[Mapping[str, Any]]) -> list[Link]:
    known = {job["number"] for job in jobs}
    pairs = dict.fromkeys((job["number"], after) for job in jobs for after in job["successors"])
    for before, after in pairs:
        if after not in known or before == after:
            raise errors.UnreadableFile(
                Message.of("psplib.bad_successor", job=before, told=after), hint=Message.of("psplib.damaged_hint")
            )
    return [Link(before, after, id=number) for number, (before, after) in enumerate(pairs, 1)]


def _assignments(jobs: Sequence[Mapping[str, Any]], chosen: Mapping[int, Sequence[Any]]) -> list[Assignment]:
    wanted = [
        (job["number"], resource, demand, chosen[job["number"]][0])
        for job in jobs
        for resource, demand in enumerate(chosen[job["number"]][1], 1)
        if demand
    ]
    return [
        Assignment(number, job, resource, units=float(demand), work_minutes=float(demand * duration * DAY))
        for number, (job, resource, demand, duration) in enumerate(wanted, 1)
    ]


def _assumptions(jobs: Sequence[Mapping[str, Any]]) -> list[Assumption]:
    found = [Assumption("periods_are_days", Message.of("psplib.periods", start=FIRST_DAY))]
    several = sum(len(job["modes"]) > 1 for job in jobs)
    if several:
        found.append(Assumption("shortest_mode", Message.of("psplib.shortest_mode", count=several)))
    return found


def _left(told: Mapping[str, Any]) -> list[NotUnderstood]:
    kinds = Counter(one["kind"] for one in told["resources"] if one["kind"] not in _KINDS)
    found = [NotUnderstood(f"resource.{kind}", count, kind) for kind, count in kinds.items()]
    if "left_over" in told["about"]:
        found.append(NotUnderstood("numbers after the last job", told["about"]["left_over"], "–"))
    return found
