"""Less than no room: a date in the plan can't be met by the logic that leads to it.

Counted as DCMA point 7 does: unfinished tasks with a total float below nought, against all unfinished tasks; none
allowed. Without a constraint that limits late dates, a deadline or a must-finish-by date it can't occur: then the
check is not applicable. Floats are the recomputed ones, else those that the file's own tool stored; the summary says
which. The evidence names the date that each chain runs into.

Source: DCMA 14-point assessment, point 7 (DC07).
Bad: 'Accept' has a float of -12 days because 'Go-live' must be finished on 1 June.
Good: the date was moved, or the work before it was shortened, until no float is below nought.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np

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
from rechterhand.findings.populations import Populations
from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0
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
    population = int(rows.inc.sum())
    if not population:
        return not_applicable(Message.of("checks.negative_float.nothing"))
    if subject.plan.options.must_finish_by is None and not any(_own_date(one) for one in subject.plan.activities):
        return not_applicable(Message.of("checks.negative_float.no_dates"))
    if rows.float_basis is None:
        return not_judgeable(Message.of("checks.negative_float.no_floats"), population)
    with np.errstate(invalid="ignore"):
        where = np.flatnonzero(rows.inc & (rows.float_days < LESS_THAN_NOUGHT))
    order = where[np.lexsort((where, rows.float_days[where]))]
    cause = _Causes(rows)
    limit = subject.limit("negative_float", LIMIT)
    value = len(where) / population
    measured = share_of(len(where), population)
    if rows.float_basis == "computed":
        summary = Message.of("checks.negative_float.computed", measured=measured)
    else:
        summary = Message.of("checks.negative_float.stored", measured=measured)
    evidence = tuple(_row(rows, int(at), cause.of(int(at))) for at in order)
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


class _Causes:
    """Finds for a row the dated activity that its chain runs into: along the successors with the least float."""

    def __init__(self, rows: Populations) -> None:
        self.rows = rows
        self.known: dict[int, int] = {}
        self.next: dict[int, int] = {}
        floats = np.nan_to_num(rows.float_days, nan=np.inf)
        linked = np.flatnonzero(rows.lnk)
        before, after = rows.predecessor[linked], rows.successor[linked]
        for at in np.lexsort((after, floats[after]))[::-1]:
            if floats[after[at]] < 0:
                self.next[int(before[at])] = int(after[at])

    def of(self, at: int) -> int:
        """The row with the date; the last row of the chain where none has one (a must-finish-by date of the plan)."""
        walked = []
        while at not in self.known:
            walked.append(at)
            self.known[at] = at
            if _own_date(self.rows.plan.activities[at]) is not None or at not in self.next:
                break
            at = self.next[at]
        end = self.known[at]
        for one in walked:
            self.known[one] = end
        return end


def _row(rows: Populations, at: int, cause: int) -> Evidence:
    days = round(float(rows.float_days[at]), 2)
    one, other = rows.plan.activities[at], rows.plan.activities[cause]
    moment = _own_date(other) or rows.plan.options.must_finish_by
    values: dict[str, Value] = {"task": rows.label(at), "days": -days, "date": moment}
    if cause == at or _own_date(other) is None:
        text = Message.of("checks.negative_float.own", **values)
    else:
        text = Message.of("checks.negative_float.evidence", **values, other=rows.label(cause))
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
