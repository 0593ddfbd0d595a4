"""Work in pieces of more than two months: progress inside can't be seen, and neither can a delay.

Counted as DCMA point 8 does: unfinished tasks with a duration above 44 working days, against all unfinished tasks; at
most 5 %. The duration is the whole one (done and remaining); ``long_activities.days`` sets another limit than 44 days.
``.duration`` chooses another: 1 the baseline's (as the pamphlet does), 2 the remaining one (as P6's own check), 3 the
original one (as Acumen). ``.window_days`` looks only at work that begins within so many calendar days of the status
date, the detail of a rolling wave, by its baseline start where it has one. ``.milestones`` and ``.baselined`` choose
whom is counted.

Source: DCMA 14-point assessment, point 8 (DC08).
Bad: 'Build interfaces', 120 working days, 40 % complete for two months.
Good: an activity for each interface, 10 to 20 working days each.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE, Flags, to_minute
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
from rechterhand.findings.counted import unfinished
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Days, Populations
from rechterhand.record.activity import Activity
from rechterhand.text import Message

KEY = "long_activities"
LIMIT = 0.05
LONG_DAYS = 44.0
WHOLE, BASELINE, REMAINING, ORIGINAL = range(4)


def find(subject: Subject) -> Finding:
    """Count the unfinished tasks that are too long to follow."""
    rows = subject.populations
    counted = _within_window(subject, unfinished(subject, KEY))
    population = int(counted.sum())
    if not population:
        return not_applicable(Message.of("checks.long_activities.nothing"))
    which = int(subject.limit(f"{KEY}.duration", WHOLE))
    days = _days(rows, which)
    if not np.isfinite(days[counted]).any():
        key = "no_baseline" if which == BASELINE else "no_durations"
        return not_judgeable(Message.of(f"checks.long_activities.{key}"), population)
    longest = subject.limit(f"{KEY}.days", LONG_DAYS)
    with np.errstate(invalid="ignore"):
        where = np.flatnonzero(counted & (days > longest))
    order = where[np.lexsort((where, -days[where]))]
    limit = subject.limit(KEY, LIMIT)
    value = len(where) / population
    summary = Message.of("checks.long_activities.summary", measured=share_of(len(where), population), longest=longest)
    evidence = of_rows(order, lambda at: _row(rows, at, float(days[at])))
    return Finding(judged(value, limit), population, value, limit, summary, evidence)


def _days(rows: Populations, which: int) -> Days:
    """Durations in working days (elapsed ones: calendar days), NaN where there is none."""
    if which not in {BASELINE, REMAINING, ORIGINAL}:
        return rows.duration_days
    found = [_minutes(one, which) for one in rows.plan.activities]
    minutes = np.array([np.nan if one is None else one for one in found], np.float64)
    elapsed = np.fromiter((one.elapsed for one in rows.plan.activities), np.bool_, len(found))
    return minutes / np.where(elapsed, 1440.0, rows.minutes_per_day)


def _minutes(one: Activity, which: int) -> int | None:
    baseline = one.baseline()
    if which == BASELINE:
        return None if baseline is None else baseline.duration_minutes
    if which == REMAINING:
        return one.remaining_duration_minutes
    return one.duration_minutes if one.planned_duration_minutes is None else one.planned_duration_minutes


def _within_window(subject: Subject, counted: Flags) -> Flags:
    """What begins within the window that is planned in detail; all of it without window or status date."""
    rows, window, status = subject.populations, subject.limit(f"{KEY}.window_days", 0), subject.plan.status_date
    if not window or status is None:
        return counted
    begins = np.where(rows.baseline_start == NO_DATE, rows.dates("start"), rows.baseline_start)
    return np.asarray(counted & (begins != NO_DATE) & (begins <= to_minute(status) + window * 1440), np.bool_)


def _row(rows: Populations, at: int, days: float) -> Evidence:
    days = round(days, 2)
    text = Message.of("checks.long_activities.evidence", task=rows.label(at), days=days)
    return Evidence(rows.plan.activities[at].id, text, fields={"duration_days": days})


check = Check(
    codes=("DC08", "GA04"),
    reference="DCMA 14-point assessment, point 8; GAO-16-89G, best practice 4",
    severity=Severity.STEERING,
    unit="share",
    limit=LIMIT,
    find=find,
)
