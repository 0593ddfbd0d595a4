"""Dates that overrule logic: the plan doesn't move along when work before them runs late.

Counted as DCMA point 5 does: unfinished tasks with a hard constraint, against all unfinished tasks; at most 5 %. Hard
are, in Microsoft Project, must start on, must finish on, start no later than and finish no later than; in Primavera
the mandatory dates always, and in the strict reading also start on, finish on and the on-or-before dates
(``hard_constraints.strict = 0`` leaves these out). ``.on_dates = 1`` takes only dates to start or finish on (in
Microsoft Project: must start or finish on), as Powerproject does, and no mandatory dates. Deadlines and no-earlier-than
dates are never hard. ``.milestones`` and ``.baselined`` choose whom is counted; milestones with a hard date that aren't
counted are shown beside them.

Source: DCMA 14-point assessment, point 5 (DC05).
Bad: 'Go-live' must start on 1 March; migration now ends on 9 March, and the plan still says 1 March.
Good: 'Go-live' follows migration, and 1 March is its deadline.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np

from rechterhand.engine.schedule.result import Flags
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, judged, not_applicable, share_of
from rechterhand.findings.counted import unfinished
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.own_date import short_of
from rechterhand.findings.populations import Populations
from rechterhand.findings.wording import constraint_name
from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.record.plan import Dialect
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.05
ALWAYS = frozenset({ConstraintType.MANDATORY_START, ConstraintType.MANDATORY_FINISH})
MICROSOFT = ALWAYS | {
    ConstraintType.MUST_START_ON,
    ConstraintType.MUST_FINISH_ON,
    ConstraintType.START_NO_LATER_THAN,
    ConstraintType.FINISH_NO_LATER_THAN,
}
STRICT = MICROSOFT | {ConstraintType.START_ON, ConstraintType.FINISH_ON}
OF_START = frozenset(
    {
        ConstraintType.START_NO_LATER_THAN,
        ConstraintType.MUST_START_ON,
        ConstraintType.START_ON,
        ConstraintType.MANDATORY_START,
    }
)
ON_DATES = frozenset(
    {
        ConstraintType.START_ON,
        ConstraintType.FINISH_ON,
        ConstraintType.MUST_START_ON,
        ConstraintType.MUST_FINISH_ON,
    }
)
Held = tuple[ConstraintType, datetime | None]


def find(subject: Subject) -> Finding:
    """Count the unfinished tasks with a hard date."""
    rows = subject.populations
    counted = unfinished(subject, "hard_constraints")
    population = int(counted.sum())
    beside = rows.inc_plus & rows.milestone & ~counted
    strict = bool(subject.limit("hard_constraints.strict", 1))
    primavera = subject.plan.dialect is Dialect.PRIMAVERA
    hard = STRICT if strict else ALWAYS if primavera else MICROSOFT
    if subject.limit("hard_constraints.on_dates", 0):
        hard = ON_DATES
    held = _held(rows, counted, hard)
    moments = _held(rows, beside, hard)
    if not population:
        return not_applicable(_nothing(len(moments)))
    limit = subject.limit("hard_constraints", LIMIT)
    value = len(held) / population
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    found = held | moments
    order = sorted(found, key=lambda at: (at in moments, floats[at], at))
    evidence = of_rows(order, lambda at: _row(subject, at, found[at], counts=at in held))
    summary = Message.of("checks.hard_constraints.summary", measured=share_of(len(held), population))
    if moments:
        summary = Message.of("checks.hard_constraints.beside", found=summary, count=len(moments))
    return Finding(judged(value, limit), population, value, limit, summary, evidence)


def _held(rows: Populations, which: Flags, hard: frozenset[ConstraintType]) -> dict[int, Held]:
    """Which of these rows a hard date holds, and which date that is."""
    activities = rows.plan.activities
    return {int(at): held for at in np.flatnonzero(which) if (held := _hard(activities[at], hard))}


def _nothing(moments: int) -> Message:
    """That there is no task to count; milestones with a hard date are told of all the same."""
    if not moments:
        return Message.of("checks.hard_constraints.nothing")
    return Message.of("checks.hard_constraints.moments", count=moments)


def _hard(one: Activity, hard: frozenset[ConstraintType]) -> Held | None:
    if one.constraint in hard:
        return one.constraint, one.constraint_date
    if one.second_constraint is not None and one.second_constraint in hard:
        return one.second_constraint, one.second_constraint_date
    return None


def _row(subject: Subject, at: int, held: Held, *, counts: bool) -> Evidence:
    rows = subject.populations
    constraint, moment = held
    days = float(rows.float_days[at])
    known = None if np.isnan(days) else round(days, 2)
    values: dict[str, Value] = {"task": rows.label(at), "constraint": constraint_name(constraint), "date": moment}
    short = None if moment is None else short_of(subject, at, moment, by_start=constraint in OF_START)
    short = known and -known if short is None else round(short, 2)
    if known is not None and known < 0 and short is not None and short > 0:
        text = Message.of("checks.hard_constraints.late", **values, days=short)
    else:
        text = Message.of("checks.hard_constraints.evidence", **values)
    fields = {"constraint": constraint.value, "constraint_date": moment, "total_float_days": known}
    return Evidence(rows.plan.activities[at].id, text, fields=fields, counts=counts)


check = Check(
    codes=("DC05", "GA02"),
    reference="DCMA 14-point assessment, point 5; GAO-16-89G, best practice 2",
    severity=Severity.DATES,
    unit="share",
    limit=LIMIT,
    find=find,
)
