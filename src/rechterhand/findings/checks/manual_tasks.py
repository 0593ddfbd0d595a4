"""Tasks with typed dates in a plan that computes: they stay where they are when earlier work runs late.

Counts unfinished activities that Microsoft Project schedules manually; none allowed. The evidence says how the typed
start fits the links: earlier than they allow, later, or as they put it; those that are too early come first, then those
that no link reaches. Other formats have no manual mode: not applicable.

Source: our own (SC58).
Bad: 'Accept' is scheduled manually and begins on 1 June; 'Test' before it ends on 12 June.
Good: 'Accept' is scheduled automatically and begins on 15 June; a deadline guards 19 June.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.network.clock import DAY
from rechterhand.engine.schedule.result import NO_DATE, Flags
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable, share_of
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Days, Populations
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0
_WITH_MODES = frozenset({"MPP", "MSPDI", "MPD"})


def find(subject: Subject) -> Finding:
    """Count the unfinished activities with typed dates."""
    rows = subject.populations
    population = int(rows.inc_plus.sum())
    if not population:
        return not_applicable(Message.of("checks.manual_tasks.nothing"))
    manual = np.fromiter((one.manual for one in subject.plan.activities), np.bool_, len(rows.inc_plus))
    if subject.plan.source.format.upper() not in _WITH_MODES and not manual.any():
        return not_applicable(Message.of("checks.manual_tasks.no_modes", format=subject.plan.source.format))
    where = np.flatnonzero(manual & rows.inc_plus)
    slack = _slack(rows)
    limit = subject.limit("manual_tasks", LIMIT)
    summary = Message.of("checks.manual_tasks.summary", measured=share_of(len(where), population))
    order = where[np.lexsort((where, np.nan_to_num(slack[where], nan=0.0)))]
    idle = _idle(subject) if len(order) else manual
    evidence = of_rows(order, lambda at: _row(rows, at, float(slack[at]), idle=bool(idle[at])))
    return Finding(judged(len(where), limit), population, float(len(where)), limit, summary, evidence)


def _slack(rows: Populations) -> Days:
    """Working days between where the links put each row and where it stands: below nought is too early. NaN without
    links or computed dates.
    """
    found = np.full(len(rows.plan.activities), np.inf)
    if rows.schedule is not None:
        into = (rows.successor >= 0) & (rows.predecessor >= 0) & (rows.schedule.relationship_float != NO_DATE)
        reached = rows.successor[into]
        np.minimum.at(found, reached, rows.schedule.relationship_float[into] / rows.minutes_per_day[reached])
    return np.where(np.isinf(found), np.nan, found)


def _idle(subject: Subject) -> Flags:
    """Rows that start on a day on which their calendar has no work."""
    starts, worktime = subject.populations.dates("start"), subject.worktime
    known = starts != NO_DATE
    if worktime is None:
        return np.zeros(len(starts), np.bool_)
    day = np.where(known, starts, 0) // DAY * DAY
    return np.asarray(known & (worktime.between(worktime.calendar, day, day + DAY) == 0), np.bool_)


def _row(rows: Populations, at: int, slack: float, *, idle: bool) -> Evidence:
    one = rows.plan.activities[at]
    values: dict[str, Value] = {"task": rows.label(at), "date": one.start}
    days = None if np.isnan(slack) else round(slack, 2)
    if days is None:
        text = Message.of("checks.manual_tasks.free", **values)
    elif days < 0:
        text = Message.of("checks.manual_tasks.early", **values, days=-days)
    elif days > 0:
        text = Message.of("checks.manual_tasks.late", **values, days=days)
    else:
        # its links allow it from the moment before, so what it misses is no working time
        text = Message.of("checks.manual_tasks.idle" if idle else "checks.manual_tasks.fits", **values)
    fields = {"manual": True, "start": one.start, "finish": one.finish, "days_after_links": days, "hidden": one.hidden}
    return Evidence(one.id, text, fields=fields)


check = Check(
    codes=("SC58",),
    reference="our own",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
