"""A percentage that doesn't fit what remains: one of both wasn't updated, and the finish follows only what remains.

Looks at unfinished tasks with a duration, of which the percentage is one of duration: always in Microsoft Project, and
in Primavera where the activity says so. There the percentage must equal 1 - remaining / whole, give or take one
percentage point (``percent_against_remaining.points``); Primavera counts against the planned duration, and calls it 0 %
when more remains than was planned. A started task of which nothing remains and that isn't finished is wrong too,
whatever its percentage is of. None allowed.

Source: our own (SC28), after GAO best practice 9.
Bad: 'Build' is 80 % complete, and 15 of its 20 days remain.
Good: 'Build' is 25 % complete, and 15 of its 20 days remain.
"""

from __future__ import annotations

import numpy as np

from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable, share_of
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Populations
from rechterhand.record.activity import Activity, PercentType
from rechterhand.record.plan import Dialect
from rechterhand.text import Message

LIMIT = 0.0
POINTS = 1.0


def find(subject: Subject) -> Finding:
    """Count the unfinished tasks of which percentage and remaining duration don't fit."""
    rows = subject.populations
    primavera = subject.plan.dialect is Dialect.PRIMAVERA
    most = subject.limit("percent_against_remaining.points", POINTS)
    population, found = 0, []
    for at in np.flatnonzero(rows.inc):
        one = rows.plan.activities[at]
        whole = (one.planned_duration_minutes or one.duration_minutes) if primavera else one.duration_minutes
        if not whole or one.remaining_duration_minutes is None:
            continue
        population += 1
        if rows.started[at] and one.remaining_duration_minutes == 0:
            found.append((-100.0, int(at), 100.0))
            continue
        fits = _fitting(one, whole, primavera=primavera)
        if fits is not None and abs((one.percent_complete or 0.0) - fits) > most + 1e-6:
            found.append((-abs((one.percent_complete or 0.0) - fits), int(at), fits))
    if not population:
        return not_applicable(Message.of("checks.percent_against_remaining.nothing"))
    limit = subject.limit("percent_against_remaining", LIMIT)
    summary = Message.of("checks.percent_against_remaining.summary", measured=share_of(len(found), population))
    found.sort()
    evidence = Evidences(found, lambda one: _row(rows, *one[1:]), [at for _, at, _ in found])
    return Finding(judged(len(found), limit), population, float(len(found)), limit, summary, evidence)


def _fitting(one: Activity, whole: int, *, primavera: bool) -> float | None:
    """The percentage that fits what remains; None where the percentage is of something else."""
    if one.percent_complete is None or one.remaining_duration_minutes is None:
        return None
    if primavera and one.percent_type is not PercentType.DURATION:
        return None
    return max(0.0, 100 * (1 - one.remaining_duration_minutes / whole))


def _row(rows: Populations, at: int, fits: float) -> Evidence:
    one = rows.plan.activities[at]
    day = 1440.0 if one.elapsed else float(rows.minutes_per_day[at])
    remaining = (one.remaining_duration_minutes or 0) / day
    fields = {
        "percent_complete": one.percent_complete,
        "remaining_days": round(remaining, 2),
        "duration_days": round(float(rows.duration_days[at]), 2),
    }
    if remaining == 0 and rows.started[at]:
        text = Message.of("checks.percent_against_remaining.nothing_left", task=rows.label(at))
    else:
        text = Message.of(
            "checks.percent_against_remaining.evidence",
            task=rows.label(at),
            percent=(one.percent_complete or 0.0) / 100,
            remaining=remaining,
            fits=fits / 100,
        )
    return Evidence(one.id, text, fields=fields)


check = Check(
    codes=("SC28", "GA09"),
    reference="GAO-16-89G, best practice 9",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
