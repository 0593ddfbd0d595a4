"""Months in which the plan asks more of its people together than they have: moving work inside the month can't help.

Adds up, month by month, the remaining work of all people and machines, and what those of them with work in that month
can give in it (from the status date on); measures the highest month as load over capacity, at most 100 %. What a
resource can give follows from its calendar and units (a whole one where the file doesn't say). Machines that cost
one an hour stand for money and are left out, as are hours before the status day. Not judgeable when a calendar has no
working time.

Source: GAO-16-89G, best practice 3 (GA03).
Bad: in May the plan asks 1,900 hours; the twelve people on it have 1,600.
Good: in no month more than 1,450 of the 1,600 hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from rechterhand.engine.network.clock import DAY
from rechterhand.engine.schedule.result import to_minute
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
from rechterhand.findings.evidences import Evidences
from rechterhand.findings.loads import Loads, Long, ranges
from rechterhand.findings.populations import Populations
from rechterhand.text import Message

LIMIT = 1.0


@dataclass(frozen=True, slots=True)
class _Month:
    """A month: its number since 1970, places in the loads, minutes asked and minutes there are."""

    number: int
    cells: Long
    work: float
    capacity: float

    @property
    def ratio(self) -> float:
        """Load over capacity."""
        return self.work / self.capacity if self.capacity > 0 else float(self.work > 0) * 10.0

    @property
    def first(self) -> date:
        """Its first day."""
        return date(1970 + self.number // 12, self.number % 12 + 1, 1)


def find(subject: Subject) -> Finding:
    """Measure the month with the highest load."""
    if not subject.plan.assignments:
        return not_applicable(Message.of("checks.peak_load.nothing"))
    loads = subject.loads
    if loads is None:
        return not_judgeable(Message.of("checks.peak_load.no_calendars"))
    if not len(loads.work) and subject.populations.staffed_without_hours:
        return not_judgeable(Message.of("checks.peak_load.no_hours"))
    if not len(loads.work):
        return not_applicable(Message.of("checks.peak_load.nothing"))
    status = subject.plan.status_date
    months = _months(loads, to_minute(status) // DAY if status is not None else int(loads.day.min()))
    peak = max(months, key=lambda one: (one.ratio, -one.number))
    limit = subject.limit("peak_load", LIMIT)
    above = sorted((one for one in months if one.ratio > limit), key=lambda one: (-one.ratio, one.number))
    summary = Message.of(
        "checks.peak_load.summary",
        month=peak.first,
        hours=peak.work / 60,
        capacity=peak.capacity / 60,
        load=peak.ratio,
        count=len(above),
    )
    evidence = Evidences(above, lambda one: _row(subject.populations, loads, one))
    value = round(peak.ratio, 6)
    return Finding(judged(value, limit), len(months), value, limit, summary, evidence)


def _months(loads: Loads, since: int) -> list[_Month]:
    """Every month in which anything is asked; ``since``: the day from which there is capacity."""
    moments = loads.day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    pairs = np.unique(moments * len(loads.resources) + loads.resource)
    number, resource = pairs // len(loads.resources), pairs % len(loads.resources)
    months = number.astype("datetime64[M]")
    first, last = (one.astype("datetime64[D]").astype(np.int64) for one in (months, months + 1))
    first = np.minimum(np.maximum(first, since), last)
    count = last - first
    pair = np.repeat(np.arange(len(first)), count)
    day = ranges(first, count)
    numbers, where = np.unique(number, return_inverse=True)
    capacity = np.bincount(where[pair], loads.available(resource[pair], day), len(numbers))
    cell_month = np.searchsorted(numbers, moments)
    work = np.bincount(cell_month, loads.work, len(numbers))
    return [
        _Month(int(one), np.flatnonzero(cell_month == at), float(work[at]), float(capacity[at]))
        for at, one in enumerate(numbers)
    ]


def _row(rows: Populations, loads: Loads, month: _Month) -> Evidence:
    askers = loads.askers(month.cells)
    row, minutes = askers[0]
    text = Message.of(
        "checks.peak_load.evidence",
        month=month.first,
        hours=month.work / 60,
        capacity=month.capacity / 60,
        task=rows.label(row),
        most=minutes / 60,
    )
    fields = {
        "month": month.first,
        "hours": round(month.work / 60, 2),
        "capacity_hours": round(month.capacity / 60, 2),
        "activities": tuple(rows.plan.activities[one].id for one, _ in askers),
    }
    other = rows.plan.activities[askers[1][0]].id if len(askers) > 1 else None
    return Evidence(rows.plan.activities[row].id, text, other, fields)


check = Check(
    codes=("GA03",),
    reference="GAO-16-89G, best practice 3",
    severity=Severity.STEERING,
    unit="ratio",
    limit=LIMIT,
    find=find,
)
