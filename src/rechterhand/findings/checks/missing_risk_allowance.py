"""A promised finish without room for setbacks: in too many futures the plan ends later.

Measures in the simulated futures of this version the chance that the finish comes after the promised date: the date the
project must finish by, else the finish of the baseline, else the date promised for the activity that ends the plan,
else the finish of the plan itself. At most 20 %: the promise is P80 or later; up to 50 % it warns, above that it fails
(the promise is earlier than P50). Buffers in the plan count as work in the futures: room is what lies behind the last
work. Not judgeable without a simulation, since no risk analysis of this version then exists.

Source: GAO-16-89G, best practice 8 (SC63, GA08).
Bad: the board was promised 1 June; 85 % of the futures end later.
Good: the plan ends on 1 June, P80 is 10 July, and 15 July was promised.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE, to_minute
from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.findings.check import (
    Check,
    Evidence,
    Finding,
    Severity,
    Subject,
    Verdict,
    not_applicable,
    not_judgeable,
)
from rechterhand.findings.populations import Populations
from rechterhand.text import Message
from rechterhand.text.ending import ending_day

LIMIT = 0.2
EVEN = 0.5


def find(subject: Subject) -> Finding:
    """Measure the chance that the promised date is missed."""
    rows, simulation = subject.populations, subject.simulation
    population = int(rows.inc_plus.sum())
    if not population:
        return not_applicable(Message.of("checks.missing_risk_allowance.nothing"))
    if simulation is None:
        return not_judgeable(Message.of("checks.missing_risk_allowance.no_simulation"), population)
    what, promised = _promised(subject, simulation)
    chance = float(np.mean(simulation.finishes > to_minute(promised)))
    limit = subject.limit("missing_risk_allowance", LIMIT)
    summary = Message.of(
        "checks.missing_risk_allowance.summary",
        what=what,
        date=ending_day(promised),
        chance=chance,
        p50=ending_day(simulation.percentiles["p50"].moment),
        p80=ending_day(simulation.percentiles["p80"].moment),
    )
    verdict = Verdict.PASS if chance <= limit else Verdict.WARN if chance <= max(limit, EVEN) else Verdict.FAIL
    evidence = () if verdict is Verdict.PASS else _last(rows, simulation, promised)
    return Finding(verdict, population, chance, limit, summary, evidence)


_WHOLE = {
    "promised": "checks.missing_risk_allowance.promised",
    "must_finish_by": "checks.missing_risk_allowance.must_finish_by",
    "baseline_finish": "checks.missing_risk_allowance.baseline_finish",
}
"""What was promised for the whole."""


def _promised(subject: Subject, simulation: SimulationResult) -> tuple[Message, datetime]:
    """The date that was promised for the whole, and what it is: the same one as leads the verdict."""
    told = subject.promised()
    if told is None:
        return Message.of("checks.missing_risk_allowance.plan_finish"), simulation.deterministic_finish
    what, id_, date = told
    if id_ is not None:
        name = subject.populations.label(subject.populations.position[id_])
        return Message.of("checks.missing_risk_allowance.activity_date", task=name), date
    return Message.of(_WHOLE[what]), date


def _last(rows: Populations, simulation: SimulationResult, promised: datetime) -> tuple[Evidence, ...]:
    """The activity with which the futures end: overdue work is done in them after the status date."""
    planned = np.where(rows.inc_plus, rows.planned_finish, NO_DATE)
    finishes = np.where(rows.inc_plus, simulation.finish_p80, NO_DATE)
    at = int(np.lexsort((-np.arange(len(planned)), planned, finishes))[-1])
    if planned[at] == finishes[at] == NO_DATE:
        return ()
    p80 = simulation.percentiles["p80"].moment
    one = rows.plan.activities[at]
    days = {"date": ending_day(promised), "p80": ending_day(p80)}
    text = Message.of("checks.missing_risk_allowance.evidence", task=rows.label(at), **days)
    return (Evidence(one.id, text, fields={"finish": one.finish, "promised": promised, "p80": p80}),)


check = Check(
    codes=("SC63", "GA08"),
    reference="GAO-16-89G, best practice 8",
    severity=Severity.STEERING,
    unit="ratio",
    limit=LIMIT,
    find=find,
    needs_futures=True,
)
