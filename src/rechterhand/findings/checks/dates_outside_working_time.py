"""Planned starts and finishes at moments without work: a weekend, a holiday, the middle of the night.

Looks at unfinished activities (levels of effort and elapsed durations aside) and at the dates that are still planned:
the start of what hasn't begun, the finish of what isn't finished. Wrong is a date on a day on which the activity's own
calendar has no work at all; none allowed. A time of day outside working hours on a working day is another check's.
Midnight between two days may belong to either. Actual dates aren't looked at: people do work on Saturdays. Not
judgeable for a plan that can't be scheduled, since its calendars are then unknown.

Source: our own (SC44).
Bad: 'Cut over' is planned to end on Sunday 14 June; its calendar runs from Monday to Friday.
Good: 'Cut over' has a calendar with that weekend in it.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np

from rechterhand.engine.network.clock import DAY
from rechterhand.engine.schedule.result import NO_DATE, Flags, Minutes, to_moment
from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    judged,
    not_applicable,
    not_judgeable,
    share_of,
)
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations
from rechterhand.findings.worktime import WorkingTime
from rechterhand.text import Message

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the activities with a planned date on a day without work."""
    rows = subject.populations
    looked = rows.inc_plus & ~rows.elapsed
    starts = np.where(looked & ~rows.started, rows.dates("start"), NO_DATE)
    finishes = np.where(looked, rows.dates("finish"), NO_DATE)
    population = int(((starts != NO_DATE) | (finishes != NO_DATE)).sum())
    if not population:
        return not_applicable(Message.of("checks.dates_outside_working_time.nothing"))
    worktime = subject.worktime
    if worktime is None:
        return not_judgeable(Message.of("checks.dates_outside_working_time.no_calendars"), population)
    start_wrong, finish_wrong = ~_worked_days(worktime, starts), ~_worked_days(worktime, finishes)
    where = np.flatnonzero(start_wrong | finish_wrong)
    first = np.where(start_wrong, starts, finishes)
    order = where[np.lexsort((where, first[where]))]
    limit = subject.limit("dates_outside_working_time", LIMIT)
    summary = Message.of("checks.dates_outside_working_time.summary", measured=share_of(len(where), population))
    names = {one.id: one.name for one in subject.plan.calendars}
    evidence = of_rows(order, lambda at: _row(rows, at, starts=bool(start_wrong[at]), names=names))
    return Finding(judged(len(where), limit), population, float(len(where)), limit, summary, evidence)


def _worked_days(worktime: WorkingTime, moments: Minutes) -> Flags:
    """Whether there is any work on the day of each moment; at midnight the day before counts as well."""
    known = moments != NO_DATE
    at = np.where(known, moments, 0)
    midnight = at // DAY * DAY
    first = np.where(at == midnight, midnight - DAY, midnight)
    return np.asarray(~known | (worktime.between(worktime.calendar, first, midnight + DAY) > 0), np.bool_)


def _row(rows: Populations, at: int, *, starts: bool, names: dict[int, str]) -> Evidence:
    one = rows.plan.activities[at]
    moment: datetime | None = to_moment(int(rows.dates("start" if starts else "finish")[at]))
    calendar = names.get(one.calendar_id if one.calendar_id is not None else rows.plan.default_calendar_id or -1)
    if starts:
        text = Message.of("checks.dates_outside_working_time.start", task=rows.label(at), date=moment)
    else:
        text = Message.of("checks.dates_outside_working_time.finish", task=rows.label(at), date=moment)
    return Evidence(one.id, text, fields={"start": one.start, "finish": one.finish, "calendar": calendar})


check = Check(
    codes=("SC44",),
    reference="our own",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
