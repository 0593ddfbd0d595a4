"""Dates that somebody committed to, as the plan carries them, and the chance of each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.kernel import moments_of
from rechterhand.engine.schedule.result import to_minute
from rechterhand.engine.simulate.result import Committed
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

    That is the date the project must finish by, else the end of the baseline. A date without time of day lasts to the
    end of that day.
    """
    if plan.options.must_finish_by is not None:
        yield "must_finish_by", None, _whole_day(plan.options.must_finish_by)
    baseline = [one.finish for activity in plan.activities if (one := activity.baseline()) and one.finish]
    if baseline:
        yield "baseline_finish", None, _whole_day(max(baseline))
    for activity in plan.activities:
        if activity.finished or not activity.active or activity.type.is_summary:
            continue
        if activity.deadline is not None:
            yield "deadline", activity.id, _whole_day(activity.deadline)
        if activity.constraint in _LIMITS and activity.constraint_date is not None:
            yield activity.constraint.value, activity.id, _whole_day(activity.constraint_date)


def _whole_day(moment: datetime) -> datetime:
    return moment + timedelta(days=1) if moment.hour == moment.minute == 0 else moment


def chances(network: Network, finishes: Long, node_finishes: npt.NDArray[np.int32]) -> Iterator[Committed]:
    """The chance of each committed date.

    Parameters
    ----------
    network, finishes
        The compiled plan, and ``(iterations,)`` finishes of its futures.
    node_finishes
        ``(nodes, iterations)`` finish of each node in working minutes of its calendar, of as many futures as are kept.
    """
    index = {one.id: row for row, one in enumerate(network.plan.activities)}
    for what, key, moment in committed_dates(network.plan):
        at = to_minute(moment)
        if key is None:
            yield Committed(what, key, moment, float((finishes <= at).mean()))
            continue
        node = int(network.node[index[key]])
        if node >= 0:
            yield Committed(what, key, moment, float((_moments(network, node_finishes[node], node) <= at).mean()))


def _moments(network: Network, works: npt.NDArray[np.int32], node: int) -> Long:
    calendars = np.full(len(works), network.arrays.calendar[node])
    return moments_of(network.arrays.clock, calendars, works.astype(np.int64), True)
