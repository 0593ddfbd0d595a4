"""Which rows are scheduled, in which order, and the links between them: what hangs on logic alone, not on dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rechterhand import errors
from rechterhand.engine.network import order
from rechterhand.engine.network.clock import CalendarKey
from rechterhand.engine.network.rule import Setting, is_driven, is_scheduled
from rechterhand.engine.network.ties import Tie, owner, ties
from rechterhand.record.link import LagUnit, LinkType
from rechterhand.record.mark import marked
from rechterhand.record.plan import Plan
from rechterhand.text import Message

Short = npt.NDArray[np.int32]

_KINDS = {LinkType.FS: 0, LinkType.SS: 1, LinkType.FF: 2, LinkType.SF: 3}
_SHARES = {LagUnit.PERCENT, LagUnit.ELAPSED_PERCENT}


@dataclass(frozen=True)
class Wiring:
    """Rows and links of a plan in the order of its nodes.

    Attributes
    ----------
    ids
        The scheduled rows' ids in order of the plan, then those of helpers (negative).
    scheduled
        Rows of the plan that are scheduled, in its order.
    nodes
        Places in ``ids`` in topological order.
    rows
        ``(nodes,)`` row of the plan, -1 for helpers.
    node
        ``(rows of the plan,)`` node of each row, -1 where it isn't scheduled.
    driven
        Rows whose dates follow from others'.
    ties
        The compiled links by successor, as in ``into``.
    calendars, lag_calendar
        The calendars of lags, and for each link its place among them.
    head, tail, into, to, out, kind, lag, link, lag_shares
        As in ``NetworkArrays`` and ``Network``; lags without what has passed of them.
    """

    ids: list[int]
    scheduled: list[int]
    nodes: Short
    rows: Short
    node: Short
    driven: tuple[int, ...]
    ties: list[Tie]
    calendars: tuple[CalendarKey, ...]
    lag_calendar: Short
    head: Short
    tail: Short
    into: Short
    to: Short
    out: Short
    kind: npt.NDArray[np.int8]
    lag: npt.NDArray[np.int64]
    link: Short
    lag_shares: npt.NDArray[np.bool_]
    share: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.rows)


def wire(setting: Setting) -> Wiring:
    """Put a plan in order. Raises LoopedPlan for a loop of links, naming its activities."""
    plan = setting.plan
    scheduled = [row for row, one in enumerate(plan.activities) if is_scheduled(one)]
    tied = list(ties(setting))
    ids = [plan.activities[row].id for row in scheduled]
    ids += sorted({key for tie in tied for key in (tie.before, tie.after) if key < 0}, reverse=True)
    place = {key: index for index, key in enumerate(ids)}
    before = np.array([place[tie.before] for tie in tied], dtype=np.int32)
    after = np.array([place[tie.after] for tie in tied], dtype=np.int32)
    nodes = _ordered(plan, ids, tied, (before, after))
    rank = np.empty(len(ids), dtype=np.int32)
    rank[nodes] = np.arange(len(ids), dtype=np.int32)
    rows = np.array(scheduled + [-1] * (len(ids) - len(scheduled)), dtype=np.int32)[nodes]
    head, by_successor = order.compressed(rank[after], len(ids))
    into, to = rank[before][by_successor], rank[after][by_successor]
    tail, out = order.compressed(into, len(ids))
    tied = [tied[index] for index in by_successor.tolist()]
    calendars = {key: number for number, key in enumerate(dict.fromkeys(tie.calendar for tie in tied))}
    node = np.full(len(plan.activities), -1, dtype=np.int32)
    real = rows >= 0
    node[rows[real]] = np.flatnonzero(real)
    return Wiring(
        ids=ids,
        scheduled=scheduled,
        nodes=nodes,
        rows=rows,
        node=node,
        driven=tuple(row for row, one in enumerate(plan.activities) if one.active and is_driven(one)),
        ties=tied,
        calendars=tuple(calendars),
        lag_calendar=np.array([calendars[tie.calendar] for tie in tied], dtype=np.int32),
        head=head,
        tail=tail,
        into=into,
        to=to,
        out=out,
        kind=np.array([_KINDS[tie.kind] for tie in tied], dtype=np.int8),
        lag=np.array([tie.lag for tie in tied], dtype=np.int64),
        link=np.array([tie.link for tie in tied], dtype=np.int32),
        share=np.array([_share(plan, tie) for tie in tied], dtype=np.float64),
        lag_shares=np.array(
            [plan.links[tie.link].lag_unit in _SHARES if tie.link >= 0 else False for tie in tied], dtype=np.bool_
        ),
    )


def _share(plan: Plan, tie: Tie) -> float:
    """The share of its predecessor's duration that a tie waits; nought for other lags, and for links of summaries."""
    if tie.link < 0 or tie.before != plan.links[tie.link].predecessor_id:
        return 0.0
    link = plan.links[tie.link]
    return (link.lag_percent or 0.0) / 100 if link.lag_unit in _SHARES else 0.0


def _ordered(plan: Plan, ids: Sequence[int], tied: Sequence[Tie], ends: tuple[Short, Short]) -> Short:
    into, to = ends
    tail, out = order.compressed(into, len(ids))
    nodes: Short = order.topological(len(ids), to, tail, out)
    if len(nodes) < len(ids):
        raise _loop(plan, [ids[node] for node in order.find_loop(len(ids), into, to, nodes)], tied)
    return nodes


def _loop(plan: Plan, ids: Sequence[int], tied: Sequence[Tie]) -> errors.LoopedPlan:
    """The error for a loop of nodes; also names summaries whose links are part of it, and hold for all below them."""
    names = {one.id: marked(one, plan.dialect) for one in plan.activities}
    steps = set(zip(ids, (*ids[1:], ids[0]), strict=True))
    links = [plan.links[tie.link] for tie in tied if (tie.before, tie.after) in steps and tie.link >= 0]
    linked = {end for one in links for end in (one.predecessor_id, one.successor_id)}
    above = [names[one.id] for one in plan.activities if one.id in linked and one.type.is_summary]
    keys = [key if key >= 0 else owner(key) for key in ids]
    shown = tuple(names[key] for key in keys)
    hint = Message.of("schedule.loop_above", names=tuple(above), count=len(above)) if above else None
    return errors.LoopedPlan(
        Message.of("schedule.loop", names=" → ".join((*shown, shown[0])), count=len(shown)),
        where={"activities": ", ".join(map(str, keys))},
        hint=hint or Message.of("schedule.loop_hint"),
    )
