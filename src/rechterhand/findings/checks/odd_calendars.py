"""Calendars that surprise: another day than the plan converts with, round the clock for people, or very many of them.

Informs about calendars of unfinished work of which an ordinary working day isn't as long as the hours per day that turn
its durations into days, about calendars that work round the clock on which people are planned, and about a plan with
more than six (``odd_calendars.most``) calendars, those of single resources left out.

Source: our own (SC25), after GAO-16-89G, best practice 4. The six are a convention.
Bad: durations are shown in days of eight hours, and the calendar works ten: 'five days' are over on Thursday.
Good: hours per day and calendar agree; one calendar for the office, one for the weekend of the migration.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from rechterhand.findings.calendars import DAY, WorkCalendars
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, not_applicable, noted
from rechterhand.record.plan import Plan
from rechterhand.record.resource import ResourceKind
from rechterhand.text import Message

LIMIT = 0.0
MOST = 6.0

Rows = npt.NDArray[np.int64]


def find(subject: Subject) -> Finding:
    """Count what is odd about the calendars."""
    calendars = subject.calendars
    population = len(calendars.used)
    if not population:
        return not_applicable(Message.of("checks.odd_calendars.nothing"))
    staffed = _staffed(subject.plan)
    evidence = [
        one
        for key, rows in sorted(calendars.used.items(), key=lambda used: (-len(used[1]), used[0]))
        for one in _odd(calendars, key, rows, staffed)
    ]
    evidence += _many(calendars, subject.limit("odd_calendars.most", MOST))
    limit = subject.limit("odd_calendars", LIMIT)
    summary = Message.of("checks.odd_calendars.summary", count=len(evidence), population=population)
    return Finding(noted(len(evidence), limit), population, float(len(evidence)), limit, summary, tuple(evidence))


def _staffed(plan: Plan) -> frozenset[int]:
    """Ids of the activities that people work on."""
    people = {one.id for one in plan.resources if one.kind is ResourceKind.WORK}
    return frozenset(one.activity_id for one in plan.assignments if one.resource_id in people)


def _odd(calendars: WorkCalendars, key: int, rows: Rows, staffed: frozenset[int]) -> Iterator[Evidence]:
    minutes = calendars.minutes(key)
    if minutes is None:
        return
    one, plan = calendars.by_id[key], calendars.plan
    label, first = calendars.rows.label, int(rows[0])
    usual = int(np.bincount(minutes[minutes > 0]).argmax())
    day = one.minutes_per_day or plan.options.minutes_per_day
    if day and usual != day:
        text = Message.of(
            "checks.odd_calendars.hours",
            task=label(first),
            calendar=one.name,
            hours=usual / 60,
            setting=day / 60,
            count=len(rows),
        )
        fields = {"calendar_id": key, "calendar": one.name, "hours": usual / 60, "hours_per_day": day / 60}
        yield Evidence(plan.activities[first].id, text, fields=fields)
    people = [at for at in rows.tolist() if plan.activities[at].id in staffed]
    if people and bool((minutes == DAY).all()):
        text = Message.of("checks.odd_calendars.always", task=label(people[0]), calendar=one.name, count=len(people))
        ids = tuple(plan.activities[at].id for at in people)
        yield Evidence(ids[0], text, fields={"calendar_id": key, "calendar": one.name, "activity_ids": ids})


def _many(calendars: WorkCalendars, most: float) -> Iterator[Evidence]:
    """One row for a plan with many calendars: at work on the one that is used least."""
    shared = {key: rows for key, rows in calendars.used.items() if not calendars.by_id[key].of_resource}
    if len(shared) <= most:
        return
    least = min(shared, key=lambda key: (len(shared[key]), key))
    at, name = int(shared[least][0]), calendars.by_id[least].name
    text = Message.of(
        "checks.odd_calendars.many", task=calendars.rows.label(at), calendar=name, count=len(shared), most=int(most)
    )
    fields = {"calendars": tuple(calendars.by_id[key].name for key in sorted(shared))}
    yield Evidence(calendars.plan.activities[at].id, text, fields=fields)


check = Check(
    codes=("SC25", "GA04"),
    reference="Own convention, after GAO-16-89G, best practice 4",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
    informs=True,
)
