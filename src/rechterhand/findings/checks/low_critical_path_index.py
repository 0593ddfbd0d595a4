"""Less time than the longest path needs: the promised finish can be met only by working faster than planned.

Counted as DCMA point 13 does: the length of the longest path, in working days from the status date to the forecast
finish, plus the total float against the promised finish, divided by that length; at least 0.95 (the target is 1.00:
``low_critical_path_index.target = 1`` warns below it). The promise is the baseline finish of the plan's last activity,
else the one that leads the verdict: the date by which the plan must finish, else the latest finish in the baseline,
else the latest of the deadlines and hard dates of what ends the plan, or would end it without that date. With
``.baseline_first = 0`` the baseline counts only where there is no other date. Without any of these the float is nought
by definition: not applicable. Working days are those of the project calendar.

Source: DCMA 14-point assessment, point 13 (DC13).
Bad: 80 working days to go and 8 days too few for the promised date: 0.90.
Good: 80 working days to go and 20 to spare: 1.25.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import numpy as np

from rechterhand.engine.schedule.result import to_minute, to_moment
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
from rechterhand.text import Message
from rechterhand.text.ending import ending_day

KEY = "low_critical_path_index"
LIMIT = 0.95
_AREA = f"checks.{KEY}"


def find(subject: Subject) -> Finding:
    """Divide the time there is by the time that is needed."""
    rows, status = subject.populations, subject.plan.status_date
    open_rows = np.flatnonzero(rows.inc_plus)
    if not len(open_rows):
        return not_applicable(Message.of("checks.low_critical_path_index.nothing"))
    if subject.schedule is None:
        return not_judgeable(Message.of("checks.low_critical_path_index.no_schedule"))
    finishes = subject.schedule.early_finish
    last, promise = _promised(subject, open_rows[finishes[open_rows] == finishes[open_rows].max()])
    end = to_moment(int(finishes[last]))
    if promise is None or end is None:
        return not_applicable(Message.of("checks.low_critical_path_index.no_promise"))
    if status is None:
        return not_judgeable(Message.of("checks.low_critical_path_index.no_status"), 1)
    moments = np.array([to_minute(one) for one in (status, end, promise.moment)], np.int64)
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
        promise=ending_day(promise.moment),
    )
    if promise.whose is not None:
        whose = rows.label(promise.whose)
        summary = Message.of(f"{_AREA}.{promise.form}", found=summary, other=whose, task=rows.label(last))
    evidence = (_row(subject, last, end, promise, room),) if verdict is not Verdict.PASS else ()
    return Finding(verdict, 1, value, limit, summary, evidence)


class _Promise(NamedTuple):
    """A date that the finish is held against; the row whose it is where that's another than the last, told as."""

    moment: datetime
    whose: int | None = None
    form: str = "whose"


def _promised(subject: Subject, ends: Rows) -> tuple[int, _Promise | None]:
    """With which of the rows that end the plan together it ends: the one that carries the promise, as its milestone;
    and the promise.
    """
    rows, first = subject.populations, int(ends[0])
    baseline_first = bool(subject.limit(f"{KEY}.baseline_first", 1))
    own = to_moment(int(rows.baseline_finish[first]))
    if baseline_first and own is not None:
        return first, _Promise(own)
    told = subject.promised(baseline=baseline_first) or subject.promised()
    if told is None:
        return first, None
    what, id_, moment = told
    if what == "baseline_finish":
        latest = int(np.lexsort((rows.act, rows.baseline_finish))[-1])
        return first, _Promise(moment, None if own == moment else latest)
    if id_ is None:
        return first, _Promise(moment)
    whose = rows.position[id_]
    return (whose, _Promise(moment)) if whose in ends.tolist() else (first, _Promise(moment, whose, "whose_date"))


def _row(subject: Subject, last: int, end: datetime, promise: _Promise, room: float) -> Evidence:
    rows, whose = subject.populations, promise.whose
    text = Message.of(
        f"{_AREA}.evidence" if whose is None else f"{_AREA}.evidence_{promise.form}",
        other=None if whose is None else rows.label(whose),
        task=rows.label(last),
        finish=ending_day(end),
        promise=ending_day(promise.moment),
        days=-room,
    )
    fields = {"finish": end, "promised": promise.moment, "total_float_days": round(room, 2)}
    other = None if whose is None else rows.plan.activities[whose].id
    return Evidence(rows.plan.activities[last].id, text, other, fields)


check = Check(
    codes=("DC13",),
    reference="DCMA 14-point assessment, point 13",
    severity=Severity.STEERING,
    unit="index",
    limit=LIMIT,
    find=find,
    rule=at_least,
)
