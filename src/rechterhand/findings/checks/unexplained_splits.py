"""Work with a pause that nothing explains: somebody dragged a bar, or a levelling left its traces.

Looks at unfinished activities that are done in parts (Microsoft Project) and counts those with a pause of working time
between two parts that neither the status date explains (it lies in the pause or at its end: work was interrupted and
goes on) nor a resource (a levelling delay or a delay on an assignment). Pauses without any working time in the
activity's calendar are no pauses. It informs: it warns and never fails. Without work in parts it is not applicable,
and not judgeable when such a plan can't be scheduled.

Source: our own (SC60).
Bad: 'Write manual' is split in March for no reason, so it seems to take eight weeks.
Good: two tasks, 'Write draft' and 'Finish manual', with the review between them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np

from rechterhand.engine.schedule.result import to_minute
from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    not_applicable,
    not_judgeable,
    noted,
    share_of,
)
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Populations
from rechterhand.findings.worktime import WorkingTime
from rechterhand.text import Message

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the unfinished activities with an unexplained pause."""
    rows, activities = subject.populations, subject.plan.activities
    parted = [int(at) for at in np.flatnonzero(rows.act & ~rows.finished) if len(activities[at].splits) > 1]
    if not parted:
        return not_applicable(Message.of("checks.unexplained_splits.nothing"))
    worktime = subject.worktime
    if worktime is None:
        return not_judgeable(Message.of("checks.unexplained_splits.no_calendars"), len(parted))
    delayed = {one.activity_id for one in subject.plan.assignments if one.delay_minutes or one.levelling_delay_minutes}
    found: list[tuple[float, int, datetime, datetime]] = []
    for at in parted:
        one = activities[at]
        if one.levelling_delay_minutes or one.id in delayed:
            continue
        pauses = _pauses(worktime, rows, at)
        if pauses:
            found.append((-sum(days for days, _, _ in pauses), at, pauses[0][1], pauses[0][2]))
    limit = subject.limit("unexplained_splits", LIMIT)
    summary = Message.of("checks.unexplained_splits.summary", measured=share_of(len(found), len(parted)))
    found.sort()
    evidence = Evidences(found, lambda one: _row(rows, *one), [at for _, at, _, _ in found])
    return Finding(noted(len(found), limit), len(parted), float(len(found)), limit, summary, evidence)


def _pauses(worktime: WorkingTime, rows: Populations, at: int) -> list[tuple[float, datetime, datetime]]:
    """Unexplained pauses of a row, the longest first: working days, from, until."""
    parts, status = rows.plan.activities[at].splits, rows.plan.status_date
    found = []
    for (_, first), (last, _) in pairwise(parts):
        if status is not None and first - timedelta(days=1) <= status <= last + timedelta(days=1):
            continue
        ends = np.array([to_minute(first)], np.int64), np.array([to_minute(last)], np.int64)
        minutes = int(worktime.between(worktime.calendar[at : at + 1], *ends)[0])
        if minutes > 0:
            found.append((minutes / float(rows.minutes_per_day[at]), first, last))
    return sorted(found, reverse=True)


def _row(rows: Populations, days: float, at: int, first: datetime, last: datetime) -> Evidence:
    one = rows.plan.activities[at]
    days = round(-days, 2)
    text = Message.of("checks.unexplained_splits.evidence", task=rows.label(at), days=days, first=first, last=last)
    return Evidence(one.id, text, fields={"parts": len(one.splits), "pause_days": days, "from": first, "until": last})


check = Check(
    codes=("SC60",),
    reference="our own",
    severity=Severity.TIDINESS,
    unit="count",
    limit=LIMIT,
    find=find,
    informs=True,
)
