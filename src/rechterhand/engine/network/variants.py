"""Compiles many variants of one plan, and makes only once what they share.

Variants are made of the same records: an activity or calendar that reads the same is the same object in all of them.
A rule is then made once for each activity and setting, the order of nodes once for each set of links and rows, and the
calendars once for each choice of hours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.clock import CalendarKey, Clock
from rechterhand.engine.network.compile import assemble, clock_of, compile_plan, helper_rule, ordered, rule_maker
from rechterhand.engine.network.rule import EPOCH, Rule, Setting, data_date, is_scheduled, minute, project_start
from rechterhand.engine.network.ties import Tie, is_gate, owner, ties
from rechterhand.record.activity import Activity
from rechterhand.record.link import LagUnit, Link
from rechterhand.record.plan import Plan, ProgressMode
from rechterhand.record.resource import Assignment

MOST = 512
"""Settings, orders and calendars that are kept of each kind."""

MOST_RULES = 1_000_000


@dataclass(frozen=True)
class _Order:
    """Which rows are scheduled, in which order, and the links between them."""

    ids: list[int]
    scheduled: list[int]
    nodes: list[int]
    rows: npt.NDArray[np.int32]
    tied: tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], list[Tie]]


class Variants:
    """Compiles plans between two versions.

    Parameters
    ----------
    plans
        The versions; the horizon, from ``first`` to ``last``, holds all their dates and all their work together.
    """

    def __init__(self, plans: Sequence[Plan]) -> None:
        networks = [compile_plan(plan) for plan in plans]
        first, last = min(one.clock.first for one in networks), max(one.clock.last for one in networks)
        self.first = (EPOCH + timedelta(minutes=first)).date()
        work = sum(one.clock.last - one.clock.first for one in networks)
        self.last = min((EPOCH + timedelta(minutes=last + work // 2)).date(), date(2199, 12, 31))
        lagged = any(link.lag_unit in _SHARES for plan in plans for link in plan.links)
        override = any(plan.options.progress is not ProgressMode.RETAINED_LOGIC for plan in plans)
        nested = any(_ties_summaries(plan) for plan in plans)
        self._by_length, self._by_progress, self._by_start = lagged, override, nested
        self._rules: dict[tuple[Any, ...], tuple[Rule, tuple[Any, ...]]] = {}
        self._orders: dict[tuple[Any, ...], tuple[_Order, tuple[Any, ...]]] = {}
        self._clocks: dict[tuple[Any, ...], tuple[Clock, frozenset[CalendarKey], tuple[Any, ...]]] = {}
        self._linked: dict[int, tuple[Mapping[int, list[Link]], Mapping[int, frozenset[str]], Any]] = {}
        self._staffed: dict[int, tuple[Mapping[int, list[Assignment]], Any]] = {}
        self._marks: dict[int, tuple[int, Activity]] = {}
        self._signs: dict[tuple[Any, ...], int] = {}

    def compile(self, plan: Plan, data_dates: Mapping[int, datetime] | None = None) -> Network:
        """The compiled variant.

        Parameters
        ----------
        plan
            The variant.
        data_dates
            Other data dates than the plan's, by the ids of the activities for which they hold.

        Raises
        ------
        BadPlan
            As ``compile_plan``.
        """
        setting = self._setting(plan)
        frame = (plan.dialect, plan.options, plan.default_calendar_id, project_start(plan), plan.source.date_only)
        order = self._order(setting, frame)
        others = {key: replace(setting, data_date=minute(one)) for key, one in (data_dates or {}).items()}
        kinds = self._linked[id(plan.links)][1]
        make = rule_maker(plan)
        rules = []
        for row in order.scheduled:
            one = plan.activities[row]
            rules.append(self._rule(make, one, others.get(one.id, setting), (frame, kinds.get(one.id))))
        helpers = order.ids[len(rules) :]
        place = {key: index for index, key in enumerate(order.ids)} if helpers else {}
        for key in helpers:
            if is_gate(key):
                at = place[owner(key)]
                rules[at] = replace(rules[at])  # the gate takes its start over, and others share the rule
            rules.append(helper_rule(key, rules, place))
        clock = self._clock(plan, rules, order.tied[2])
        return assemble(setting, clock, [rules[index] for index in order.nodes], order.rows, order.tied)

    def _setting(self, plan: Plan) -> Setting:
        if id(plan.links) not in self._linked:
            _bounded(self._linked)
            into: dict[int, list[Link]] = {}
            for link in plan.links:
                into.setdefault(link.successor_id, []).append(link)
            kinds = {key: frozenset(link.type.value for link in links) for key, links in into.items()}
            self._linked[id(plan.links)] = into, kinds, plan.links
        if id(plan.assignments) not in self._staffed:
            _bounded(self._staffed)
            staff: dict[int, list[Assignment]] = {}
            for assignment in plan.assignments:
                staff.setdefault(assignment.activity_id, []).append(assignment)
            self._staffed[id(plan.assignments)] = staff, plan.assignments
        resources = {one.id: one for one in plan.resources}
        calendars = frozenset(one.id for one in plan.calendars)
        at = minute(data_date(plan))
        staffed = self._staffed[id(plan.assignments)][0]
        return Setting(plan, staffed, resources, self._linked[id(plan.links)][0], at, calendars)

    def _rule(self, make: Any, one: Activity, setting: Setting, context: tuple[Any, ...]) -> Rule:
        staff = setting.assignments.get(one.id, ())
        key = (id(one), setting.data_date, context, tuple(map(id, staff)))
        if key not in self._rules:
            _bounded(self._rules, MOST_RULES)
            self._rules[key] = make(one, setting), (one, staff)
        return self._rules[key][0]

    def _order(self, setting: Setting, frame: tuple[Any, ...]) -> _Order:
        plan = setting.plan
        signs = tuple(self._sign(one) for one in plan.activities)
        key = (id(plan.links), frame, signs)
        if key not in self._orders:
            _bounded(self._orders)
            self._orders[key] = _order_of(setting), (plan.links,)
        return self._orders[key][0]

    def _sign(self, one: Activity) -> int:
        """A number for what links look at in an activity."""
        known = self._marks.get(id(one))
        if known is None:
            told = (
                one.id,
                one.active,
                one.type,
                one.parent_id,
                one.calendar_id,
                one.levelling_delay_minutes and (one.levelling_delay_minutes, one.levelling_delay_elapsed, one.started),
                one.manual,
                one.external,
                one.start if self._by_start else None,
                (one.started, one.finished) if self._by_progress else None,
                one.duration_minutes if self._by_length else None,
            )
            known = self._marks[id(one)] = self._signs.setdefault(told, len(self._signs)), one
        return known[0]

    def _clock(self, plan: Plan, rules: Sequence[Rule], tied: Sequence[Tie]) -> Clock:
        key = (plan.default_calendar_id, *map(id, plan.calendars))
        used = {rule.calendar for rule in rules} | {rule.float_calendar for rule in rules}
        used |= {tie.calendar for tie in tied}
        known = self._clocks.get(key)
        if known is None or not used <= known[1]:
            _bounded(self._clocks)
            wanted = frozenset(used | (known[1] if known else frozenset()))
            known = clock_of(plan, wanted, self.first, self.last), wanted, plan.calendars
            self._clocks[key] = known
        return known[0]


_SHARES = frozenset({LagUnit.PERCENT, LagUnit.ELAPSED_PERCENT})


def _ties_summaries(plan: Plan) -> bool:
    summaries = {one.id for one in plan.activities if one.type.is_summary}
    return any(link.predecessor_id in summaries or link.successor_id in summaries for link in plan.links)


def _bounded(memory: dict[Any, Any], most: int = MOST) -> None:
    """Forget everything when there is too much of it: what is needed comes back."""
    if len(memory) >= most:
        memory.clear()


def _order_of(setting: Setting) -> _Order:
    """As ``compile_plan`` orders a plan."""
    plan = setting.plan
    scheduled = [row for row, one in enumerate(plan.activities) if is_scheduled(one)]
    tied = list(ties(setting))
    ids = [plan.activities[row].id for row in scheduled]
    ids += sorted({key for tie in tied for key in (tie.before, tie.after) if key < 0}, reverse=True)
    place = {key: index for index, key in enumerate(ids)}
    into = np.array([place[tie.before] for tie in tied], dtype=np.int32)
    to = np.array([place[tie.after] for tie in tied], dtype=np.int32)
    nodes = ordered(plan, ids, into, to)
    rank = np.empty(len(ids), dtype=np.int32)
    rank[nodes] = np.arange(len(ids), dtype=np.int32)
    rows = np.array(scheduled + [-1] * (len(ids) - len(scheduled)), dtype=np.int32)[nodes]
    return _Order(ids, scheduled, nodes.tolist(), rows, (rank[into], rank[to], tied))
