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

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from rechterhand import errors
from rechterhand.engine.network.clock import build_clock
from rechterhand.engine.schedule.result import NO_DATE, Flags, Minutes, to_minute, to_moment
from rechterhand.findings.against import last_periods
from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    judged,
    not_applicable,
    not_judgeable,
)
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
    known = rows.fut
    for one in periods:
        known = one.both(known, one.was.fut)
    oldest = periods[-1]
    if not known.any():
        return not_applicable(Message.of("checks.riding_status_date.none_then", version=oldest.told))
    versions = [_Starts.of(rows), *(_Starts.then(one, known) for one in periods)]
    looked = riding = known
    for version in versions:
        looked, riding = looked & (version.moments != NO_DATE), riding & version.at_status
    population = int(looked.sum())
    if not population:
        return not_judgeable(Message.of("checks.riding_status_date.no_starts"), int(known.sum()))
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
    if any((looked & version.computed).any() for version in versions):
        summary = Message.of("checks.riding_status_date.computed", found=summary)
    evidence = of_rows(order, lambda at: _row(rows, at, versions))
    return Finding(judged(len(where), limit), population, float(len(where)), limit, summary, evidence)


@dataclass(frozen=True, slots=True)
class _Starts:
    """Of a version, for each row of the plan itself: its start, whether that's at the status date, whether computed."""

    moments: Minutes
    at_status: Flags
    computed: Flags

    @classmethod
    def of(cls, rows: Populations) -> _Starts:
        """The starts of the file, else those computed before anything is moved behind the status date."""
        own, told = rows.dates("start"), rows.as_told
        moments = own if told is None else np.where(own == NO_DATE, told.early_start, own)
        return cls(moments, _at_status(rows.plan, moments), (own == NO_DATE) & (moments != NO_DATE))

    @classmethod
    def then(cls, one: Since, known: Flags) -> _Starts:
        """Those of an earlier version, which is scheduled only where it lacks starts of rows that are looked at."""
        lacking = (one.dates_then(one.was.dates("start"))[known] == NO_DATE).any()
        found = cls.of((one.scheduled if lacking else None) or one.was)
        everywhere = np.ones(len(known), np.bool_)
        at_status, computed = one.both(everywhere, found.at_status), one.both(everywhere, found.computed)
        return cls(one.dates_then(found.moments), at_status, computed)


def _at_status(plan: Plan, starts: Minutes) -> Flags:
    """Rows that begin between the status date and the end of the first working day after it."""
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


def _row(rows: Populations, at: int, versions: list[_Starts]) -> Evidence:
    starts = [to_moment(int(one.moments[at])) for one in (*reversed(versions[1:]), versions[0])]
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
