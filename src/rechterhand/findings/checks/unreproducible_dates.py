"""Dates in the file that the plan's own rules don't give: it was saved without being scheduled, or edited outside.

Looks at unfinished activities of which the file holds the early and late dates that its tool computed, and compares
them with those that we compute by that tool's rules, to the minute (of files with dates only by day); at most 1 % may
differ. The differences with which a chain begins come first: what follows them differs because they do. Floats aren't
compared: they follow from the dates. Not judgeable for a plan that can't be scheduled, or a file that holds no computed
dates.

Source: our own (SC66). How well we follow the tools: docs/agreement.md.
Bad: a link was added and the file saved without recalculation; 40 tasks stand where they can't.
Good: recalculated (F9), then saved; every date follows.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.network.clock import DAY
from rechterhand.engine.schedule.result import NO_DATE, Flags, Minutes, ScheduleResult, to_moment
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
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations, minutes_of
from rechterhand.record.plan import Dialect
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.01
_DATES = ("early_start", "early_finish", "late_start", "late_finish")


def find(subject: Subject) -> Finding:
    """Take the share of activities of which stored and computed dates differ."""
    rows, schedule = subject.populations, subject.schedule
    pending = rows.act & ~rows.finished & ~rows.effort
    if not pending.any():
        return not_applicable(Message.of("checks.unreproducible_dates.nothing"))
    if schedule is None:
        return not_judgeable(Message.of("checks.unreproducible_dates.unscheduled"), int(pending.sum()))
    stored = _stored(rows)
    looked = pending & (stored["late_finish"] != NO_DATE)
    population = int(looked.sum())
    if not population:
        text = Message.of("checks.unreproducible_dates.no_dates", format=subject.plan.source.format)
        return not_judgeable(text, int(pending.sum()))
    ours = _computed(schedule)
    early = looked & (_differ(rows, stored, ours, "early_start") | _differ(rows, stored, ours, "early_finish"))
    late = looked & (_differ(rows, stored, ours, "late_start") | _differ(rows, stored, ours, "late_finish"))
    begins = _beginnings(rows, early, late)
    where = np.flatnonzero(early | late)
    order = where[np.lexsort((where, ~early[where], ~begins[where]))]
    limit = subject.limit("unreproducible_dates", LIMIT)
    value = len(where) / population
    summary = Message.of(
        "checks.unreproducible_dates.summary",
        measured=share_of(len(where), population),
        early=int(early.sum()),
        late=int(late.sum()),
    )
    evidence = of_rows(order, lambda at: _row(rows, at, (stored, ours), early=bool(early[at]), begins=bool(begins[at])))
    return Finding(judged(value, limit), population, value, limit, summary, evidence)


def _stored(rows: Populations) -> dict[str, Minutes]:
    """What the file's tool computed, as minutes since 1970."""
    told = [one.stored for one in rows.plan.activities]
    return {
        "early_start": minutes_of(one.early_start for one in told),
        "early_finish": minutes_of(one.early_finish for one in told),
        "late_start": minutes_of(one.late_start for one in told),
        "late_finish": minutes_of(one.late_finish for one in told),
    }


def _computed(schedule: ScheduleResult) -> dict[str, Minutes]:
    """The same by our computing. P6 stores the early start of what remains, Microsoft Project the actual start."""
    primavera = schedule.plan.dialect is Dialect.PRIMAVERA
    starts = schedule.remaining_start if primavera else schedule.early_start
    return {
        "early_start": starts,
        "early_finish": schedule.early_finish,
        "late_start": schedule.late_start,
        "late_finish": schedule.late_finish,
    }


def _differ(rows: Populations, stored: dict[str, Minutes], ours: dict[str, Minutes], name: str) -> Flags:
    if rows.plan.source.date_only:
        return np.asarray(stored[name] // DAY != ours[name] // DAY, np.bool_)
    return np.asarray(stored[name] != ours[name], np.bool_)


def _beginnings(rows: Populations, early: Flags, late: Flags) -> Flags:
    """Rows at which a difference begins: no predecessor differs in early dates, or no successor in late ones."""
    follows = np.zeros_like(early)
    linked = rows.lnk
    before, after = rows.predecessor[linked], rows.successor[linked]
    follows[after[early[before]]] = True
    precedes = np.zeros_like(late)
    precedes[before[late[after]]] = True
    return np.asarray((early & ~follows) | (late & ~early & ~precedes), np.bool_)


def _row(
    rows: Populations, at: int, dates: tuple[dict[str, Minutes], dict[str, Minutes]], *, early: bool, begins: bool
) -> Evidence:
    one, (stored, ours) = rows.plan.activities[at], dates
    sides = _DATES[:2] if early else _DATES[2:]
    name = next((side for side in sides if stored[side][at] != ours[side][at]), sides[0])
    values: dict[str, Value] = {
        "task": rows.label(at),
        "stored": to_moment(int(stored[name][at])),
        "computed": to_moment(int(ours[name][at])),
    }
    match name:
        case "early_start":
            text = Message.of("checks.unreproducible_dates.early_start", **values)
        case "early_finish":
            text = Message.of("checks.unreproducible_dates.early_finish", **values)
        case "late_start":
            text = Message.of("checks.unreproducible_dates.late_start", **values)
        case _:
            text = Message.of("checks.unreproducible_dates.late_finish", **values)
    fields = {"field": name, "stored": values["stored"], "computed": values["computed"], "begins_here": begins}
    return Evidence(one.id, text, fields=fields)


check = Check(
    codes=("SC66", "GA05"),
    reference="our own, after GAO-16-89G, best practice 5",
    severity=Severity.DATES,
    unit="share",
    limit=LIMIT,
    find=find,
)
