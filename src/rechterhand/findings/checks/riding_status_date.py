"""Work that rides on the status date: each month it is about to begin, and each month it moves on.

Counts, among the tasks that haven't begun and were known in each of three successive versions
(``riding_status_date.versions``, 3), those that stood at the status date in every one of them: they begin on its day or
on the first working day after it. None allowed. Only versions with an earlier status date count, of each status date
the last. Not judgeable without as many versions.

Source: our own (SC29).
Bad: in February, March and April 'Connect network' begins on the day after the status date.
Good: 'Connect network' gets the date on which its team is really free, and a reason beside it.
"""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from rechterhand import errors
from rechterhand.engine.network.clock import build_clock
from rechterhand.engine.schedule.result import NO_DATE, Flags, Minutes, to_minute, to_moment
from rechterhand.findings.against import last_periods
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations
from rechterhand.findings.since import DAY, Since
from rechterhand.record.plan import Plan
from rechterhand.text import Message

LIMIT = 0.0
VERSIONS = 3.0
LONGEST = 31
"""Days after the status date in which the first working day is looked for."""


def find(subject: Subject) -> Finding:
    """Count the tasks that stood at the status date in every version."""
    rows = subject.populations
    if not rows.fut.any():
        return not_applicable(Message.of("checks.riding_status_date.nothing"))
    wanted = max(2, int(subject.limit("riding_status_date.versions", VERSIONS)))
    periods = last_periods(subject, wanted - 1, int(rows.fut.sum()))
    if isinstance(periods, Finding):
        return periods
    looked = rows.fut
    for one in periods:
        looked = one.both(looked, one.was.fut)
    population, oldest = int(looked.sum()), periods[-1]
    if not population:
        return not_applicable(Message.of("checks.riding_status_date.none_then", version=oldest.told))
    riding = looked & _at_status(rows)
    for one in periods:
        riding = one.both(riding, _at_status(one.was))
    where = np.flatnonzero(riding)
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    order = where[np.lexsort((where, floats[where]))]
    limit = subject.limit("riding_status_date", LIMIT)
    summary = Message.of(
        "checks.riding_status_date.summary",
        count=len(where),
        population=population,
        versions=wanted,
        version=oldest.told,
    )
    evidence = of_rows(order, lambda at: _row(rows, at, periods))
    return Finding(judged(len(where), limit), population, float(len(where)), limit, summary, evidence)


def _at_status(rows: Populations) -> Flags:
    """Rows that begin between the status date and the end of the first working day after it."""
    plan, starts = rows.plan, rows.planned_start
    if plan.status_date is None:
        return np.zeros(len(starts), np.bool_)
    day = to_minute(plan.status_date) // DAY * DAY
    last = {key: _first_day(plan, key) for key in {one.calendar_id for one in plan.activities}}
    ends: Minutes = np.array([last[one.calendar_id] for one in plan.activities], np.int64) + DAY
    return np.asarray((starts != NO_DATE) & (starts >= day) & (starts < ends), np.bool_)


def _first_day(plan: Plan, calendar: int | None) -> int:
    """The first minute of the first day with work from the status date on; from the next day after work has begun."""
    if plan.status_date is None:
        return NO_DATE
    first = plan.status_date.date() + timedelta(days=int(plan.status_date.hour > 0))
    begin = to_minute(plan.status_date) // DAY * DAY + DAY * int(plan.status_date.hour > 0)
    key = plan.default_calendar_id if calendar is None else calendar
    if key is None or all(one.id != key for one in plan.calendars):
        weekend = max(0, 7 - first.weekday()) if first.weekday() >= 5 else 0
        return begin + weekend * DAY
    try:
        clock = build_clock(plan.calendars, [key], first, first + timedelta(days=LONGEST))
    except errors.BadPlan:
        return begin
    worked = np.flatnonzero(np.diff(clock.before[clock.position[key]]))
    return begin + (int(worked[0]) if len(worked) else 0) * DAY


def _row(rows: Populations, at: int, periods: tuple[Since, ...]) -> Evidence:
    starts = [to_moment(int(one.was.planned_start[one.before[at]])) for one in reversed(periods)]
    starts.append(to_moment(int(rows.planned_start[at])))
    text = Message.of(
        "checks.riding_status_date.evidence", task=rows.label(at), date=starts[0], now=starts[-1], count=len(starts)
    )
    return Evidence(rows.plan.activities[at].id, text, fields={"starts": tuple(starts)})


check = Check(
    codes=("SC29", "GA09"),
    reference="Own convention, after GAO-16-89G, best practice 9",
    severity=Severity.STEERING,
    unit="count",
    limit=LIMIT,
    find=find,
)
