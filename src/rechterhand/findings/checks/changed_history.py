"""Reported dates that were written anew: the past of the plan isn't what it was.

Counts, among the activities that the earlier version had begun, those of which an actual start or finish is another one
now, or is gone; none allowed. Dates are compared to the minute, and by day where one of both files tells no more or
where the files are of two kinds. Not judgeable without an earlier version.

Source: our own (SC33), after GAO-16-89G, best practice 9.
Bad: in March 'Deliver servers' was finished on 2 March; in April the plan says that it was finished on 20 February.
Good: a wrong date is corrected openly, and the change is in the report of the month.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE, Minutes, to_moment
from rechterhand.findings.against import last_version
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.since import Since
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0
_FIELDS = ("actual_start", "actual_finish")


def find(subject: Subject) -> Finding:
    """Count the activities of which a reported date changed."""
    rows = subject.populations
    if not rows.act.any():
        return not_applicable(Message.of("checks.changed_history.nothing"))
    since = last_version(subject, int(rows.act.sum()))
    if isinstance(since, Finding):
        return since
    reported = since.both(rows.act & ~rows.effort, since.was.started)
    population = int(reported.sum())
    if not population:
        return not_applicable(Message.of("checks.changed_history.not_begun", version=since.told))
    moved = {name: np.where(reported, _moved(since, name), 0) for name in _FIELDS}
    worst = np.maximum(moved["actual_start"], moved["actual_finish"])
    where = np.flatnonzero(worst)
    order = where[np.lexsort((where, -worst[where]))]
    limit = subject.limit("changed_history", LIMIT)
    summary = Message.of("checks.changed_history.summary", count=len(where), population=population, version=since.told)
    evidence = of_rows(order, lambda at: _row(since, at, finish=bool(moved["actual_finish"][at] == worst[at])))
    return Finding(judged(len(where), limit), population, float(len(where)), limit, summary, evidence)


def _moved(since: Since, name: str) -> Minutes:
    """By how many minutes a reported date changed; the longest time there is where it is gone."""
    then, now = since.dates_then(since.was.dates(name)), since.rows.dates(name)
    far = np.where(now == NO_DATE, np.iinfo(np.int64).max, np.abs(now - then))
    return np.where((then != NO_DATE) & since.differ(then, now), far, 0)


def _row(since: Since, at: int, *, finish: bool) -> Evidence:
    then: dict[str, datetime | None] = {
        name: to_moment(int(since.dates_then(since.was.dates(name))[at])) for name in _FIELDS
    }
    one = since.rows.plan.activities[at]
    was, now = (then["actual_finish"], one.actual_finish) if finish else (then["actual_start"], one.actual_start)
    values: dict[str, Value] = {"task": since.rows.label(at), "before": was, "now": now}
    if finish and now is None:
        text = Message.of("checks.changed_history.finish_gone", **values)
    elif finish:
        text = Message.of("checks.changed_history.finish", **values)
    elif now is None:
        text = Message.of("checks.changed_history.start_gone", **values)
    else:
        text = Message.of("checks.changed_history.start", **values)
    fields = {
        "actual_start_before": then["actual_start"],
        "actual_start": one.actual_start,
        "actual_finish_before": then["actual_finish"],
        "actual_finish": one.actual_finish,
    }
    return Evidence(one.id, text, fields=fields)


check = Check(
    codes=("SC33", "GA09"),
    reference="Own convention, after GAO-16-89G, best practice 9",
    severity=Severity.STEERING,
    unit="count",
    limit=LIMIT,
    find=find,
)
