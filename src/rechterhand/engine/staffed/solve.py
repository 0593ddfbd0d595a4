"""When a plan will be finished by the people and machines that it has."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from threading import Lock
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from rechterhand.engine.cluster.elsewhere import Elsewhere
from rechterhand.engine.futures.draws import SpreadArrays
from rechterhand.engine.futures.spread import Spreads
from rechterhand.engine.network.arrays import Network, NetworkArrays
from rechterhand.engine.network.clock import DAY
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.run import Run, end_nodes, over_blocks
from rechterhand.engine.simulate.statistics import percentile
from rechterhand.engine.staffed import kernel
from rechterhand.engine.staffed.arrays import WEEK, Staff, StaffArrays, staff_of, week_of
from rechterhand.engine.staffed.order import lists_of

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]
Kept = npt.NDArray[np.int32]
Sides = npt.NDArray[np.int8]

FUTURES, LEAST = 1_000, 250
"""Most futures with people, each of which takes many times as long as one by logic; and fewest, of large plans."""
STARTS = 2_500_000
"""Above so many starts of activities, over all futures, there are fewer of these."""
TRIED = 192
"""Futures on which rules of priority are compared."""
BLOCK = 50
"""Futures that a thread takes at a time: so few that a few hundred keep all threads busy to the end."""
SHORT = 0.05
"""A resource falls short in a week when the waits for it fill more than this share of the week, summed over
activities, in the average future.
"""


@dataclass(frozen=True)
class Staffed:
    """Futures with people.

    Attributes
    ----------
    staff, order, rule
        What limits the plan, the list in which work gets its people, and the rule that made it.
    finishes
        ``(iterations,)`` minutes since 1970.
    node_finishes
        ``(nodes, iterations)`` finish of each node in working minutes of its calendar.
    delays
        ``(nodes, iterations)`` minutes of the node's calendar that each starts later than its links allow.
    waits
        ``(resources, weeks)`` minutes of waiting in the average future, from week ``first_week`` on.
    seconds
        How long it took.
    """

    staff: Staff
    order: Long
    rule: str
    finishes: Long
    node_finishes: Kept
    delays: Kept
    waits: Real
    first_week: int
    seconds: float

    def weeks_short(self, place: int) -> tuple[int, ...]:
        """The weeks in which a resource falls short (``arrays.week_of``)."""
        return tuple(int(week) + self.first_week for week in np.flatnonzero(self.waits[place] > SHORT * WEEK))

    def short(self) -> Iterator[int]:
        """The resources that fall short in some week, the one that is waited for most first."""
        asked = self.waits.sum(axis=1)
        for place in np.argsort(-asked, kind="stable").tolist():
            if self.weeks_short(place):
                yield place


def staffed(network: Network, spreads: Spreads, run: Run, staff: Staff | None = None) -> Staffed | None:
    """Compute the first futures of a plan with its people and machines, under the rule of priority that suits it best.

    Parameters
    ----------
    network, spreads, run
        The plan as compiled for its futures, what these are drawn by, and how many there are: at most ``FUTURES``
        are computed, fewer of a large plan, the same ones as by logic.
    staff
        What limits it, collected before.

    Returns
    -------
    Staffed or None
        None when nothing in the plan is limited by people or machines.

    Notes
    -----
    One rule holds for all futures: nobody knows beforehand which future it is.
    """
    started = time.perf_counter()
    staff = staff_of(network) if staff is None else staff
    if staff is None:
        return None
    most = min(FUTURES, max(LEAST, STARTS // max(1, len(network))))
    run = replace(run, iterations=min(run.iterations, most), progress=None)
    few = replace(run, iterations=min(run.iterations, TRIED))
    lists = lists_of(network, schedule(network.plan, network=network))
    worth = {rule: _p80(finishes_with(staff, spreads, few, order)) for rule, order in lists.items()}
    rule = min(worth, key=lambda one: (worth[one], list(worth).index(one)))
    found = _futures(staff, spreads, run, lists[rule], full=True)
    return Staffed(
        staff=staff,
        order=lists[rule],
        rule=rule,
        finishes=found.finishes,
        node_finishes=found.node_finishes,
        delays=found.delays,
        waits=found.waits.reshape(len(staff.resources), -1) / run.iterations,
        first_week=found.first_week,
        seconds=time.perf_counter() - started,
    )


def finishes_with(staff: Staff, spreads: Spreads, run: Run, order: Long) -> Long:
    """``(iterations,)`` finish of each future with people, minutes since 1970."""
    return _futures(staff, spreads, run, order, full=False).finishes


def relieved(base: Staffed, spreads: Spreads, run: Run, staff: Staff) -> tuple[Long, int]:
    """Finishes with other people, and in how many futures these came out later than before.

    Serial schedule generation has anomalies: with more people the same list may end later. What was done before can
    still be done, so such a future keeps its finish.
    """
    run = replace(run, iterations=len(base.finishes), progress=None)
    found = finishes_with(staff, spreads, run, base.order)
    return np.minimum(found, base.finishes), int((found > base.finishes).sum())


@dataclass(frozen=True)
class _Found:
    """What the kernel fills."""

    finishes: Long
    node_finishes: Kept
    delays: Kept
    waits: Long
    first_week: int


def _futures(staff: Staff, spreads: Spreads, run: Run, order: Long, *, full: bool) -> _Found:
    network = staff.network
    first, weeks = _weeks(network)
    found = _room(len(network) if full else 0, run.iterations, len(staff.resources) * weeks, first)
    ends, begun, lock = end_nodes(network), _begun(network), Lock()
    given = (network.arrays, spreads.arrays, staff.arrays, order, begun, ends, run.seed, full, weeks, first)

    def take(since: int, until: int, part: _Found) -> None:
        found.finishes[since:until] = part.finishes[since:]
        found.node_finishes[:, since:until] = part.node_finishes[:, since:]
        found.delays[:, since:until] = part.delays[:, since:]
        found.waits[:] += part.waits

    def block(since: int, until: int) -> None:
        part = replace(found, waits=np.zeros_like(found.waits))
        _place(given, (since, until), part)
        with lock:
            found.waits[:] += part.waits

    over_blocks(run, block, Elsewhere(_span_staffed, given, take), BLOCK)
    return found


Given: TypeAlias = tuple[NetworkArrays, SpreadArrays, StaffArrays, Long, Sides, Long, int, bool, int, int]
"""What futures with people are computed from: network, spreads, staff, list, what has begun, end nodes, seed, whether
dates of nodes are kept, how many weeks there are and the first.
"""


def _room(nodes: int, iterations: int, waits: int, first_week: int) -> _Found:
    return _Found(
        finishes=np.empty(iterations, dtype=np.int64),
        node_finishes=np.zeros((nodes, iterations if nodes else 0), dtype=np.int32),
        delays=np.zeros((nodes, iterations if nodes else 0), dtype=np.int32),
        waits=np.zeros(waits, dtype=np.int64),
        first_week=first_week,
    )


def _place(given: Given, span: tuple[int, int], found: _Found) -> None:
    net, spread, staff, order, begun, ends, seed, _, _, week = given
    filled = (found.finishes, found.node_finishes, found.delays, found.waits, week)
    kernel.staffed_futures(net, spread, staff, (order, begun), ends, np.uint64(seed), span, filled)


def _span_staffed(given: Given, first: int, last: int) -> _Found:
    """The futures of a span, wherever they are computed."""
    net, staff, full, weeks = given[0], given[2], given[7], given[8]
    found = _room(len(net.duration) if full else 0, last, (len(staff.room) - 1) * weeks, given[9])
    _place(given, (first, last), found)
    return found


def _begun(network: Network) -> Sides:
    """Work that has begun goes on, whoever else needs its people."""
    activities = network.plan.activities
    return np.array([row >= 0 and activities[row].started for row in network.row.tolist()], dtype=np.int8)


def _weeks(network: Network) -> tuple[int, int]:
    """The first week of the horizon and how many there are; what lies beyond is told of the last one."""
    clock = network.clock
    first = week_of(clock.first)
    return first, max(1, (clock.last - clock.first) // (7 * DAY) + 2)


def _p80(finishes: Long) -> int:
    return percentile(np.sort(finishes), 0.8)


def waits_by_activity(base: Staffed) -> Mapping[int, float]:
    """Working days, on average, that each activity waits for people: by activity id, only where it waits."""
    network = base.staff.network
    day = max(1, network.plan.options.minutes_per_day)
    means = base.delays.mean(axis=1) / day
    return {
        network.plan.activities[int(network.row[node])].id: float(means[node])
        for node in np.flatnonzero(means > 0).tolist()
        if network.row[node] >= 0
    }
