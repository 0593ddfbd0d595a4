"""Work that should have been finished by now, and was finished later or isn't finished.

Counted as DCMA point 11 does: of the tasks with a baseline finish at or before the status date (finished ones too),
those finished after their baseline finish or not finished at all; at most 5 %. ``missed_tasks.strict = 1`` takes only
baseline finishes before the status date, ``.milestones = 1`` counts milestones too. Dates are compared to the minute.

Source: DCMA 14-point assessment, point 11 (DC11).
Bad: status date 3 November; the baseline had 'Accept interfaces' finished on 12 October, and it is at 60 %.
Good: what can't be met is seen a month ahead, and the change of the promise is decided before its date.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE, Minutes, to_minute, to_moment
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable, share_of
from rechterhand.findings.due import Due, due_by_status
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations
from rechterhand.text import Message

KEY = "missed_tasks"
LIMIT = 0.05


def find(subject: Subject) -> Finding:
    """Count what the baseline had finished and wasn't finished in time."""
    due = due_by_status(subject, KEY)
    if isinstance(due, Finding):
        return due
    population = int(due.planned.sum())
    if not population:
        return not_applicable(Message.of("checks.missed_tasks.not_yet", date=due.status))
    rows = subject.populations
    where = np.flatnonzero(due.planned & ~due.hit)
    late = _lateness(rows, due)
    order = where[np.lexsort((where, -late[where]))]
    limit = subject.limit(KEY, LIMIT)
    value = len(where) / population
    key = "summary_strict" if subject.limit(f"{KEY}.strict", 0) else "summary"
    measured = share_of(len(where), population)
    summary = Message.of(f"checks.missed_tasks.{key}", measured=measured, date=due.status)
    evidence = of_rows(order, lambda at: _row(rows, at, due))
    return Finding(judged(value, limit), population, value, limit, summary, evidence)


def _lateness(rows: Populations, due: Due) -> Minutes:
    """Minutes from the baseline finish to the actual one, else to the forecast, at least to the status date."""
    forecast = rows.dates("finish")
    if rows.schedule is not None:
        computed = rows.schedule.early_finish
        forecast = np.where(computed == NO_DATE, forecast, computed)
    still = np.maximum(forecast, to_minute(due.status))
    return np.where(due.actual == NO_DATE, still, due.actual) - due.baseline


def _row(rows: Populations, at: int, due: Due) -> Evidence:
    one = rows.plan.activities[at]
    planned, actual = to_moment(int(due.baseline[at])), one.actual_finish
    fields: dict[str, datetime | None] = {"baseline_finish": planned, "actual_finish": actual, "finish": one.finish}
    if actual is None:
        text = Message.of("checks.missed_tasks.unfinished", task=rows.label(at), planned=planned)
    else:
        text = Message.of("checks.missed_tasks.late", task=rows.label(at), planned=planned, actual=actual)
    return Evidence(one.id, text, fields=fields)


check = Check(
    codes=("DC11",),
    reference="DCMA 14-point assessment, point 11",
    severity=Severity.STEERING,
    unit="share",
    limit=LIMIT,
    find=find,
)
