"""Several plans as one network: each keeps its calendars, dates, people and draws; only links between them join them.

Nothing of a plan changes by being joined. A project into which no link leads has the same dates in every future, to the
minute, as it has by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.conditional import in_order
from rechterhand.engine.futures.spread import Spreads, spreads_of
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.joint.clocks import joined_clocks
from rechterhand.engine.joint.crossing import KINDS, Crossing, held, known_moment, node_of
from rechterhand.engine.joint.spreads import joined_spreads
from rechterhand.engine.network import order
from rechterhand.engine.network.arrays import PLAIN, Network, NetworkArrays
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.network.rule import EPOCH
from rechterhand.engine.price.change import Change, Freed
from rechterhand.engine.simulate.run import end_nodes
from rechterhand.errors import LoopedPlan
from rechterhand.record.mark import marked
from rechterhand.record.plan import Plan
from rechterhand.text import Message

Long = npt.NDArray[np.int64]
Short = npt.NDArray[np.int32]

_OF_NODES = (
    *("duration", "floor", "cap", "finish_floor", "finish_cap", "target", "late_cap", "late_floor"),
    *("open_end", "stays_at_finish", "stays_at_start", "floor_moment", "start_links"),
)


@dataclass(frozen=True)
class Part:
    """One of the plans, compiled for its futures on the calendar of all, and what these are drawn by."""

    network: Network
    uncertainty: Uncertainty

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.network.plan


def parts_of(plans: Sequence[tuple[Plan, Uncertainty]]) -> list[Part]:
    """Compile plans on one horizon, so that working time is counted from the same day in all of them.

    Raises
    ------
    BadPlan
        As ``compile_plan``.
    """
    alone = [compile_plan(plan, honest=True) for plan, _ in plans]
    first, last = min(one.clock.first for one in alone), max(one.clock.last for one in alone)
    longer = sum(one.clock.last - one.clock.first for one in alone) // 2
    days = _day(first), min(_day(last + longer), date(2199, 12, 31))
    return [recompiled(plan, uncertainty, days) for plan, uncertainty in plans]


def recompiled(plan: Plan, uncertainty: Uncertainty, days: tuple[date, date]) -> Part:
    """A plan as a part on this horizon."""
    network = compile_plan(plan, honest=True, horizon=days)
    return Part(in_order(network, uncertainty.conditional), uncertainty)


def horizon_of(part: Part) -> tuple[date, date]:
    """The first and last day of a part's calendars."""
    clock = part.network.clock
    return _day(clock.first), _day(clock.last - 1)


def _day(moment: int) -> date:
    return (EPOCH + timedelta(minutes=moment)).date()


@dataclass(frozen=True)
class Joint:
    """The plans as one network.

    Attributes
    ----------
    parts, crossings
        What was joined.
    arrays, spreads
        The network and its draws, as the kernels take them.
    nodes, links, rows, risks
        For each part where its nodes, links, calendars and first risk are among all; ``crossed`` where each crossing
        is, -1 where its predecessor's end is history, or where nothing can move its successor any more.
    """

    parts: tuple[Part, ...]
    crossings: tuple[Crossing, ...]
    arrays: NetworkArrays
    spreads: Spreads
    nodes: tuple[Long, ...]
    links: tuple[Long, ...]
    rows: tuple[Long, ...]
    risks: Long
    crossed: tuple[int, ...]

    def ends(self, place: int) -> Long:
        """The nodes that can make the finish of one part, together by calendar."""
        found = self.nodes[place][end_nodes(self.parts[place].network)]
        ordered: Long = found[np.argsort(self.arrays.calendar[found], kind="stable")]
        return ordered

    def carried(self, place: int, change: Change) -> Change:
        """A change of one part as one of the whole."""
        nodes, links, rows = self.nodes[place], self.links[place], self.rows[place]

        def row(calendar: int | None) -> int | None:
            return calendar if calendar is None or calendar == PLAIN else int(rows[calendar])

        return Change(
            shorter=tuple(replace(one, node=int(nodes[one.node])) for one in change.shorter),
            freed=tuple(replace(one, node=int(nodes[one.node])) for one in self._kept(place, change)),
            slack=tuple(replace(one, link=int(links[one.link]), calendar=row(one.calendar)) for one in change.slack),
            averted=tuple(replace(one, risk=one.risk + int(self.risks[place])) for one in change.averted),
        )

    def _kept(self, place: int, change: Change) -> list[Freed]:
        """Bounds as freed, but never freer than what other projects have handed over holds them to."""
        network, met = self.parts[place].network, dict[int, list[Crossing]]()
        for crossing in self.crossings:
            if (
                crossing.after[0] == place
                and known_moment(self.parts[crossing.before[0]].network, crossing) is not None
            ):
                met.setdefault(node_of(network, crossing.after[1]), []).append(crossing)
        return [self._with_met(place, one, met.get(one.node, [])) for one in change.freed]

    def _with_met(self, place: int, freed: Freed, met: Sequence[Crossing]) -> Freed:
        network = self.parts[place].network
        for crossing in met:
            moment = known_moment(self.parts[crossing.before[0]].network, crossing)
            if moment is not None:
                freed = held(_bounded(network, freed), freed.node, crossing, moment)
        return freed

    def replaced(self, place: int, part: Part) -> Joint:
        """The same with another part in the place of one."""
        return join([*self.parts[:place], part, *self.parts[place + 1 :]], self.crossings)


def _bounded(network: Network, freed: Freed) -> Network:
    """The network with these bounds on one node."""
    net, values = network.arrays, dict[str, Any]()
    for name, value in vars(freed.bounds).items():
        values[name] = getattr(net, name).copy()
        values[name][freed.node] = value
    return replace(network, arrays=net._replace(**values))


def join(parts: Sequence[Part], crossings: Sequence[Crossing]) -> Joint:
    """Make one network of parts on one horizon.

    Raises
    ------
    LoopedPlan
        Links run in a loop, across projects; its activities are named.
    BadInput
        As ``joined_spreads``.
    """
    held_parts, met = _met(parts, crossings)
    networks = [one.network for one in held_parts]
    clock, rows = joined_clocks([one.arrays.clock for one in networks])
    firsts = np.cumsum([0, *(len(one) for one in networks)])
    spreads = [spreads_of(one.network, one.uncertainty) for one in held_parts]
    links, ends = _links(networks, firsts, rows, crossings, met)
    nodes = _ordered(parts, firsts, ends, _hanging(spreads, firsts))
    rank = np.empty(len(nodes), dtype=np.int32)
    rank[nodes] = np.arange(len(nodes), dtype=np.int32)
    of_nodes: dict[str, Any] = {
        name: np.concatenate([getattr(one.arrays, name) for one in networks])[nodes] for name in _OF_NODES
    }
    count = len(nodes)
    head, by_successor = order.compressed(rank[ends[1]], count)
    into, to = rank[ends[0]][by_successor], rank[ends[1]][by_successor]
    tail, out = order.compressed(into, count)
    arrays = NetworkArrays(
        clock=clock,
        calendar=np.concatenate([own[one.arrays.calendar] for one, own in zip(networks, rows, strict=True)])[nodes],
        head=head,
        tail=tail,
        into=into,
        to=to,
        out=out,
        **{name: values[by_successor] for name, values in links.items()},
        **of_nodes,
    )
    joined, risks = joined_spreads(spreads, nodes.astype(np.int64), (clock, rows))
    where = np.empty(len(by_successor), dtype=np.int64)
    where[by_successor] = np.arange(len(by_successor))
    spans = np.cumsum([0, *(len(one.arrays.into) for one in networks)]).tolist()
    crossed, at = [], spans[-1]
    for one in met:
        crossed.append(-1 if one else int(where[at]))
        at += not one
    return Joint(
        parts=tuple(held_parts),
        crossings=tuple(crossings),
        arrays=arrays,
        spreads=joined,
        nodes=tuple(rank[first:last].astype(np.int64) for first, last in pairwise(firsts.tolist())),
        links=tuple(where[first:last] for first, last in pairwise(spans)),
        rows=tuple(rows),
        risks=risks,
        crossed=tuple(crossed),
    )


def _met(parts: Sequence[Part], crossings: Sequence[Crossing]) -> tuple[list[Part], list[bool]]:
    """The parts, held by what others have handed over already; and for each crossing whether it needs no link."""
    found, met = list(parts), []
    for crossing in crossings:
        before, after = found[crossing.before[0]].network, found[crossing.after[0]]
        node = node_of(after.network, crossing.after[1])
        moment = known_moment(before, crossing)
        done = bool(after.network.finished[node])
        met.append(done or moment is not None)
        if moment is not None and not done:
            freed = held(after.network, node, crossing, moment)
            found[crossing.after[0]] = Part(_bounded(after.network, freed), after.uncertainty)
    return found, met


def _links(
    networks: Sequence[Network],
    firsts: Long,
    rows: Sequence[Long],
    crossings: Sequence[Crossing],
    met: Sequence[bool],
) -> tuple[dict[str, Any], tuple[Short, Short]]:
    """The links of all parts and then those between them, and both ends of each when nodes lie one after another."""
    ends = [(firsts[place] + one.arrays.into, firsts[place] + one.arrays.to) for place, one in enumerate(networks)]
    calendars = [
        np.where(one.arrays.lag_calendar == PLAIN, PLAIN, own[one.arrays.lag_calendar])
        for one, own in zip(networks, rows, strict=True)
    ]
    made = [one for one, done in zip(crossings, met, strict=True) if not done]
    nodes = [
        (node_of(networks[one.before[0]], one.before[1]), node_of(networks[one.after[0]], one.after[1])) for one in made
    ]
    across = [
        (firsts[one.before[0]] + before, firsts[one.after[0]] + after)
        for one, (before, after) in zip(made, nodes, strict=True)
    ]
    lagged = [
        rows[one.after[0]][networks[one.after[0]].float_calendar[at[1]]] for one, at in zip(made, nodes, strict=True)
    ]
    into, to = (
        np.concatenate([*(one[side] for one in ends), np.array([one[side] for one in across], dtype=np.int64)])
        for side in (0, 1)
    )
    of = [one.arrays for one in networks]
    return {
        "kind": np.concatenate([*(one.kind for one in of), np.array([KINDS[one.type] for one in made], dtype=np.int8)]),
        "lag": np.concatenate([*(one.lag for one in of), np.array([one.lag for one in made], dtype=np.int64)]),
        "lag_calendar": np.concatenate([*calendars, np.array(lagged, dtype=np.int64)]).astype(np.int32),
        "lag_share": np.concatenate([*(one.lag_share for one in of), np.zeros(len(made))]),
    }, (into.astype(np.int32), to.astype(np.int32))


def _hanging(spreads: Sequence[Spreads], firsts: Long) -> list[tuple[int, int]]:
    """Which nodes must come after which besides, since how long they last hangs on them."""
    found = []
    for first, one in zip(firsts.tolist(), spreads, strict=False):
        bends = one.arrays.bends
        for node in np.flatnonzero(bends.place >= 0).tolist():
            place = int(bends.place[node])
            if bends.done[place] >= 0:
                found.append((first + int(bends.on[place]), first + node))
    return found


def _ordered(
    parts: Sequence[Part], firsts: Long, ends: tuple[Short, Short], besides: Sequence[tuple[int, int]]
) -> Short:
    count = int(firsts[-1])
    more = np.array(besides, dtype=np.int32).reshape(-1, 2)
    into, to = np.concatenate([ends[0], more[:, 0]]), np.concatenate([ends[1], more[:, 1]])
    tail, out = order.compressed(into, count)
    nodes: Short = order.topological(count, to, tail, out)
    if len(nodes) < count:
        raise _loop(parts, firsts, order.find_loop(count, into, to, nodes))
    return nodes


def _loop(parts: Sequence[Part], firsts: Long, nodes: Sequence[int]) -> LoopedPlan:
    """The error for a loop across projects: each of its activities with its project."""
    told = []
    for node in nodes:
        place = int(np.searchsorted(firsts, node, side="right")) - 1
        network = parts[place].network
        row = int(network.row[node - int(firsts[place])])
        if row >= 0:
            told.append(f"{network.plan.name}: {marked(network.plan.activities[row], network.plan.dialect)}")
    first = min(range(len(told)), key=lambda at: told[at])
    shown = [*told[first:], *told[:first]]
    return LoopedPlan(
        Message.of("programme.loop", names=" → ".join((*shown, shown[0])), count=len(shown)),
        hint=Message.of("programme.loop_hint"),
    )
