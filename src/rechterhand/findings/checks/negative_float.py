"""Less than no room: a date in the plan can't be met by the logic that leads to it.

Counted as DCMA point 7 does: unfinished tasks with a total float below nought, against all unfinished tasks; none
allowed. Without a constraint that limits late dates, a deadline or a must-finish-by date it can't occur: then the
check is not applicable. Floats are the recomputed ones, else those that the file's own tool stored; the summary says
which. The evidence names the date that each chain runs into. ``negative_float.milestones`` and ``.baselined`` choose
whom is counted.

Source: DCMA 14-point assessment, point 7 (DC07).
Bad: 'Accept' has a float of -12 days because 'Go-live' must be finished on 1 June.
Good: the date was moved, or the work before it was shortened, until no float is below nought.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE, Flags, to_moment
from rechterhand.findings.chains import chain_ends
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
from rechterhand.findings.counted import unfinished
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.own_date import short_of
from rechterhand.findings.own_days import own_days
from rechterhand.findings.populations import Days, Populations, Rows
from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.record.link import LinkType
from rechterhand.text import Message
from rechterhand.text.ending import ending_day

LIMIT = 0.0
_OF_START = frozenset(
    {
        ConstraintType.START_NO_LATER_THAN,
        ConstraintType.MUST_START_ON,
        ConstraintType.START_ON,
        ConstraintType.MANDATORY_START,
    }
)
_INTO_START = frozenset({LinkType.FS, LinkType.SS})
LESS_THAN_NOUGHT = -0.5 / 480
_LIMITING = frozenset(ConstraintType) - {
    ConstraintType.AS_SOON_AS_POSSIBLE,
    ConstraintType.AS_LATE_AS_POSSIBLE,
    ConstraintType.START_NO_EARLIER_THAN,
    ConstraintType.FINISH_NO_EARLIER_THAN,
}


def find(subject: Subject) -> Finding:
    """Count the unfinished tasks with a float below nought."""
    rows = subject.populations
    counted = unfinished(subject, "negative_float")
    population = int(counted.sum())
    if not population:
        return not_applicable(Message.of("checks.negative_float.nothing"))
    if subject.plan.options.must_finish_by is None and not any(_own_date(one) for one in subject.plan.activities):
        return not_applicable(Message.of("checks.negative_float.no_dates"))
    if rows.float_basis is None:
        return not_judgeable(Message.of("checks.negative_float.no_floats"), population)
    with np.errstate(invalid="ignore"):
        where = np.flatnonzero(counted & (rows.float_days < LESS_THAN_NOUGHT))
    order = where[np.lexsort((where, rows.float_days[where]))]
    limit = subject.limit("negative_float", LIMIT)
    value = len(where) / population
    measured = share_of(len(where), population)
    if rows.float_basis == "computed":
        summary = Message.of("checks.negative_float.computed", measured=measured)
    else:
        summary = Message.of("checks.negative_float.stored", measured=measured)
    dated = _dated(rows)
    causes = _causes(rows, dated)
    evidence = Evidences(order, lambda at: _row(subject, at, int(causes[at]), dated), order)
    return Finding(judged(value, limit), population, value, limit, summary, evidence)


def _own_date(one: Activity) -> datetime | None:
    """The date on an activity that can limit its late dates."""
    if one.deadline is not None:
        return one.deadline
    if one.constraint in _LIMITING:
        return one.constraint_date
    if one.second_constraint is not None and one.second_constraint in _LIMITING:
        return one.second_constraint_date
    return one.external_late_finish


def _dated(rows: Populations) -> Flags:
    """Which rows have a date of their own that limits their late dates."""
    activities = rows.plan.activities
    return np.fromiter((_binds(rows, at, one) for at, one in enumerate(activities)), np.bool_, len(activities))


def _causes(rows: Populations, dated: Flags) -> Rows:
    """From each row along the successors that leave it least room to the dated row that the chain runs into.

    It ends at the last row where none has a date (a must-finish-by date of the plan).
    """
    room = _room(rows)
    with np.errstate(invalid="ignore"):
        leads_on = (room < 0) | (dated & (rows.float_days <= 0))[rows.successor]
    return chain_ends(rows, rows.lnk & leads_on, dated, room)


def _room(rows: Populations) -> Days:
    """``(links,)`` how much later each link lets its predecessor be: what lies between the two, and the room of the end
    of the successor that it leads to. A successor that its own date pulls forward leaves less than it has itself.

    Of stored floats, without links of their own, the successor's float alone.
    """
    found: Days = rows.float_days[rows.successor]
    if rows.schedule is None:
        return found
    by_start = np.array([one.type in _INTO_START for one in rows.plan.links], np.bool_)
    of_end = np.where(by_start, rows.schedule.start_float[rows.successor], rows.schedule.finish_float[rows.successor])
    gap = rows.schedule.relationship_float
    between = np.where(gap == NO_DATE, 0, gap) / rows.minutes_per_day[rows.predecessor]
    return np.where(of_end == NO_DATE, found, between + of_end / rows.minutes_per_day[rows.successor])


def _binds(rows: Populations, at: int, one: Activity) -> bool:
    """Whether its own date limits an activity's late dates, and not one further on."""
    moment = _own_date(one)
    if moment is None or rows.schedule is None:
        return moment is not None
    late = rows.schedule.late_start[at] if _by_start(one) else rows.schedule.late_finish[at]
    day = to_moment(int(late))
    return day is None or ending_day(day) >= ending_day(moment)


def _by_start(one: Activity) -> bool:
    """Whether its own date is one to begin by."""
    kind = one.constraint if one.constraint in _LIMITING else one.second_constraint
    return one.deadline is None and kind in _OF_START


def _row(subject: Subject, at: int, cause: int, dated: Flags) -> Evidence:
    rows = subject.populations
    days = round(float(rows.float_days[at]), 2)
    one, other = rows.plan.activities[at], rows.plan.activities[cause]
    of_plan = rows.plan.options.must_finish_by
    own = _own_date(other) if dated[cause] or of_plan is None else None
    moment = own or of_plan
    short = own_days(rows.plan, one, -days)
    if cause == at or own is None:
        text = Message.of("checks.negative_float.own", task=rows.label(at), short=short, date=moment)
    else:
        key = "checks.negative_float.begins" if _by_start(other) else "checks.negative_float.due"
        reason = Message.of(key, other=rows.label(cause), date=moment)
        text = Message.of("checks.negative_float.evidence", task=rows.label(at), short=short, reason=reason)
        own = _own_date(one)
        left = None if own is None else short_of(subject, at, own, by_start=_by_start(one))
        if left is not None and left > -LESS_THAN_NOUGHT:
            remains = own_days(rows.plan, one, round(left, 2))
            text = Message.of("checks.negative_float.and_own", found=text, date=own, short=remains)
    fields = {"total_float_days": days, "date": moment}
    return Evidence(one.id, text, None if cause == at else other.id, fields)


check = Check(
    codes=("DC07", "GA07"),
    reference="DCMA 14-point assessment, point 7; GAO-16-89G, best practice 7",
    severity=Severity.DATES,
    unit="share",
    limit=LIMIT,
    find=find,
)
