"""Work that nobody is planned on: its duration rests on nothing, and the load of people looks too low.

Counted as DCMA point 10 does: unfinished tasks of a day or more without hours or costs, against all unfinished tasks of
a day or more. The source sets no limit, so the check warns at most; ``tasks_without_resources`` sets one. Only a plan
that says to be loaded is looked at: one with any hours or costs. ``.assignments = 1`` takes any assignment as a load,
as some tools do.

Source: DCMA 14-point assessment, point 10 (DC10).
Bad: 'Test interfaces', 15 days, without an hour of anyone in a plan that is otherwise staffed.
Good: 'Test interfaces', 15 days, with a tester for 60 hours.
"""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.result import Flags
from rechterhand.findings.check import Check, Evidence, Finding, Severity, Subject, Verdict, not_applicable, share_of
from rechterhand.findings.evidences import of_rows
from rechterhand.findings.populations import Populations
from rechterhand.text import Message

KEY = "tasks_without_resources"
LEAST_DAYS = 1.0


def find(subject: Subject) -> Finding:
    """Count the unfinished tasks without hours or costs."""
    rows = subject.populations
    loaded = _loaded(subject)
    if not loaded.any():
        return not_applicable(Message.of("checks.tasks_without_resources.not_loaded"))
    with np.errstate(invalid="ignore"):
        counted = rows.inc & (rows.duration_days >= LEAST_DAYS)
    population = int(counted.sum())
    if not population:
        return not_applicable(Message.of("checks.tasks_without_resources.nothing"))
    where = np.flatnonzero(counted & ~loaded)
    order = where[np.lexsort((where, -rows.duration_days[where]))]
    value = len(where) / population
    limit = subject.limits.get(KEY)
    verdict = Verdict.WARN if len(where) else Verdict.PASS
    if limit is not None and value > limit:
        verdict = Verdict.FAIL
    summary = Message.of("checks.tasks_without_resources.summary", measured=share_of(len(where), population))
    evidence = of_rows(order, lambda at: _row(rows, at))
    return Finding(verdict, population, value, limit, summary, evidence)


def _loaded(subject: Subject) -> Flags:
    """Rows with hours or costs, of their own or of a resource's assignment.

    Microsoft Project keeps the hours of work without people in an assignment to nobody: those are no load.
    """
    plan, rows = subject.plan, subject.populations
    any_will_do = bool(subject.limit(f"{KEY}.assignments", 0))
    nobody: set[int] = set()
    found = np.zeros(len(plan.activities), np.bool_)
    for one in plan.assignments:
        row = rows.position.get(one.activity_id)
        if row is None:
            continue
        if one.resource_id is None and not one.cost:
            nobody.add(row)
        elif any_will_do or one.work_minutes or one.remaining_work_minutes or one.cost:
            found[row] = True
    costs = (bool(one.cost.total or one.cost.fixed) for one in plan.activities)
    hours = np.fromiter((bool(one.work_minutes) for one in plan.activities), np.bool_, len(found))
    hours[list(nobody)] = False
    return found | hours | np.fromiter(costs, np.bool_, len(found))


def _row(rows: Populations, at: int) -> Evidence:
    days = round(float(rows.duration_days[at]), 2)
    text = Message.of("checks.tasks_without_resources.evidence", task=rows.label(at), days=days)
    one = rows.plan.activities[at]
    fields = {"duration_days": days, "work_minutes": one.work_minutes, "cost": one.cost.total}
    return Evidence(one.id, text, fields=fields)


check = Check(
    codes=("DC10", "GA03"),
    reference="DCMA 14-point assessment, point 10; GAO-16-89G, best practice 3",
    severity=Severity.STEERING,
    unit="share",
    limit=None,
    find=find,
    informs=True,
)
