"""Dates that somebody committed to, as the plan carries them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import FREE, Network, NetworkArrays
from rechterhand.record.activity import ConstraintType
from rechterhand.record.plan import Plan

Long = npt.NDArray[np.int64]

_LIMITS = frozenset(
    {
        ConstraintType.FINISH_NO_LATER_THAN,
        ConstraintType.FINISH_ON,
        ConstraintType.MUST_FINISH_ON,
        ConstraintType.MANDATORY_FINISH,
    }
)


def committed_dates(plan: Plan) -> Iterator[tuple[str, int | None, datetime]]:
    """What, of which activity (None: the whole project) and until when; the one that counts for the headline first.

    That is the date the project must finish by, else the end of the baseline. A date of a summary is a promise of all
    work below it. A date without time of day lasts to the end of that day.
    """
    if plan.options.must_finish_by is not None:
        yield "must_finish_by", None, _whole_day(plan.options.must_finish_by)
    baseline = [one.finish for activity in plan.activities if (one := activity.baseline()) and one.finish]
    if baseline:
        yield "baseline_finish", None, _whole_day(max(baseline))
    for activity in plan.activities:
        if activity.finished or not activity.active:
            continue
        if activity.deadline is not None:
            yield "deadline", activity.id, _whole_day(activity.deadline)
        if activity.constraint in _LIMITS and activity.constraint_date is not None:
            yield activity.constraint.value, activity.id, _whole_day(activity.constraint_date)


def _whole_day(moment: datetime) -> datetime:
    return moment + timedelta(days=1) if moment.hour == moment.minute == 0 else moment


def nailed(network: Network) -> tuple[NetworkArrays, Long]:
    """Committed nodes that a date of their own may hold back, and the network with these dates thought away."""
    net = network.arrays
    index = {one.id: row for row, one in enumerate(network.plan.activities)}
    found = {int(network.node[index[key]]) for _, key, _ in committed_dates(network.plan) if key is not None}
    nodes = np.array(sorted(one for one in found if one >= 0), dtype=np.int64)
    nodes = nodes[(net.cap[nodes] < FREE) | (net.finish_cap[nodes] < FREE)]
    cap, finish_cap = net.cap.copy(), net.finish_cap.copy()
    cap[nodes] = finish_cap[nodes] = FREE
    return net._replace(cap=cap, finish_cap=finish_cap), nodes
