"""People with more work than time, day after day: the plan's dates can't all be kept.

Looks at each person or machine with remaining work in the plan, day by day, and counts those that are asked for more
than they can give on three (``.days``) or more working days in a row; none allowed. What they can give follows from
their calendar and units (a whole one where the file doesn't say). Work lies where the file says, else evenly over the
assignment. A day counts when it is more than 1 % above (``.margin``). Machines that cost one an hour stand for money,
as Primavera's planners do it, and are left out, as are hours before the status day. Not judgeable when a calendar has
no working time.

Source: GAO-16-89G, best practice 3 (SC55).
Bad: 'Architect' has 14 hours of work a day from 4 to 15 May.
Good: two of the architect's four tasks were moved to June, and the finish with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from rechterhand.engine.schedule.result import EPOCH
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
from rechterhand.findings.loads import Loads, Long
from rechterhand.findings.populations import Populations
from rechterhand.text import Message

LIMIT = 0.0
RUN_DAYS = 3.0
MARGIN = 0.01


@dataclass(frozen=True, slots=True)
class _Run:
    """Days in a row on which a resource has too much: places in the loads, and the minutes too many."""

    cells: Long
    excess: float


def find(subject: Subject) -> Finding:
    """Count the resources that are overloaded for days in a row."""
    if not subject.plan.assignments:
        return not_applicable(Message.of("checks.overloaded_resources.nothing"))
    loads = subject.loads
    if loads is None:
        return not_judgeable(Message.of("checks.overloaded_resources.no_calendars"))
    population = len(loads.resources)
    if not population and subject.populations.staffed_without_hours:
        return not_judgeable(Message.of("checks.overloaded_resources.no_hours"))
    if not population:
        return not_applicable(Message.of("checks.overloaded_resources.nothing"))
    longest = max(1, round(subject.limit("overloaded_resources.days", RUN_DAYS)))
    above = loads.work > loads.capacity * (1 + subject.limit("overloaded_resources.margin", MARGIN)) + 1
    worst = {place: run for place, run in _runs(loads, above) if len(run.cells) >= longest}
    order = sorted(worst, key=lambda place: (-worst[place].excess, place))
    limit = subject.limit("overloaded_resources", LIMIT)
    summary = Message.of("checks.overloaded_resources.summary", measured=share_of(len(order), population), days=longest)
    evidence = Evidences(order, lambda place: _row(subject.populations, loads, worst[place]))
    return Finding(judged(len(order), limit), population, float(len(order)), limit, summary, evidence)


def _runs(loads: Loads, above: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> list[tuple[int, _Run]]:
    """The run of each resource with the most minutes too many. A pause between working days doesn't end a run."""
    cells = np.flatnonzero(above)
    if not len(cells):
        return []
    broken = (np.diff(cells) != 1) | (np.diff(loads.resource[cells]) != 0) | (np.diff(loads.day[cells]) > 4)
    best: dict[int, _Run] = {}
    for group in np.split(cells, np.flatnonzero(broken) + 1):
        run = _Run(group, float((loads.work[group] - loads.capacity[group]).sum()))
        place = int(loads.resource[group[0]])
        kept = best.get(place)
        if kept is None or (len(run.cells), run.excess) > (len(kept.cells), kept.excess):
            best[place] = run
    return list(best.items())


def _row(rows: Populations, loads: Loads, run: _Run) -> Evidence:
    cells = run.cells
    peak = cells[np.argmax(loads.work[cells] - loads.capacity[cells])]
    askers = [row for row, _ in loads.askers(cells)]
    resource = loads.resources[int(loads.resource[cells[0]])]
    first, last = (_day(int(loads.day[at])) for at in (cells[0], cells[-1]))
    hours, capacity = round(float(loads.work[peak]) / 60, 2), round(float(loads.capacity[peak]) / 60, 2)
    text = Message.of(
        "checks.overloaded_resources.evidence",
        resource=resource.name,
        count=len(cells),
        first=first,
        last=last,
        hours=hours,
        capacity=capacity,
        task=rows.label(askers[0]),
    )
    fields = {
        "resource": resource.name,
        "first": first,
        "last": last,
        "days": len(cells),
        "peak_hours": hours,
        "capacity_hours": capacity,
        "activities": tuple(rows.plan.activities[row].id for row in askers),
    }
    ids = [rows.plan.activities[row].id for row in askers]
    return Evidence(ids[0], text, ids[1] if len(ids) > 1 else None, fields)


def _day(number: int) -> date:
    return EPOCH.date() + timedelta(days=number)


check = Check(
    codes=("SC55", "GA03"),
    reference="GAO-16-89G, best practice 3",
    severity=Severity.DATES,
    unit="count",
    limit=LIMIT,
    find=find,
)
