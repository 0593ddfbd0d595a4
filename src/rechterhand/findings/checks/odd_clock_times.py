"""Times of day that no rule explains: typed dates, mixed working hours, or an import that went wrong.

Looks at unfinished activities (levels of effort and elapsed durations aside) with dates in the file. Odd is a planned
start at a time at which no period of work begins, in the activity's calendar or in the plan's own, unless a link drives
it there; and a planned finish at midnight while nobody works until midnight. At most 2 %. Days without any work are
another check's, and so are actual dates. Files with dates only and Primavera's, where work goes on to the hour, aren't
looked at: not applicable. Not judgeable for a plan that can't be scheduled.

Source: our own (SC45).
Bad: the calendar begins at 08:00; eleven tasks start at 09:00, and three end at 00:00.
Good: starts at 08:00 or 13:00, and where a morning's work comes first.
"""

from __future__ import annotations

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
from rechterhand.record.plan import Dialect
from rechterhand.text import Message

LIMIT = 0.02


def find(subject: Subject) -> Finding:
    """Take the share of activities with an odd time of day."""
    rows, source = subject.populations, subject.plan.source
    looked = rows.inc_plus & ~rows.elapsed
    starts = np.where(looked & ~rows.started, rows.dates("start"), NO_DATE)
    finishes = np.where(looked, rows.dates("finish"), NO_DATE)
    population = int(((starts != NO_DATE) | (finishes != NO_DATE)).sum())
    if not population:
        return not_applicable(Message.of("checks.odd_clock_times.nothing"))
    if source.date_only or subject.plan.dialect is Dialect.PRIMAVERA:
        return not_applicable(Message.of("checks.odd_clock_times.not_looked_at", format=source.format))
    worktime = subject.worktime
    if worktime is None:
        return not_judgeable(Message.of("checks.odd_clock_times.no_calendars"), population)
    odd_start = _odd_starts(worktime, starts) & ~_driven(rows, starts) & ~rows.milestone
    odd_finish = (finishes != NO_DATE) & (finishes % DAY == 0) & ~worktime.works_until(worktime.calendar, finishes)
    odd_finish &= worktime.between(worktime.calendar, finishes - DAY, finishes) > 0
    odd_finish &= ~rows.milestone
    where = np.flatnonzero(odd_start | odd_finish)
    limit = subject.limit("odd_clock_times", LIMIT)
    value = len(where) / population
    summary = Message.of("checks.odd_clock_times.summary", measured=share_of(len(where), population))
    evidence = of_rows(where, lambda at: _row(rows, at, starts=bool(odd_start[at])))
    return Finding(judged(value, limit), population, value, limit, summary, evidence)


def _odd_starts(worktime: WorkingTime, starts: Minutes) -> Flags:
    """Starts on working days at which no period of work begins."""
    known = starts != NO_DATE
    at = np.where(known, starts, 0)
    midnight = at // DAY * DAY
    worked = worktime.between(worktime.calendar, midnight, midnight + DAY) > 0
    begins = np.zeros(len(at), np.bool_)
    for calendar in (worktime.calendar, np.full(len(at), worktime.default)):
        begins |= worktime.works_after(calendar, at) & ~worktime.works_until(calendar, at)
    around_the_clock = worktime.between(worktime.calendar, midnight, midnight + DAY) == DAY
    return np.asarray(known & worked & ~begins & ~around_the_clock, np.bool_)


def _driven(rows: Populations, starts: Minutes) -> Flags:
    """Rows that a link puts at the start which the file has."""
    found = np.zeros(len(starts), np.bool_)
    if rows.schedule is None:
        return found
    driven = rows.successor[rows.schedule.driving & (rows.successor >= 0)]
    found[driven] = True
    return np.asarray(found & (rows.schedule.early_start == starts), np.bool_)


def _row(rows: Populations, at: int, *, starts: bool) -> Evidence:
    one = rows.plan.activities[at]
    moment = to_moment(int(rows.dates("start" if starts else "finish")[at]))
    if starts:
        text = Message.of("checks.odd_clock_times.start", task=rows.label(at), date=moment)
    else:
        text = Message.of("checks.odd_clock_times.finish", task=rows.label(at), date=moment)
    return Evidence(one.id, text, fields={"start": one.start, "finish": one.finish})


check = Check(
    codes=("SC45",),
    reference="our own",
    severity=Severity.TIDINESS,
    unit="share",
    limit=LIMIT,
    find=find,
)
