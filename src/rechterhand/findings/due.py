"""What the baseline had finished by the status date: the ground of missed tasks and of the execution index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from rechterhand.engine.schedule.result import NO_DATE, Flags, Minutes, to_minute
from rechterhand.findings.check import Finding, Subject, not_applicable, not_judgeable
from rechterhand.findings.counted import due_to_be_judged
from rechterhand.findings.no_baseline import no_baseline
from rechterhand.text import Message


@dataclass(frozen=True)
class Due:
    """Flags for each row: counted at all, planned to be finished, and finished on time; minutes of actual finishes."""

    status: datetime
    counted: Flags
    planned: Flags
    hit: Flags
    actual: Minutes
    baseline: Minutes


def due_by_status(subject: Subject, key: str) -> Due | Finding:
    """What was due at the status date; a finding when that can't be said.

    Due is what has a baseline finish at or before the status date (``<id>.strict = 1``: before it), to the minute.
    """
    rows = subject.populations
    counted = due_to_be_judged(subject, key)
    population = int(counted.sum())
    if not population:
        return not_applicable(Message.of("checks.due.nothing"))
    baseline = rows.baseline_finish
    if (baseline[counted] == NO_DATE).all():
        if not rows.carries_baselines:
            return not_judgeable(no_baseline(subject.plan.source), population)
        return not_applicable(Message.of("checks.due.no_baseline"))
    status = subject.plan.status_date
    if status is None:
        return not_judgeable(Message.of("checks.due.no_status"), population)
    border = to_minute(status) - bool(subject.limit(f"{key}.strict", 0))
    planned = counted & (baseline != NO_DATE) & (baseline <= border)
    actual = rows.dates("actual_finish")
    hit = planned & (actual != NO_DATE) & (actual <= baseline)
    return Due(status, counted, planned, np.asarray(hit, np.bool_), actual, baseline)
