"""Dates that overrule or limit logic, and nobody wrote down why: whether they still hold can't be asked of anyone.

Counts unfinished activities (milestones too) with a dated constraint, a second one included, and no note; none allowed.
A date on the start of work that has begun is over; occurrences of a recurring task stand on a date by their nature.
Formats without notes can't be judged, nor tables without a column for them.

Source: our own (SC18).
Bad: 'Migration' may not start before 1 June, and no one remembers who asked for that.
Good: the same date, with a note: 'Freeze until 1 June, agreed with operations on 12 February'.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE
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
from rechterhand.findings.wording import constraint_name
from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.record.plan import Source
from rechterhand.text import Message

LIMIT = 0.0
WITHOUT_NOTES = frozenset({"PSPLIB", "SDEF"})
_OF_START = frozenset(
    {
        ConstraintType.START_NO_EARLIER_THAN,
        ConstraintType.START_NO_LATER_THAN,
        ConstraintType.MUST_START_ON,
        ConstraintType.START_ON,
        ConstraintType.MANDATORY_START,
    }
)


def find(subject: Subject) -> Finding:
    """Count the dated activities without a note."""
    rows = subject.populations
    some = (rows.dates("constraint_date") != NO_DATE) | (rows.dates("second_constraint_date") != NO_DATE)
    dated = {int(at): held for at in np.flatnonzero(rows.inc_plus & some) if (held := _held(rows.plan.activities[at]))}
    if dated:
        dated = {at: held for at, held in dated.items() if not rows.occurrences[at]}
    if not dated:
        return not_applicable(Message.of("checks.constraints_without_reason.nothing"))
    if (why := _no_place(subject.plan.source)) and not any(one.notes for one in subject.plan.activities):
        return not_judgeable(why, len(dated))
    where = [at for at in dated if not (rows.plan.activities[at].notes or "").strip()]
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    order = sorted(where, key=lambda at: (floats[at], at))
    limit = subject.limit("constraints_without_reason", LIMIT)
    summary = Message.of("checks.constraints_without_reason.summary", count=len(where), population=len(dated))
    evidence = of_rows(order, lambda at: _row(rows, at, *dated[at]))
    return Finding(judged(len(where), limit), len(dated), float(len(where)), limit, summary, evidence)


def _no_place(source: Source) -> Message | None:
    """Why notes can't be in this file; None for one that has a place for them."""
    if source.columns is not None:
        return None if "notes" in source.columns else Message.of("checks.constraints_without_reason.table")
    if source.format.upper() in WITHOUT_NOTES:
        return Message.of("checks.constraints_without_reason.format", format=source.format)
    return None


def _held(one: Activity) -> tuple[ConstraintType, datetime] | None:
    """The first constraint with a date that can still do something."""
    both = ((one.constraint, one.constraint_date), (one.second_constraint, one.second_constraint_date))
    for kind, moment in both:
        if kind is not None and moment is not None and not (one.started and kind in _OF_START):
            return kind, moment
    return None


def _row(rows: Populations, at: int, constraint: ConstraintType, moment: datetime) -> Evidence:
    text = Message.of(
        "checks.constraints_without_reason.evidence",
        task=rows.label(at),
        constraint=constraint_name(constraint),
        date=moment,
    )
    fields = {"constraint": constraint.value, "constraint_date": moment, "notes": None}
    return Evidence(rows.plan.activities[at].id, text, fields=fields)


check = Check(
    codes=("SC18",),
    reference="Own convention, after DCMA point 5 and GAO-16-89G, best practice 2",
    severity=Severity.STEERING,
    unit="count",
    limit=LIMIT,
    find=find,
)
