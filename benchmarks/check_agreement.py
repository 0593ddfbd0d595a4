"""Holds the fourteen DCMA points against longpath's over all real plans.

Every choice of ours is set to longpath's reading; what is left differs for a reason that ``check_reasons.py`` proves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks import longpath_checks
from benchmarks.longpath_checks import NOTHING, TYPES, Assessed, Item, Told
from benchmarks.peers import Refused
from benchmarks.real_plans import RealPlan
from rechterhand import errors
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.solve import schedule
from rechterhand.findings.check import Check, Finding, Subject, Verdict
from rechterhand.findings.counted import due_to_be_judged, links_into, unfinished
from rechterhand.findings.due import Due, due_by_status
from rechterhand.intake import Intake
from rechterhand.record.plan import Plan
from rechterhand.registry import members

POINTS = {
    "1_logic": "open_ends",
    "2_leads": "leads",
    "3_lags": "lags",
    "4_relationship_types": "links_not_finish_to_start",
    "5_hard_constraints": "hard_constraints",
    "6_high_float": "high_float",
    "7_negative_float": "negative_float",
    "8_high_duration": "long_activities",
    "9_invalid_dates": "invalid_dates",
    "10_resources": "tasks_without_resources",
    "11_missed_tasks": "missed_tasks",
    "12_critical_path_test": "unmoved_finish",
    "13_cpli": "low_critical_path_index",
    "14_bei": "low_baseline_execution",
}
READING = {
    "open_ends.milestones": 1,
    "open_ends.allow_one": 0,
    "leads.milestones": 1,
    "lags.milestones": 1,
    "links_not_finish_to_start.milestones": 1,
    "links_not_finish_to_start.start_to_finish": 1_000_000,
    "hard_constraints.milestones": 1,
    "high_float.milestones": 1,
    "negative_float.milestones": 1,
    "invalid_dates.to_the_minute": 1,
    "long_activities.duration": 3,
    "tasks_without_resources.assignments": 1,
    "tasks_without_resources": 0,
    "missed_tasks.milestones": 1,
    "unmoved_finish.pieces": 1,
    "low_critical_path_index.baseline_first": 0,
    "low_baseline_execution.milestones": 1,
    "low_baseline_execution.without_baseline": 0,
}
"""longpath's reading, as far as our choices go."""

_RESULTS = {Verdict.PASS: "pass", Verdict.WARN: "fail", Verdict.FAIL: "fail"}


@dataclass(frozen=True)
class Compared:
    """One point of one plan, as both see it."""

    plan: str
    kind: str
    key: str
    ours: Told
    theirs: Told
    subject: Subject
    assessed: Assessed
    finding: Finding

    @property
    def equal(self) -> bool:
        """Same result, same figure, same population and the same rows found."""
        alike = (self.ours.population, self.ours.found) == (self.theirs.population, self.theirs.found)
        return alike and self.ours.result == self.theirs.result and self.same_figure

    @property
    def items(self) -> frozenset[Item]:
        """What only one of both counted or found."""
        return (self.ours.population ^ self.theirs.population) | (self.ours.found ^ self.theirs.found)

    @property
    def same_figure(self) -> bool:
        """Whether the index is the same to the rounding that longpath gives."""
        if self.key not in {"13_cpli", "14_bei"}:
            return True
        ours, theirs = self.ours.figure, self.theirs.figure
        if ours is None or theirs is None:
            return ours is theirs
        return abs(ours - theirs) <= (0.0005 if self.key == "13_cpli" else 0.005) + 1e-9


def comparisons(plans: Iterable[RealPlan]) -> Iterator[Compared | tuple[RealPlan, str]]:
    """Every point of every plan; a plan with the reason why longpath refused it."""
    with Intake() as intake:
        for one in plans:
            if one.refused is not None:
                continue
            try:
                plan = intake.read(one.path).plan
            except errors.RechterhandError:
                continue
            try:
                assessed = longpath_checks.assessed(one.path, one.kind)
            except Refused as refused:
                yield one, str(refused)
                continue
            yield from _of_plan(one, plan, assessed)


def _of_plan(one: RealPlan, plan: Plan, assessed: Assessed) -> Iterator[Compared]:
    network = compile_plan(plan)
    subject = Subject(plan, schedule(plan, network=network), READING, network)
    checks = members("rechterhand.findings.checks", "check", Check)
    for key, own in POINTS.items():
        finding = checks[own].find(subject)
        ours, theirs = _told(subject, own, finding), assessed.points[key]
        yield Compared(one.name, one.kind, key, ours, theirs, subject, assessed, finding)


def _told(subject: Subject, key: str, finding: Finding) -> Told:
    """Our finding in longpath's form."""
    if finding.verdict not in _RESULTS:
        return NOTHING
    found: set[Item] = set()
    if key in {"leads", "lags", "links_not_finish_to_start"}:
        for row in finding.evidence:
            found.add((row.other_id or 0, row.activity_id, TYPES.index(str(row.fields["type"]))))
    elif key not in {"unmoved_finish", "low_critical_path_index", "low_baseline_execution"}:
        found = {(row.activity_id,) for row in finding.evidence}
    return Told(_RESULTS[finding.verdict], finding.value, frozenset(_population(subject, key)), frozenset(found))


def _population(subject: Subject, key: str) -> Iterator[Item]:
    """Whom our check counts."""
    plan, rows = subject.plan, subject.populations
    if key in {"unmoved_finish", "low_critical_path_index"}:
        return
    if key in {"leads", "lags", "links_not_finish_to_start"}:
        for place in np.flatnonzero(links_into(subject, key)):
            link = plan.links[place]
            yield link.predecessor_id, link.successor_id, TYPES.index(link.type.value)
        return
    if key in {"missed_tasks", "low_baseline_execution"}:
        due = due_by_status(subject, key)
        flags = due.planned if isinstance(due, Due) else np.zeros_like(due_to_be_judged(subject, key))
    elif key == "invalid_dates":
        flags = rows.act & ~rows.effort
    else:
        flags = rows.inc if key == "tasks_without_resources" else unfinished(subject, key)
    yield from ((plan.activities[row].id,) for row in np.flatnonzero(flags))
