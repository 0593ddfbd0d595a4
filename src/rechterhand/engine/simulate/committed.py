"""Dates that somebody committed to, as the plan carries them, and the chance of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import FREE, Network, NetworkArrays
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


def chances(
    network: Network,
    finishes: Long,
    node_finishes: npt.NDArray[np.int32],
    own_finishes: Mapping[int, npt.NDArray[np.int32]] = MappingProxyType({}),
    ends: frozenset[int] = frozenset(),
) -> Iterator[Committed]:
    """The chance of each committed date.

    That of a date which stands for the whole is the chance that all work is done by then. A hard date keeps its own
    activity from ever passing it: its chance is that of the work as it would end without that date.

    Parameters
    ----------
    network, finishes
        The compiled plan, and ``(iterations,)`` finishes of its futures.
    node_finishes
        ``(nodes, iterations)`` finish of each node in working minutes of its calendar, of as many futures as are kept.
    own_finishes
        The same of nodes that a date of their own holds back, with that date thought away.
    ends
        The activities that end the plan: without a date for the whole project, the last one of theirs stands for it.
    """
    index = {one.id: row for row, one in enumerate(network.plan.activities)}
    found = list(committed_dates(network.plan))
    last = _for_the_whole(found, ends)
    for place, (what, key, moment) in enumerate(found):
        at = to_minute(moment)
        if key is None or place == last:
            yield Committed(what, key, moment, float((finishes <= at).mean()), whole=place == last)
            continue
        node = int(network.node[index[key]])
        if node >= 0:
            works = own_finishes.get(node, node_finishes[node])
            yield Committed(what, key, moment, float((_moments(network, works, node) <= at).mean()))


def _for_the_whole(found: Sequence[tuple[str, int | None, datetime]], ends: frozenset[int]) -> int | None:
    """The place of the promise for the whole: of the project itself, else the last one of what ends it."""
    whole = next((place for place, (_, key, _) in enumerate(found) if key is None), None)
    if whole is not None:
        return whole
    last = [place for place, (_, key, _) in enumerate(found) if key in ends]
    return max(last, key=lambda place: found[place][2], default=None)


def _moments(network: Network, works: npt.NDArray[np.int32], node: int) -> Long:
    calendars = np.full(len(works), network.arrays.calendar[node])
    return moments_of(network.arrays.clock, calendars, works.astype(np.int64), True)
