"""Less time than the longest path needs: the promised finish can be met only by working faster than planned.

Counted as DCMA point 13 does: the length of the longest path, in working days from the status date to the forecast
finish, plus the total float against the promised finish, divided by that length; at least 0.95 (the target is 1.00:
``low_critical_path_index.target = 1`` warns below it). The promise is the baseline finish of the plan's last activity,
else the date by which the plan must finish, else the activity's deadline or latest date (of several that end the plan
at the same moment the latest), else the latest finish in the baseline; ``.baseline_first = 0`` takes the baseline only
where there is no other date. Without any of these the float is nought
by definition: not applicable. Working days are those of the project calendar.

Source: DCMA 14-point assessment, point 13 (DC13).
Bad: 80 working days to go and 8 days too few for the promised date: 0.90.
Good: 80 working days to go and 20 to spare: 1.25.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE, Flags, to_minute, to_moment
from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    Verdict,
    at_least,
    not_applicable,
    not_judgeable,
)
from rechterhand.findings.populations import Rows
from rechterhand.findings.project_time import project_days
from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.text import Message
from rechterhand.text.ending import ending_day

KEY = "low_critical_path_index"
LIMIT = 0.95
_AREA = f"checks.{KEY}"
_FINISHES = frozenset(
    {
        ConstraintType.FINISH_NO_LATER_THAN,
        ConstraintType.MUST_FINISH_ON,
        ConstraintType.FINISH_ON,
        ConstraintType.MANDATORY_FINISH,
    }
)


def find(subject: Subject) -> Finding:
    """Divide the time there is by the time that is needed."""
    rows, status = subject.populations, subject.plan.status_date
    open_rows = np.flatnonzero(rows.inc_plus)
    if not len(open_rows):
        return not_applicable(Message.of("checks.low_critical_path_index.nothing"))
    if subject.schedule is None:
        return not_judgeable(Message.of("checks.low_critical_path_index.no_schedule"))
    finishes = subject.schedule.early_finish
    last = _last(subject, open_rows[finishes[open_rows] == finishes[open_rows].max()])
    end, (promise, whose) = to_moment(int(finishes[last])), _promise(subject, last)
    if promise is None or end is None:
        return not_applicable(Message.of("checks.low_critical_path_index.no_promise"))
    if status is None:
        return not_judgeable(Message.of("checks.low_critical_path_index.no_status"), 1)
    moments = np.array([to_minute(one) for one in (status, end, promise)], np.int64)
    begun, forecast, promised = map(float, project_days(subject, moments))
    length, room = forecast - begun, promised - forecast
    if length <= 0:
        return not_applicable(Message.of("checks.low_critical_path_index.past", date=ending_day(end)))
    value = (length + room) / length
    limit = subject.limit(KEY, LIMIT)
    verdict = at_least(round(value, 9), limit)
    if verdict is Verdict.PASS and value < subject.limit(f"{KEY}.target", limit):
        verdict = Verdict.WARN
    way = "earlier" if room < 0 else "later"
    summary = Message.of(
        f"checks.low_critical_path_index.summary_{way}",
        index=value,
        length=length,
        days=abs(room),
        finish=ending_day(end),
        promise=ending_day(promise),
    )
    if whose is not None:
        summary = Message.of(f"{_AREA}.whose", found=summary, other=rows.label(whose), task=rows.label(last))
    evidence = (_row(subject, last, end, (promise, whose), room),) if verdict is not Verdict.PASS else ()
    return Finding(verdict, 1, value, limit, summary, evidence)


def _last(subject: Subject, ends: Rows) -> int:
    """With which of the rows that end the plan together it ends: the one that carries the promise, as its milestone."""
    activities = subject.plan.activities
    first = int(ends[0])
    dated = [(moment, -row) for row in ends.tolist() if (moment := _own_date(activities[row])) is not None]
    baselined = subject.populations.baseline_finish[first] != NO_DATE
    if not dated or (baselined and subject.limit(f"{KEY}.baseline_first", 1)):
        return first
    return -int(max(dated)[1])


def _promise(subject: Subject, last: int) -> tuple[datetime | None, int | None]:
    """The date that the plan's finish is held against; and the row whose it is, where it's another than the last."""
    rows, plan = subject.populations, subject.plan
    dated = plan.options.must_finish_by or _own_date(plan.activities[last])
    own = to_moment(int(rows.baseline_finish[last]))
    known: Flags = rows.act & (rows.baseline_finish != NO_DATE)
    first = own or dated if subject.limit(f"{KEY}.baseline_first", 1) else dated or own
    if first is not None or not known.any():
        return first, None
    whose = int(np.argmax(np.where(known, rows.baseline_finish, NO_DATE)))
    return to_moment(int(rows.baseline_finish[whose])), whose


def _own_date(one: Activity) -> datetime | None:
    if one.deadline is not None:
        return one.deadline
    if one.constraint in _FINISHES and one.constraint_date is not None:
        return one.constraint_date
    return one.second_constraint_date if one.second_constraint in _FINISHES else None


def _row(subject: Subject, last: int, end: datetime, promised: tuple[datetime, int | None], room: float) -> Evidence:
    promise, whose = promised
    text = Message.of(
        f"{_AREA}.evidence" if whose is None else f"{_AREA}.evidence_whose",
        other=None if whose is None else subject.populations.label(whose),
        task=subject.populations.label(last),
        finish=ending_day(end),
        promise=ending_day(promise),
        days=-room,
    )
    fields = {"finish": end, "promised": promise, "total_float_days": round(room, 2)}
    other = None if whose is None else subject.plan.activities[whose].id
    return Evidence(subject.plan.activities[last].id, text, other, fields)


check = Check(
    codes=("DC13",),
    reference="DCMA 14-point assessment, point 13",
    severity=Severity.STEERING,
    unit="index",
    limit=LIMIT,
    find=find,
    rule=at_least,
)
