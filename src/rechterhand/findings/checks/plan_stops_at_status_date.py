"""Nothing is planned behind the status date: the plan describes the past and says nothing of the finish.

Looks at unfinished activities (milestones included, levels of effort aside) and counts those with a finish after the
status day, by the file's dates or else the computed ones; at least one is needed, else the check fails. A plan in which
everything is finished has nothing to look at; yet when its status date is more than 37 days old (``.days``) it warns:
the plan may go on elsewhere. Without a status date it is not judgeable.

Source: our own, after GAO best practice 9.
Bad: status date 3 November; the last of nine unfinished activities ends on 28 October.
Good: status date 3 November; the nine end between 12 November and the go-live on 20 January.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

import numpy as np

from rechterhand.engine.schedule.result import EPOCH, NO_DATE, to_minute, to_moment
from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    Verdict,
    not_applicable,
    not_judgeable,
)
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations
from rechterhand.text import Message
from rechterhand.text.ending import ending_day

LIMIT = 0.0
OLD_DAYS = 37.0


def find(subject: Subject) -> Finding:
    """See whether anything is planned behind the status date."""
    rows, status = subject.populations, subject.plan.status_date
    pending = rows.inc_plus
    population = int(pending.sum())
    if not population:
        return _all_finished(subject)
    if status is None:
        return not_judgeable(Message.of("checks.plan_stops_at_status_date.no_status"), population)
    finishes = rows.planned_finish
    known = pending & (finishes != NO_DATE)
    if not known.any():
        return not_judgeable(Message.of("checks.plan_stops_at_status_date.no_dates"), population)
    limit = subject.limit("plan_stops_at_status_date", LIMIT)
    border = to_minute(datetime.combine(status.date(), time()) + timedelta(days=1))
    last = ending_day(EPOCH + timedelta(minutes=int(finishes[known].max())))
    if (finishes[known] > border).any():
        after = int((known & (finishes > border)).sum())
        text = Message.of("checks.plan_stops_at_status_date.goes_on", count=after, last=last, date=status)
        return Finding(Verdict.PASS, population, 0.0, limit, text)
    text = Message.of("checks.plan_stops_at_status_date.stops", population=population, last=last, date=status)
    where = np.flatnonzero(known)
    evidence = of_rows(where[np.lexsort((where, -finishes[where]))], lambda at: _row(rows, at, status))
    return Finding(Verdict.FAIL, population, float(len(evidence)), limit, text, evidence)


def _all_finished(subject: Subject) -> Finding:
    """Nothing unfinished: done, or left alone."""
    rows, status, today = subject.populations, subject.plan.status_date, subject.today
    finished = int((rows.act & rows.finished).sum())
    age = None if status is None or today is None else (today - status.date()).days
    if finished and age is not None and age > subject.limit("plan_stops_at_status_date.days", OLD_DAYS):
        text = Message.of("checks.plan_stops_at_status_date.left_alone", count=age, date=status)
        limit = subject.limit("plan_stops_at_status_date", LIMIT)
        return Finding(Verdict.WARN, finished, float(finished), limit, text)
    return not_applicable(Message.of("checks.plan_stops_at_status_date.nothing"))


def _row(rows: Populations, at: int, status: datetime) -> Evidence:
    one, finish = rows.plan.activities[at], to_moment(int(rows.planned_finish[at]))
    day = None if finish is None else ending_day(finish)
    text = Message.of("checks.plan_stops_at_status_date.evidence", task=rows.label(at), date=day, status=status)
    return Evidence(one.id, text, fields={"finish": finish, "status_date": status})


check = Check(
    codes=("GA09",),
    reference="GAO-16-89G, best practice 9",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
