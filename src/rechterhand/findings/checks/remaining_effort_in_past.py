"""Hours still to be done that stand on days gone by: they will move, and the load and the finish with them.

Looks at unfinished activities with time-phased work in the file (Microsoft Project), part by part; of assignments
without parts at where what remains begins. Counted are the activities with remaining hours before the status day;
none allowed. Where the file has no remaining hours at all the check is not applicable; without a status date it is
not judgeable.

Source: our own (SC32), after GAO best practice 9.
Bad: status date 3 November; 24 of the 40 remaining hours of 'Write test cases' stand in October.
Good: all 40 hours stand behind 3 November ('reschedule uncompleted work').
"""

from __future__ import annotations

from datetime import datetime, time

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
from rechterhand.record.resource import Assignment
from rechterhand.text import Message

LIMIT = 0.0
LEAST_MINUTES = 1.0


def find(subject: Subject) -> Finding:
    """Count the unfinished activities with remaining hours before the status day."""
    rows, status = subject.populations, subject.plan.status_date
    pending = rows.act & ~rows.finished
    remaining: dict[int, list[Assignment]] = {}
    for one in subject.plan.assignments:
        row = rows.position.get(one.activity_id)
        if row is not None and pending[row] and one.remaining_work_minutes > 0:
            remaining.setdefault(row, []).append(one)
    if not remaining:
        return not_applicable(Message.of("checks.remaining_effort_in_past.nothing"))
    if status is None:
        return not_judgeable(Message.of("checks.remaining_effort_in_past.no_status"), len(remaining))
    border = datetime.combine(status.date(), time())
    past = {row: sum(_before(rows, row, one, border) for one in found) for row, found in remaining.items()}
    wrong = sorted((row for row, minutes in past.items() if minutes >= LEAST_MINUTES), key=lambda row: -past[row])
    limit = subject.limit("remaining_effort_in_past", LIMIT)
    summary = Message.of(
        "checks.remaining_effort_in_past.summary",
        measured=share_of(len(wrong), len(remaining)),
        hours=sum(past[row] for row in wrong) / 60,
        date=status,
    )
    evidence = of_rows(wrong, lambda row: _row(rows, row, past[row], remaining[row], status))
    return Finding(judged(len(wrong), limit), len(remaining), float(len(wrong)), limit, summary, evidence)


def _before(rows: Populations, row: int, one: Assignment, border: datetime) -> float:
    """Remaining minutes of an assignment before a moment, spread evenly inside a part."""
    if one.remaining_parts:
        return sum(part.minutes * _share(part.start, part.finish, border) for part in one.remaining_parts)
    since = one.resume or one.start
    begun = rows.started[row] or one.actual_work_minutes > 0
    if since is None or one.finish is None or (begun and one.resume is None):
        return 0.0
    return one.remaining_work_minutes * _share(since, one.finish, border)


def _share(start: datetime, finish: datetime, border: datetime) -> float:
    """Which share of the time between two moments lies before a third."""
    if start >= border:
        return 0.0
    return 1.0 if finish <= border else (border - start) / (finish - start)


def _row(rows: Populations, row: int, minutes: float, found: list[Assignment], status: datetime) -> Evidence:
    whole = sum(one.remaining_work_minutes for one in found)
    text = Message.of(
        "checks.remaining_effort_in_past.evidence",
        task=rows.label(row),
        hours=minutes / 60,
        whole=whole / 60,
        status=status,
    )
    fields = {
        "remaining_hours_in_past": round(minutes / 60, 2),
        "remaining_hours": round(whole / 60, 2),
        "status_date": status,
    }
    return Evidence(rows.plan.activities[row].id, text, fields=fields)


check = Check(
    codes=("SC32", "GA09"),
    reference="GAO-16-89G, best practice 9",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
