"""A longest path that begins in the middle of the plan: a date, not the work before it, decides where it starts.

Counts the activities of the longest path that no link drives although they begin after the status date (without one:
after the project start); none allowed. Work that is under way and work that begins at once need no link.

Source: our own (SC46), after GAO-16-89G, best practice 6.
Bad: 'Install servers' is on the longest path and starts on 1 March because of 'start no earlier than'; what it waits
for stands nowhere.
Good: 'Deliver servers' (a milestone of the supplier, with its date) drives 'Install servers'.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np

from rechterhand.engine.network.arrays import NONE
from rechterhand.engine.network.kernel import works_before
from rechterhand.engine.network.rule import Setting, data_date
from rechterhand.engine.network.summaries import held_below
from rechterhand.engine.schedule.result import Flags, to_minute, to_moment
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
from rechterhand.findings.wording import constraint_name
from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.text import Message
from rechterhand.text.message import Value

LIMIT = 0.0
_NO_DATE = frozenset({ConstraintType.AS_SOON_AS_POSSIBLE, ConstraintType.AS_LATE_AS_POSSIBLE})


def find(subject: Subject) -> Finding:
    """Count the places at which the longest path has no link before it."""
    if not subject.populations.inc_plus.any():
        return not_applicable(Message.of("checks.broken_critical_path.nothing"))
    if subject.schedule is None:
        return not_judgeable(Message.of("checks.broken_critical_path.no_schedule"))
    nodes = _undriven(subject)
    path = int((subject.schedule.on_longest_path & subject.populations.inc_plus).sum())
    limit = subject.limit("broken_critical_path", LIMIT)
    summary = Message.of("checks.broken_critical_path.summary", count=len(nodes), population=path)
    starts = subject.schedule.early_start
    found = sorted((int(subject.network.row[node]) for node in nodes), key=lambda at: (-int(starts[at]), at))
    evidence = of_rows(found, lambda at: _row(subject, at))
    return Finding(judged(len(found), limit), path, float(len(found)), limit, summary, evidence)


def _undriven(subject: Subject) -> list[int]:
    """Nodes of the longest path that no link drives and that begin later than at once."""
    network, passes = subject.network, subject.passes
    net = network.arrays
    driven: Flags = np.zeros(len(network), np.bool_)
    driven[net.to[passes.driving]] = True
    border = to_minute(data_date(subject.plan))
    at_once = works_before(net.clock, net.calendar, np.full(len(network), border, np.int64))
    later = (network.fixed_start == NONE) & (passes.start > np.maximum(at_once, 0))
    return [int(node) for node in np.flatnonzero(passes.on_path & ~driven & later & (network.row >= 0))]


def _row(subject: Subject, at: int) -> Evidence:
    rows, one = subject.populations, subject.plan.activities[at]
    begins = None if subject.schedule is None else to_moment(int(subject.schedule.early_start[at]))
    values: dict[str, Value] = {"task": rows.label(at), "start": begins}
    constraint = _holding(one)
    fields: dict[str, datetime | str | int | None]
    fields = {"start": begins, "constraint": constraint.value, "constraint_date": one.constraint_date}
    if one.manual:
        text = Message.of("checks.broken_critical_path.manual", **values)
    elif constraint is ConstraintType.AS_LATE_AS_POSSIBLE:
        text = Message.of("checks.broken_critical_path.late", **values)
    elif constraint not in _NO_DATE and _pulled(subject, at):
        text = Message.of("checks.broken_critical_path.pulled", **values, constraint=constraint_name(constraint))
    elif constraint not in _NO_DATE:
        text = Message.of("checks.broken_critical_path.dated", **values, constraint=constraint_name(constraint))
    elif (above := _above(subject, at)) is not None:
        values |= {"other": rows.label(rows.position[above.id]), "constraint": constraint_name(above.constraint)}
        text = Message.of("checks.broken_critical_path.dated_above", **values)
        fields |= {"summary_id": above.id, "constraint": above.constraint.value}
        fields |= {"constraint_date": above.constraint_date}
    else:
        text = Message.of("checks.broken_critical_path.evidence", **values)
    return Evidence(one.id, text, fields=fields)


def _above(subject: Subject, at: int) -> Activity | None:
    """The summary of which the date lets a row begin no earlier."""
    network, floor = subject.network, int(subject.network.arrays.floor_moment[subject.network.node[at]])
    held = held_below(Setting.of(network.plan, honest=network.honest), [(at, subject.plan.activities[at])])
    return next((one for one, _ in held if one.constraint_date and to_minute(one.constraint_date) == floor), None)


def _pulled(subject: Subject, at: int) -> bool:
    """Whether a date puts the work before its links allow it."""
    network, passes = subject.network, subject.passes
    into = np.flatnonzero(network.arrays.to == network.node[at])
    return bool((passes.gap[into] < 0).any())


def _holding(one: Activity) -> ConstraintType:
    if one.constraint in _NO_DATE and one.second_constraint is not None:
        return one.second_constraint
    return one.constraint


check = Check(
    codes=("SC46", "GA06"),
    reference="GAO-16-89G, best practice 6",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
