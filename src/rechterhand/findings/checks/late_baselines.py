"""Baselines set after the work had begun: they copy what happened, so the work can't be late.

Looks at tasks with an actual start and a baseline of which the file says when it was saved (Microsoft Project keeps one
moment for each of its eleven baselines). Counted are those of which every baseline was saved after the day of the
actual start; none allowed. Microsoft Project renews the moment when a baseline is saved for chosen tasks only: ask
before you conclude. Not judgeable when the file doesn't say when its baselines were saved.

Source: our own (SC38), after GAO best practice 10.
Bad: the baseline was saved on 1 June; 'Build' began on 4 May and stands in it with the dates it really had.
Good: the first baseline, of 15 January, stays; a new one has a number and a reason of its own.
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
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.populations import Populations
from rechterhand.record.activity import Activity
from rechterhand.record.plan import Plan
from rechterhand.text import Message

LIMIT = 0.0


def find(subject: Subject) -> Finding:
    """Count the tasks that were baselined after they began."""
    rows, plan = subject.populations, subject.plan
    begun = [
        int(at)
        for at in np.flatnonzero(rows.n & rows.started)
        if plan.activities[at].actual_start is not None and plan.activities[at].baselines
    ]
    if not begun:
        return not_applicable(Message.of("checks.late_baselines.nothing"))
    saved = _saved(plan)
    known = [at for at in begun if any(one.number in saved for one in plan.activities[at].baselines)]
    if not known:
        return not_judgeable(Message.of("checks.late_baselines.no_moments"), len(begun))
    late = [(at, moment) for at in known if (moment := _late(plan.activities[at], saved)) is not None]
    order = sorted(late, key=lambda one: (plan.activities[one[0]].actual_start or one[1], one[0]))
    limit = subject.limit("late_baselines", LIMIT)
    summary = Message.of("checks.late_baselines.summary", measured=share_of(len(late), len(known)))
    evidence = Evidences(order, lambda one: _row(rows, *one), [at for at, _ in order])
    return Finding(judged(len(late), limit), len(known), float(len(late)), limit, summary, evidence)


def _saved(plan: Plan) -> dict[int, datetime]:
    """When each baseline was saved, by its number."""
    found: dict[int, datetime] = {}
    for number in range(11):
        told = plan.properties.get(f"baseline{number or ''}_date")
        if isinstance(told, datetime):
            found[number] = told
        elif isinstance(told, str):
            found[number] = datetime.fromisoformat(told)
    return found


def _late(one: Activity, saved: dict[int, datetime]) -> datetime | None:
    """When the first of its baselines was saved, if that was after the day on which it began."""
    if any(baseline.number not in saved for baseline in one.baselines):
        return None  # a baseline of unknown age may be the timely one
    first = min(saved[baseline.number] for baseline in one.baselines)
    return first if one.actual_start is not None and first.date() > one.actual_start.date() else None


def _row(rows: Populations, at: int, moment: datetime) -> Evidence:
    one = rows.plan.activities[at]
    text = Message.of("checks.late_baselines.evidence", task=rows.label(at), date=one.actual_start, saved=moment)
    return Evidence(one.id, text, fields={"actual_start": one.actual_start, "baseline_saved": moment})


check = Check(
    codes=("SC38", "GA10"),
    reference="GAO-16-89G, best practice 10",
    severity=Severity.STEERING,
    unit="count",
    limit=LIMIT,
    find=find,
)
