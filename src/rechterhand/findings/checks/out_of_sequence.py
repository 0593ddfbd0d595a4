"""Work that began or ended before its links allow: either the link isn't true, or the reported date isn't.

Looks at links between activities (levels of effort aside) of which the successor has come as far as the link speaks of:
begun for FS and SS, finished for FF and SF. A link is broken when what it waits for hasn't happened yet, or happened
later than the successor's date minus the lag: FS: start before the predecessor's finish; SS: start before its start;
FF: finish before its finish; SF: finish before its start. None allowed. Lags are counted in working time on the lag's
calendar; moments with only a pause between them are the same. A lead doesn't say when work may begin while its
predecessor isn't there yet: such a link counts as kept. Of a plan that can't be scheduled lags count as nought,
and leads aren't looked at. Files with dates only are compared by day.

Source: NDIA Planning and Scheduling Excellence Guide, out-of-sequence status (SC26).
Bad: 'Test' began on 4 May; its predecessor 'Build' finished on 11 May.
Good: the link says what held: start to start with ten days' lag, or 'Build' was split.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np

from rechterhand.engine.network.clock import DAY
from rechterhand.engine.schedule.result import NO_DATE, Flags, Minutes
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable, share_of
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Days, Populations, Rows
from rechterhand.findings.wording import link_type
from rechterhand.findings.worktime import WorkingTime
from rechterhand.record.link import LagUnit, Link, LinkType
from rechterhand.record.plan import LagCalendar
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0
_BY_FINISH = frozenset({LinkType.FS, LinkType.FF})
_TO_START = frozenset({LinkType.FS, LinkType.SS})
_PERCENT = frozenset({LagUnit.PERCENT, LagUnit.ELAPSED_PERCENT})
_ELAPSED = frozenset({LagUnit.ELAPSED, LagUnit.ELAPSED_PERCENT})


def find(subject: Subject) -> Finding:
    """Count the links that the reported dates contradict."""
    rows = subject.populations
    before, after = _moments(rows)
    reached = np.flatnonzero(rows.ends(rows.act & ~rows.effort) & (after != NO_DATE))
    population = len(reached)
    if not population:
        return not_applicable(Message.of("checks.out_of_sequence.nothing"))
    short = _short(subject, reached, before[reached], after[reached])
    wrong = np.flatnonzero(short > 0)
    order = wrong[np.lexsort((wrong, -short[wrong]))]
    limit = subject.limit("out_of_sequence", LIMIT)
    summary = Message.of("checks.out_of_sequence.summary", measured=share_of(len(wrong), population))
    links = reached[order]
    touched = np.column_stack((rows.predecessor[links], rows.successor[links]))
    evidence = Evidences(order, lambda at: _row(rows, int(reached[at]), float(short[at])), touched)
    return Finding(judged(len(wrong), limit), population, float(len(wrong)), limit, summary, evidence)


def _moments(rows: Populations) -> tuple[Minutes, Minutes]:
    """For each link the actual moment of the predecessor that it waits for, and that of the successor that waits."""
    by_finish, to_start = rows.of_type(*_BY_FINISH), rows.of_type(*_TO_START)
    if not len(rows.plan.activities):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    starts, finishes = rows.dates("actual_start"), rows.dates("actual_finish")
    before = np.where(by_finish, finishes[rows.predecessor], starts[rows.predecessor])
    return before, np.where(to_start, starts[rows.successor], finishes[rows.successor])


def _short(subject: Subject, reached: Rows, before: Minutes, after: Minutes) -> Days:
    """Days by which each link is broken: 0 where it holds, infinite where what it waits for hasn't happened yet."""
    rows = subject.populations
    lag = np.array([_lag(rows, int(at)) for at in reached], np.float64)
    absent = before == NO_DATE
    before, after = (_by_day(rows, moments) for moments in (np.where(absent, after, before), after))
    worktime = subject.worktime
    if worktime is None:
        needed, gap = np.zeros_like(lag), np.where(lag < 0, 0, after - before)
    else:
        needed, gap = lag, worktime.between(_lag_calendars(subject, worktime, reached), before, after)
    short = np.maximum(needed - gap, 0.0) / rows.minutes_per_day[rows.successor[reached]]
    return np.where(absent, np.where(lag < 0, 0.0, np.inf), short)


def _by_day(rows: Populations, moments: Minutes) -> Minutes:
    return moments // DAY * DAY if rows.plan.source.date_only else moments


def _lag(rows: Populations, at: int) -> float:
    link = rows.plan.links[at]
    if link.lag_unit in _PERCENT:
        duration = rows.plan.activities[rows.predecessor[at]].duration_minutes or 0
        return (link.lag_percent or 0.0) / 100 * duration
    return float(link.lag_minutes)


def _lag_calendars(subject: Subject, worktime: WorkingTime, reached: Rows) -> Rows:
    """The calendar that counts each link's lag; of a link without lag that of its successor."""
    rows, option = subject.populations, subject.plan.options.lag_calendar
    own = worktime.calendar[rows.successor[reached]]
    counting = {
        LagCalendar.PREDECESSOR: worktime.calendar[rows.predecessor[reached]],
        LagCalendar.SUCCESSOR: own,
        LagCalendar.PROJECT: np.full(len(reached), worktime.default),
        LagCalendar.TWENTY_FOUR_HOURS: np.zeros(len(reached), np.int64),
    }[option]
    links = [subject.plan.links[at] for at in reached]
    elapsed: Flags = np.array([one.lag_unit in _ELAPSED for one in links], np.bool_)
    plain: Flags = np.array([not one.lag_minutes and not one.lag_percent for one in links], np.bool_)
    return np.where(plain, own, np.where(elapsed, 0, counting))


def _row(rows: Populations, at: int, short: float) -> Evidence:
    link = rows.plan.links[at]
    before, after = (rows.plan.activities[end] for end in (rows.predecessor[at], rows.successor[at]))
    begun = link.type in _TO_START
    moment = after.actual_start if begun else after.actual_finish
    awaited = before.actual_finish if link.type in _BY_FINISH else before.actual_start
    values: dict[str, Value] = {
        "task": rows.label(int(rows.successor[at])),
        "other": rows.label(int(rows.predecessor[at])),
        "date": moment,
        "type": link_type(link.type),
    }
    text = _ahead(link, values) if awaited is None else _early(link, values, awaited, round(short, 2))
    fields = {
        "type": link.type.value,
        "lag_minutes": link.lag_minutes,
        "lag_percent": link.lag_percent,
        "predecessor_date": awaited,
        "actual_start" if begun else "actual_finish": moment,
    }
    return Evidence(after.id, text, before.id, fields)


def _ahead(link: Link, values: dict[str, Value]) -> Message:
    """What the link waits for hasn't happened yet."""
    match link.type:
        case LinkType.FS:
            return Message.of("checks.out_of_sequence.begun_unfinished", **values)
        case LinkType.SS:
            return Message.of("checks.out_of_sequence.begun_unstarted", **values)
        case LinkType.FF:
            return Message.of("checks.out_of_sequence.ended_unfinished", **values)
        case LinkType.SF:
            return Message.of("checks.out_of_sequence.ended_unstarted", **values)


def _early(link: Link, values: dict[str, Value], awaited: datetime, days: float) -> Message:
    """It happened later than the link allows."""
    match link.type:
        case LinkType.FS:
            return Message.of("checks.out_of_sequence.begun_finish", **values, awaited=awaited, days=days)
        case LinkType.SS:
            return Message.of("checks.out_of_sequence.begun_start", **values, awaited=awaited, days=days)
        case LinkType.FF:
            return Message.of("checks.out_of_sequence.ended_finish", **values, awaited=awaited, days=days)
        case LinkType.SF:
            return Message.of("checks.out_of_sequence.ended_start", **values, awaited=awaited, days=days)


check = Check(
    codes=("SC26", "GA09"),
    reference="NDIA Planning and Scheduling Excellence Guide; GAO-16-89G, best practice 9",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
