"""A plan that nobody brought up to date: what it says of the finish was true some time ago.

Measures how many calendar days the status date lies before the day of judgement; at most a reporting period and a week:
30 + 7 days. ``stale_plan`` sets another number. Without a status date a plan with progress fails, since nobody can tell
until when it holds. Not applicable when everything is finished or nothing has begun without a status date. Not
judgeable without a day of judgement: this check never looks at the clock itself.

Source: GAO-16-89G, best practice 9 (SC31).
Bad: today is 1 July; the plan's status date is 31 March.
Good: today is 1 July; the plan's status date is 26 June.
"""

from __future__ import annotations

from rechterhand.findings.check import (
    Check,
    Finding,
    Severity,
    Subject,
    Verdict,
    judged,
    not_applicable,
    not_judgeable,
)
from rechterhand.text import Message

LIMIT = 37.0


def find(subject: Subject) -> Finding:
    """Measure the age of the status date."""
    rows = subject.populations
    population = int(rows.inc_plus.sum())
    if not population:
        return not_applicable(Message.of("checks.stale_plan.nothing"))
    status, today = subject.plan.status_date, subject.today
    limit = subject.limit("stale_plan", LIMIT)
    if status is None:
        begun = int((rows.started & rows.act).sum())
        if not begun:
            return not_applicable(Message.of("checks.stale_plan.not_begun"))
        missing = Message.of("checks.stale_plan.missing", count=begun)
        return Finding(Verdict.FAIL, population, None, None, missing)
    if today is None:
        return not_judgeable(Message.of("checks.stale_plan.no_today"), population)
    age = (today - status.date()).days
    if age < 0:
        text = Message.of("checks.stale_plan.ahead", count=-age, date=status, today=today)
        return Finding(Verdict.WARN, population, float(age), limit, text)
    text = Message.of("checks.stale_plan.summary", count=age, date=status, today=today)
    return Finding(judged(age, limit), population, float(age), limit, text)


check = Check(
    codes=("SC31", "GA09"),
    reference="GAO-16-89G, best practice 9",
    severity=Severity.STEERING,
    unit="calendar_days",
    limit=LIMIT,
    find=find,
)
