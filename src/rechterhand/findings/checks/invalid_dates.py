"""A forecast in the past, or an actual date in the future: such a date can't be true.

Counted as DCMA point 9 does, both halves: unfinished activities (milestones included) whose forecast start or finish
lies before the status day, and activities whose actual start or finish lies after it; none allowed. The dates are the
file's own; where it has none the computed ones, before anything is moved behind the status date. Primavera can't show
the first half after it scheduled, Microsoft Project can. ``invalid_dates.to_the_minute = 1`` compares with the status
date's time instead of its day. Without a status date the check is not judgeable: today is never taken silently.

Source: DCMA 14-point assessment, point 9 (DC09a and DC09b).
Bad: status date 3 November; 'Order servers' should have begun on 12 October and hasn't.
Good: 'Order servers' was moved to the day on which it can begin, and the finish moved along.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE, Flags, Minutes, to_minute, to_moment
from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    judged,
    not_applicable,
    not_judgeable,
)
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Populations
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the dates that the status date contradicts."""
    rows = subject.populations
    population = int((rows.act & ~rows.effort).sum())
    if not population:
        return not_applicable(Message.of("checks.invalid_dates.nothing"))
    status = subject.plan.status_date
    if status is None:
        return not_judgeable(Message.of("checks.invalid_dates.no_status"), population)
    midnight = datetime.combine(status.date(), time())
    first, last = to_minute(midnight), to_minute(midnight + timedelta(days=1))
    if subject.limit("invalid_dates.to_the_minute", 0):
        first = last = to_minute(status)
    past: list[tuple[int, int, str]] = []
    future: list[tuple[int, int, str]] = []
    for field in ("start", "finish"):
        forecast = _forecast(rows, field)
        open_side = rows.inc_plus & ~rows.started if field == "start" else rows.inc_plus
        past += _at(open_side & (forecast != NO_DATE) & (forecast < first), forecast, first, field)
        actual = rows.dates(f"actual_{field}")
        future += _at(rows.act & (actual > last), actual, last, field)
    behind, ahead = _once(past), _once(future)
    wrong = [(*one, False) for one in behind] + [(*one, True) for one in ahead]
    evidence = Evidences(wrong, lambda one: _row(rows, status, one), [at for at, *_ in wrong])
    limit = subject.limit("invalid_dates", LIMIT)
    counts = {"past": len(behind), "future": len(ahead)}
    summary = Message.of("checks.invalid_dates.summary", **counts, population=population, date=status)
    return Finding(judged(len(evidence), limit), population, float(len(evidence)), limit, summary, evidence)


def _forecast(rows: Populations, field: str) -> Minutes:
    found = rows.dates(field)
    told = rows.as_told
    if told is None:
        return found
    computed = told.early_start if field == "start" else told.early_finish
    return np.where(found == NO_DATE, computed, found)


def _at(wrong: Flags, moments: Minutes, border: int, field: str) -> list[tuple[int, int, str]]:
    """Row, distance to the status day in minutes, field."""
    return [(int(row), abs(int(moments[row]) - border), field) for row in np.flatnonzero(wrong)]


def _once(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """One entry for each row, the one furthest away; furthest first."""
    kept: dict[int, tuple[int, int, str]] = {}
    for row, distance, field in found:
        if row not in kept or distance > kept[row][1]:
            kept[row] = (row, distance, field)
    return sorted(kept.values(), key=lambda one: (-one[1], one[0]))


def _row(rows: Populations, status: datetime, wrong: tuple[int, int, str, bool]) -> Evidence:
    at, _, field, ahead = wrong
    one = rows.plan.activities[at]
    values: dict[str, Value] = {"task": rows.label(at), "status": status}
    if ahead:
        moment = getattr(one, f"actual_{field}")
        if field == "start":
            text = Message.of("checks.invalid_dates.future_start", **values, date=moment)
        else:
            text = Message.of("checks.invalid_dates.future_finish", **values, date=moment)
        return Evidence(one.id, text, fields={f"actual_{field}": moment, "status_date": status})
    moment = to_moment(int(_forecast(rows, field)[at]))
    if field == "start":
        text = Message.of("checks.invalid_dates.past_start", **values, date=moment)
    else:
        text = Message.of("checks.invalid_dates.past_finish", **values, date=moment)
    return Evidence(one.id, text, fields={field: moment, "status_date": status})


check = Check(
    codes=("DC09",),
    reference="DCMA 14-point assessment, point 9",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
