"""Dates that somebody committed to, as the plan carries them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from datetime import datetime, timedelta
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import FREE, Network, NetworkArrays
from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.record.plan import Plan

Long = npt.NDArray[np.int64]

Promise: TypeAlias = tuple[str, int | None, datetime]
"""What was promised, of which activity (None: the whole project) and until when."""

_LIMITS = frozenset(
    {
        ConstraintType.FINISH_NO_LATER_THAN,
        ConstraintType.FINISH_ON,
        ConstraintType.MUST_FINISH_ON,
        ConstraintType.MANDATORY_FINISH,
    }
)
_START_LIMITS = frozenset(
    {
        ConstraintType.START_NO_LATER_THAN,
        ConstraintType.START_ON,
        ConstraintType.MUST_START_ON,
        ConstraintType.MANDATORY_START,
    }
)


def committed_dates(plan: Plan) -> Iterator[Promise]:
    """The dates that were promised; the one that counts for the headline first.

    That is the date promised outside the plan, else the one the project must finish by, else the end of the baseline. A
    date of a summary is a promise of all work below it. A date without time of day lasts to the end of that day. A
    moment ends when it begins: the latest start of a milestone is a promise too.
    """
    if plan.promised is not None:
        yield "promised", None, _whole_day(plan.promised)
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
        yield from _limits(activity)


def _limits(one: Activity) -> Iterator[Promise]:
    """Its own constraints that say until when it may last."""
    moment = one.type.is_milestone and not one.duration_minutes and not one.started
    for kind, date in ((one.constraint, one.constraint_date), (one.second_constraint, one.second_constraint_date)):
        if kind is None or date is None:
            continue
        if kind in _LIMITS:
            yield kind.value, one.id, _whole_day(date)
        elif moment and kind in _START_LIMITS:
            yield kind.value, one.id, date


def for_the_whole(found: Sequence[Promise], ends: frozenset[int], phases: Set[int] = frozenset()) -> int | None:
    """The place of the promise for the whole: of the project itself, else the last one of what ends it; of equals that
    of work before that of a summary.

    Parameters
    ----------
    found
        Promises as of ``committed_dates``.
    ends
        The activities that end the plan.
    phases
        The summaries among what was promised.
    """
    whole = next((place for place, (_, key, _) in enumerate(found) if key is None), None)
    if whole is not None:
        return whole
    last = [place for place, (_, key, _) in enumerate(found) if key in ends]
    return max(last, key=lambda place: (found[place][2], found[place][1] not in phases), default=None)


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
