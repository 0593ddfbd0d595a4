"""Who is asked for what, and how much of each there is, as the kernels take it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.spread import heads
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.clock import DAY
from rechterhand.engine.schedule.result import EPOCH, to_minute
from rechterhand.record.resource import Assignment, Resource, ResourceKind

Long = npt.NDArray[np.int64]

UNIT = 1_000
"""Units are whole thousandths of a full-time one, so that sums come out exactly."""
WEEK = 7 * DAY
BEFORE = -(2**62)
"""A moment before all others."""
_MONDAY = 3 * DAY
_WORKING = frozenset({ResourceKind.WORK, ResourceKind.EQUIPMENT})


class StaffArrays(NamedTuple):
    """Demands in compressed rows by node, availability in compressed rows by resource.

    ``place`` and ``units`` are the resource and the thousandths of each demand, most of it first at hand;
    ``steps`` and ``level`` say from which moment on how many thousandths of a resource there are; its first step lies
    before everything. ``room`` is where the profile of each resource begins, with room for all its work.
    """

    head: Long
    place: Long
    units: Long
    steps_head: Long
    steps: Long
    level: Long
    room: Long


@dataclass(frozen=True)
class Staff:
    """The resources that limit a plan, and what its unfinished work asks of them.

    ``trimmed`` counts demands for more than there ever is of a resource: they are counted as all of it.
    """

    network: Network
    resources: tuple[Resource, ...]
    arrays: StaffArrays
    trimmed: int = 0

    def with_more(self, place: int, weeks: Sequence[int], units: int = UNIT) -> Staff:
        """The same with more of one resource in some weeks (``week_of``)."""
        own = _steps_of(self.resources[place])
        for week in weeks:
            own = _raised(own, week * WEEK - _MONDAY, (week + 1) * WEEK - _MONDAY, units)
        return self._with(place, own)

    def without_limit(self, place: int) -> Staff:
        """The same with as much of one resource as anybody asks for."""
        return self._with(place, [(BEFORE, int(self.arrays.units.sum()) + UNIT)])

    def _with(self, place: int, steps: Sequence[tuple[int, int]]) -> Staff:
        found = [_own(self.arrays, at) for at in range(len(self.resources))]
        found[place] = list(steps)
        net = self.arrays
        nodes = [list(zip(net.place[a:b], net.units[a:b], strict=True)) for a, b in _spans(net.head)]
        return Staff(self.network, self.resources, _arrays(nodes, found), self.trimmed)


def week_of(moment: int) -> int:
    """The number of the week, from Monday on, that a moment (minutes since 1970) lies in."""
    return (moment + _MONDAY) // WEEK


def monday_of(week: int) -> date:
    """The first day of a week."""
    return date.fromordinal(EPOCH.toordinal() + week * 7 - 3)


def staff_of(network: Network) -> Staff | None:
    """Collect what unfinished work asks of people and machines.

    What an assignment asks is its remaining effort over the remaining duration: so much of the resource is held from
    start to finish, however long the work takes in a future. Material, cost, resources that stand for money, and
    assignments without effort ask nothing.

    Returns
    -------
    Staff or None
        None when nothing in the plan is limited by people or machines.
    """
    plan = network.plan
    limited = {one.id: one for one in plan.resources if one.kind in _WORKING and not one.stands_for_money}
    rows = {one.id: row for row, one in enumerate(plan.activities)}
    asked: dict[tuple[int, int], float] = {}
    for one in plan.assignments:
        node = _node(network, rows, one)
        if node < 0 or one.resource_id is None or one.resource_id not in limited:
            continue
        rate = _effort(one, plan.activities[network.row[node]].started) / float(network.arrays.duration[node])
        if rate > 0:
            asked[node, one.resource_id] = asked.get((node, one.resource_id), 0.0) + rate
    if not asked:
        return None
    used = tuple(limited[key] for key in sorted({resource for _, resource in asked}))
    return _staff(network, used, asked)


def _staff(network: Network, used: tuple[Resource, ...], asked: Mapping[tuple[int, int], float]) -> Staff:
    place = {one.id: at for at, one in enumerate(used)}
    steps = [_steps_of(one) for one in used]
    most = [max(level for _, level in one) for one in steps]
    nodes: list[list[tuple[int, int]]] = [[] for _ in range(len(network))]
    trimmed = 0
    for (node, resource), rate in sorted(asked.items()):
        at = place[resource]
        units = max(1, round(rate * UNIT))
        trimmed += units > most[at] * 1.01
        if most[at] > 0:
            nodes[node].append((at, min(units, most[at])))
    return Staff(network, used, _arrays(nodes, steps), trimmed)


def _node(network: Network, rows: Mapping[int, int], one: Assignment) -> int:
    """The node whose remaining work an assignment belongs to; -1 for none."""
    row = rows.get(one.activity_id, -1)
    node = int(network.node[row]) if row >= 0 else -1
    if node < 0 or network.finished[node] or network.arrays.duration[node] <= 0:
        return -1
    return node


def _effort(one: Assignment, started: bool) -> float:
    """Minutes of effort that remain; the whole of what hasn't begun where a file doesn't keep the rest apart."""
    return one.remaining_work_minutes or (0.0 if started else one.work_minutes)


def _steps_of(one: Resource) -> list[tuple[int, int]]:
    """How much of a resource there is from which moment on; periods last whole days."""
    usual = round(UNIT * (1.0 if one.max_units is None else one.max_units))
    found = [(BEFORE, usual)]
    for period in one.availability:
        since = BEFORE if period.start is None else to_minute(period.start) // DAY * DAY
        until = None if period.finish is None else (to_minute(period.finish) // DAY + 1) * DAY
        found = _over(found, since, until, round(UNIT * period.units))
    return found


def _over(steps: list[tuple[int, int]], since: int, until: int | None, level: int) -> list[tuple[int, int]]:
    """The same with another level between two moments."""
    kept = [one for one in steps if one[0] < since] + [(since, level)]
    if until is not None:
        kept.append((until, _level_at(steps, until)))
        kept += [one for one in steps if one[0] > until]
    return kept


def _raised(steps: list[tuple[int, int]], since: int, until: int, units: int) -> list[tuple[int, int]]:
    inside = [(moment, level + units) for moment, level in steps if since < moment < until]
    before = [one for one in steps if one[0] < since]
    after = [one for one in steps if one[0] > until]
    return [*before, (since, _level_at(steps, since) + units), *inside, (until, _level_at(steps, until)), *after]


def _level_at(steps: Iterable[tuple[int, int]], moment: int) -> int:
    return [level for since, level in steps if since <= moment][-1]


def _arrays(nodes: Sequence[Sequence[tuple[int, int]]], steps: Sequence[Sequence[tuple[int, int]]]) -> StaffArrays:
    place = np.array([one[0] for each in nodes for one in each], dtype=np.int64)
    counts = np.bincount(place, minlength=len(steps))
    room = [0, *(len(own) + 2 * int(count) + 2 for own, count in zip(steps, counts, strict=True))]
    return StaffArrays(
        head=heads(nodes),
        place=place,
        units=np.array([one[1] for each in nodes for one in each], dtype=np.int64),
        steps_head=heads(steps),
        steps=np.array([one[0] for each in steps for one in each], dtype=np.int64),
        level=np.array([one[1] for each in steps for one in each], dtype=np.int64),
        room=np.cumsum(room).astype(np.int64),
    )


def _own(arrays: StaffArrays, place: int) -> list[tuple[int, int]]:
    first, last = arrays.steps_head[place], arrays.steps_head[place + 1]
    return list(zip(arrays.steps[first:last].tolist(), arrays.level[first:last].tolist(), strict=True))


def _spans(head: Long) -> list[tuple[int, int]]:
    return list(zip(head[:-1].tolist(), head[1:].tolist(), strict=True))
