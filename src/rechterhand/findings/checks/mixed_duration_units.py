"""Durations typed in different units: a '1w' beside '5d' is read wrongly sooner or later.

Takes the share of unfinished tasks of which the duration has another unit (minutes, hours, days, weeks, months, or an
elapsed one) than most have; at most 5 %. Formats in which the whole plan has one unit (Primavera, benchmarks) or none
is told are not judgeable.

Source: GAO-16-89G, best practice 4 (GA04).
Bad: 80 tasks in days, 15 in weeks, and 5 in months of 20 days.
Good: all tasks in working days.
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
    judged,
    not_applicable,
    not_judgeable,
    share_of,
)
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations
from rechterhand.text import Message

LIMIT = 0.05
_UNITS = {
    "m": Message.of("checks.mixed_duration_units.minutes"),
    "h": Message.of("checks.mixed_duration_units.hours"),
    "d": Message.of("checks.mixed_duration_units.days"),
    "w": Message.of("checks.mixed_duration_units.weeks"),
    "mo": Message.of("checks.mixed_duration_units.months"),
    "y": Message.of("checks.mixed_duration_units.years"),
    "em": Message.of("checks.mixed_duration_units.elapsed_minutes"),
    "eh": Message.of("checks.mixed_duration_units.elapsed_hours"),
    "ed": Message.of("checks.mixed_duration_units.elapsed_days"),
    "ew": Message.of("checks.mixed_duration_units.elapsed_weeks"),
    "emo": Message.of("checks.mixed_duration_units.elapsed_months"),
    "ey": Message.of("checks.mixed_duration_units.elapsed_years"),
}


def find(subject: Subject) -> Finding:
    """Take the share of unfinished tasks with an uncommon unit."""
    rows = subject.populations
    looked = [int(at) for at in np.flatnonzero(rows.inc)]
    if not looked:
        return not_applicable(Message.of("checks.mixed_duration_units.nothing"))
    units = {at: unit for at in looked if (unit := rows.plan.activities[at].duration_unit) in _UNITS}
    if not units:
        return not_judgeable(Message.of("checks.mixed_duration_units.no_units"), len(looked))
    counts = Counter(units.values())
    usual = min(counts, key=lambda unit: (-counts[unit], list(_UNITS).index(unit or "")))
    other = sorted((at for at, unit in units.items() if unit != usual), key=lambda at: (counts[units[at]], at))
    limit = subject.limit("mixed_duration_units", LIMIT)
    value = len(other) / len(units)
    summary = Message.of(
        "checks.mixed_duration_units.summary", measured=share_of(len(other), len(units)), usual=_UNITS[usual or ""]
    )
    evidence = of_rows(other, lambda at: _row(rows, at, units[at] or "", usual or ""))
    return Finding(judged(value, limit), len(units), value, limit, summary, evidence)


def _row(rows: Populations, at: int, unit: str, usual: str) -> Evidence:
    text = Message.of(
        "checks.mixed_duration_units.evidence", task=rows.label(at), unit=_UNITS[unit], usual=_UNITS[usual]
    )
    return Evidence(rows.plan.activities[at].id, text, fields={"duration_unit": unit})


check = Check(
    codes=("GA04",),
    reference="GAO-16-89G, best practice 4",
    severity=Severity.TIDINESS,
    unit="share",
    limit=LIMIT,
    find=find,
)
