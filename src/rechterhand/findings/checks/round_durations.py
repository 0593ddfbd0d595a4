"""Durations in whole weeks: rounded guesses rather than estimates.

Takes the share of tasks (finished or not) of which the planned duration is a multiple of five working days: that of the
baseline, else the one Primavera calls planned, else the duration. At most 70 %. It is a hint to ask, no accusation:
sprints last whole weeks. With fewer than twenty tasks (``round_durations.fewest``) a share says nothing: not
applicable. The evidence stands only above the limit, the longest first.

Source: our own (SC43).
Bad: 90 of 100 tasks take 5, 10 or 20 days.
Good: tasks take 3, 4, 6, 8, 11 days, as their makers estimated them.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    Verdict,
    judged,
    not_applicable,
    share_of,
)
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Days, Populations
from rechterhand.text import Message

LIMIT = 0.7
FEWEST = 20.0
STEP_DAYS = 5.0


def find(subject: Subject) -> Finding:
    """Take the share of tasks that last whole weeks."""
    rows = subject.populations
    days = _planned_days(rows)
    with np.errstate(invalid="ignore"):
        known = rows.n & (days > 0)
        whole = known & (np.abs(days - np.round(days / STEP_DAYS) * STEP_DAYS) < 1e-6)
    population = int(known.sum())
    if not population:
        return not_applicable(Message.of("checks.round_durations.nothing"))
    if population < subject.limit("round_durations.fewest", FEWEST):
        return not_applicable(Message.of("checks.round_durations.few", count=population))
    where = np.flatnonzero(whole)
    limit = subject.limit("round_durations", LIMIT)
    value = len(where) / population
    verdict = judged(value, limit)
    common = Counter(days[where].round().astype(int).tolist()).most_common(3)
    summary = Message.of(
        "checks.round_durations.summary",
        measured=share_of(len(where), population),
        common=tuple(
            Message.of("checks.round_durations.common", days=length, number=times) for length, times in common
        ),
    )
    order = where[np.lexsort((where, -days[where]))] if verdict is Verdict.FAIL else ()
    evidence = of_rows(order, lambda at: _row(rows, at, float(days[at])))
    return Finding(verdict, population, value, limit, summary, evidence)


def _planned_days(rows: Populations) -> Days:
    """Planned duration in working days; NaN where there is none."""
    found = []
    for one in rows.plan.activities:
        baseline = one.baseline()
        planned = baseline.duration_minutes if baseline is not None else None
        found.append(planned or one.planned_duration_minutes or one.duration_minutes or np.nan)
    elapsed = np.array([one.elapsed for one in rows.plan.activities], np.bool_)
    return np.array(found, np.float64) / np.where(elapsed, 1440.0, rows.minutes_per_day)


def _row(rows: Populations, at: int, days: float) -> Evidence:
    text = Message.of("checks.round_durations.evidence", task=rows.label(at), days=round(days))
    return Evidence(rows.plan.activities[at].id, text, fields={"planned_days": round(days)})


check = Check(
    codes=("SC43", "GA04"),
    reference="our own, after GAO-16-89G, best practice 4",
    severity=Severity.TIDINESS,
    unit="share",
    limit=LIMIT,
    find=find,
)
