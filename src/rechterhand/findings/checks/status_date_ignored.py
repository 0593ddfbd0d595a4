"""Unfinished work that lies before the status date, or progress without one: a plan that still counts on the past.

Counts unfinished tasks whose remaining work is planned to begin before the status day; none allowed. What remains
begins at the resume date of a started task, at the start of one that hasn't started; where the file has neither, at the
computed date, before anything is moved behind the status date. A plan with progress yet without a status date fails;
one without any progress and without a status date is not applicable.

Source: our own (SC31, SC32), after GAO best practice 9.
Bad: status date 3 November; three days of 'Write test cases' are still planned in the week of 19 October.
Good: what remains was moved behind the status date ('reschedule uncompleted work'), and the finish moved along.
"""

from __future__ import annotations

from datetime import datetime, time

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE, Minutes, to_minute, to_moment
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, Verdict, judged, not_applicable
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations
from rechterhand.text import Message

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the unfinished tasks that still have work in the past."""
    rows = subject.populations
    population = int(rows.inc.sum())
    if not population:
        return not_applicable(Message.of("checks.status_date_ignored.nothing"))
    limit = subject.limit("status_date_ignored", LIMIT)
    status = subject.plan.status_date
    if status is None:
        begun = int((rows.started & rows.act).sum())
        if not begun:
            return not_applicable(Message.of("checks.status_date_ignored.not_begun"))
        missing = Message.of("checks.status_date_ignored.missing", count=begun)
        return Finding(Verdict.FAIL, population, float(begun), limit, missing)
    border = to_minute(datetime.combine(status.date(), time()))
    begins = _remaining_begins(rows)
    where = np.flatnonzero(rows.inc & (begins != NO_DATE) & (begins < border))
    order = where[np.lexsort((where, begins[where]))]
    summary = Message.of("checks.status_date_ignored.summary", number=len(where), population=population, date=status)
    evidence = of_rows(order, lambda at: _row(rows, at, to_moment(int(begins[at])), status))
    return Finding(judged(len(where), limit), population, float(len(where)), limit, summary, evidence)


def _remaining_begins(rows: Populations) -> Minutes:
    """Where each row's remaining work begins: by the file, else as computed.

    A list doesn't say where started work goes on: there its links count too.
    """
    started, told = rows.started, rows.as_told
    stored = [one.stored.remaining_early_start for one in rows.plan.activities]
    of_file = np.where(started, rows.dates("resume"), rows.dates("start"))
    of_tool = np.array([NO_DATE if one is None else to_minute(one) for one in stored], np.int64)
    found = np.where((of_file == NO_DATE) & started, of_tool, of_file)
    if told is None:
        return found
    listed = started & rows.plan.options.from_status_date
    return np.where((found == NO_DATE) | listed, told.remaining_start, found)


def _row(rows: Populations, at: int, begins: datetime | None, status: datetime) -> Evidence:
    one = rows.plan.activities[at]
    values = {"task": rows.label(at), "date": begins, "status": status}
    if rows.started[at]:
        text = Message.of("checks.status_date_ignored.started", **values)
    else:
        text = Message.of("checks.status_date_ignored.not_started", **values)
    fields = {"start": one.start, "actual_start": one.actual_start, "resume": one.resume, "status_date": status}
    return Evidence(one.id, text, fields=fields)


check = Check(
    codes=("SC31", "SC32", "GA09"),
    reference="GAO-16-89G, best practice 9",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
