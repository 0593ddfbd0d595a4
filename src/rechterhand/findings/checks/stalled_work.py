"""Work that began and doesn't get on: what remains of it is as much as in the period before.

Counts, among the tasks that were under way in the former period already, those of which the remaining duration hasn't
changed in two versions (``stalled_work.versions``, 2: this one and the one before); none allowed. Only versions with an
earlier status date count, of each status date the last. Not judgeable without as many versions.

Source: our own (SC30).
Bad: 'Migrate data' began in January; in March and in April ten days remain.
Good: 'Migrate data' waits for a decision: the rest of it is a task of its own, that follows the decision.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.result import Flags
from rechterhand.findings.against import last_periods
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Days, Populations
from rechterhand.findings.since import Since
from rechterhand.text import Message

LIMIT = 0.0
VERSIONS = 2.0


def find(subject: Subject) -> Finding:
    """Count the tasks of which as much remains as before."""
    rows = subject.populations
    under_way = rows.inc & rows.started
    if not under_way.any():
        return not_applicable(Message.of("checks.stalled_work.nothing"))
    wanted = max(2, int(subject.limit("stalled_work.versions", VERSIONS)))
    periods = last_periods(subject, wanted - 1, int(under_way.sum()))
    if isinstance(periods, Finding):
        return periods
    left = _remaining(rows)
    looked = under_way & np.isfinite(left)
    for one in periods:
        looked = one.both(looked, one.was.inc & one.was.started & np.isfinite(_remaining(one.was)))
    population, oldest = int(looked.sum()), periods[-1]
    if not population:
        return not_applicable(Message.of("checks.stalled_work.none_then", version=oldest.told))
    stalled = looked.copy()
    for one in periods:
        stalled &= _unchanged(one, stalled, left)
    where = np.flatnonzero(stalled)
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    order = where[np.lexsort((where, floats[where]))]
    limit = subject.limit("stalled_work", LIMIT)
    summary = Message.of("checks.stalled_work.summary", count=len(where), population=population, version=oldest.told)
    evidence = of_rows(order, lambda at: _row(rows, at, oldest))
    return Finding(judged(len(where), limit), population, float(len(where)), limit, summary, evidence)


def _remaining(rows: Populations) -> Days:
    """Remaining minutes of each row, NaN where the file has none."""
    found = [one.remaining_duration_minutes for one in rows.plan.activities]
    return np.array([np.nan if one is None else one for one in found], np.float64)


def _unchanged(since: Since, looked: Flags, left: Days) -> Flags:
    found = np.zeros_like(looked)
    found[looked] = _remaining(since.was)[since.before[looked]] == left[looked]
    return found


def _row(rows: Populations, at: int, oldest: Since) -> Evidence:
    one, since = rows.plan.activities[at], oldest.earlier.status_date
    day = 1440.0 if one.elapsed else float(rows.minutes_per_day[at])
    days = round((one.remaining_duration_minutes or 0) / day, 2)
    text = Message.of("checks.stalled_work.evidence", task=rows.label(at), days=days, date=since)
    fields = {"remaining_days": days, "actual_start": one.actual_start, "unchanged_since": since}
    return Evidence(one.id, text, fields=fields)


check = Check(
    codes=("SC30", "GA09"),
    reference="Own convention, after GAO-16-89G, best practice 9",
    severity=Severity.STEERING,
    unit="count",
    limit=LIMIT,
    find=find,
)
