"""Compiles many variants of one plan, and makes only once what they share.

Variants are made of the same records: an activity, link or calendar that reads the same is the same object in all of
them. What follows from an activity under one setting is then made once, the order of nodes once for each set of links
and rows, and the calendars once for each choice of hours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.clock import CalendarKey, Clock
from rechterhand.engine.network.compile import Calendars, assemble, clock_of, compile_plan, gate_rule, rule_maker
from rechterhand.engine.network.rule import EPOCH, Rule, Setting, data_date, minute, project_start
from rechterhand.engine.network.ties import is_gate, owner
from rechterhand.engine.network.tried import Tried
from rechterhand.engine.network.wiring import Wiring, wire
from rechterhand.record.activity import Activity
from rechterhand.record.link import LagUnit, LinkType
from rechterhand.record.plan import Plan, ProgressMode
from rechterhand.record.resource import Assignment

MOST = 512
"""Settings, orders and calendars that are kept of each kind."""

_BITS = {kind: 1 << place for place, kind in enumerate(LinkType)}


class Variants:
    """Compiles plans between two versions.

    Parameters
    ----------
    plans
        The versions; the horizon, from ``first`` to ``last``, holds all their dates and all their work together.
    honest
        As for ``compile_plan``.
    """

    def __init__(self, plans: Sequence[Plan], *, honest: bool | None = None) -> None:
        self._honest = honest
        networks = [compile_plan(plan, honest=honest) for plan in plans]
        first, last = min(one.clock.first for one in networks), max(one.clock.last for one in networks)
        self.first = (EPOCH + timedelta(minutes=first)).date()
        work = sum(one.clock.last - one.clock.first for one in networks)
        self.last = min((EPOCH + timedelta(minutes=last + work // 2)).date(), date(2199, 12, 31))
        self._signs = _Signs(plans)
        self._tried = Tried()
        self._helper = self._tried.add(Rule(calendar=None, duration=0))
        self._contexts: dict[tuple[Any, ...], dict[Any, Any]] = {}
        self._wirings: dict[tuple[Any, ...], tuple[Wiring, Any]] = {}
        self._clocks: dict[tuple[Any, ...], tuple[Clock, set[CalendarKey], Any]] = {}
        self._linked: dict[int, tuple[Mapping[int, int], Mapping[int, list[Any]], Any]] = {}
        self._staffed: dict[int, tuple[Mapping[int, list[Assignment]], Any]] = {}

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
        wiring = self._wired(setting)
        numbers = self._numbers(setting, wiring, data_dates or {})
        numbers = numbers[wiring.nodes]
        clock = self._clock(plan, numbers, wiring)
        work, floats = (self._tried.positions(keys, clock.position) for keys in self._tried.calendars(numbers))
        return assemble(setting, clock, Calendars(work, floats), self._tried.table(numbers), wiring)

    def _setting(self, plan: Plan) -> Setting:
        key = id(plan.links)
        if key not in self._linked:
            _bounded(self._linked)
            into: dict[int, list[Any]] = {}
            kinds: dict[int, int] = {}
            for link in plan.links:
                after = link.successor_id
                into.setdefault(after, []).append(link)
                kinds[after] = kinds.get(after, 0) | _BITS[link.type]
            self._linked[key] = kinds, into, plan.links
        staff = id(plan.assignments)
        if staff not in self._staffed:
            _bounded(self._staffed)
            by_row: dict[int, list[Assignment]] = {}
            for assignment in plan.assignments:
                by_row.setdefault(assignment.activity_id, []).append(assignment)
            self._staffed[staff] = by_row, plan.assignments
        resources = {one.id: one for one in plan.resources}
        calendars = frozenset(one.id for one in plan.calendars)
        at, honest = minute(data_date(plan)), plan.options.from_status_date if self._honest is None else self._honest
        return Setting(plan, self._staffed[staff][0], resources, self._linked[key][1], at, calendars, honest)

    def _numbers(self, setting: Setting, wiring: Wiring, data_dates: Mapping[int, datetime]) -> npt.NDArray[np.int64]:
        """The number of each row's rule, helpers last."""
        plan, make = setting.plan, rule_maker(setting)
        kinds, staff = self._linked[id(plan.links)][0], setting.assignments
        context = self._context(setting)
        others = {at: replace(setting, data_date=minute(at)) for at in set(data_dates.values())}
        found: list[int] = []
        for row in wiring.scheduled:
            one = plan.activities[row]
            own, known = setting, context
            if one.id in data_dates:
                own = others[data_dates[one.id]]
                known = self._context(own)
            key = (id(one), kinds.get(one.id), tuple(map(id, staff[one.id])) if one.id in staff else ())
            number = known.get(key)
            if number is None:
                number = known[key] = self._tried.add(make(one, own), (one, staff.get(one.id)))
            found.append(number)
        helpers = wiring.ids[len(found) :]
        if helpers:
            self._add_helpers(found, helpers, wiring.ids)
        return np.array(found, dtype=np.int64)

    def _add_helpers(self, found: list[int], helpers: Sequence[int], ids: Sequence[int]) -> None:
        """Numbers of helpers; a task behind a gate leaves its start to it."""
        place = {key: index for index, key in enumerate(ids)}
        for key in helpers:
            if not is_gate(key):
                found.append(self._helper)
                continue
            at = place[owner(key)]
            task, gate = self._tried.gated(found[at], gate_rule)
            found[at] = task
            found.append(gate)

    def _context(self, setting: Setting) -> dict[Any, Any]:
        """What is known under equal settings of the plan as a whole."""
        plan = setting.plan
        key = (
            plan.dialect,
            plan.options,
            plan.default_calendar_id,
            project_start(plan),
            plan.source.date_only,
            setting.data_date,
            tuple(map(setting.work_of, plan.resources)),
        )
        if key not in self._contexts:
            _bounded(self._contexts)
            self._contexts[key] = {}
        return self._contexts[key]

    def _wired(self, setting: Setting) -> Wiring:
        plan = setting.plan
        options = plan.options
        frame = (plan.dialect, options.progress, options.lag_calendar, plan.default_calendar_id)
        key = (id(plan.links), frame, self._signs.of(plan.activities))
        if key not in self._wirings:
            _bounded(self._wirings)
            self._wirings[key] = wire(setting), plan.links
        return self._wirings[key][0]

    def _clock(self, plan: Plan, numbers: npt.NDArray[np.int64], wiring: Wiring) -> Clock:
        key = (plan.default_calendar_id, *map(id, plan.calendars))
        used = self._tried.keys(numbers) | set(wiring.calendars)
        known = self._clocks.get(key)
        if known is None or not used <= known[1]:
            _bounded(self._clocks)
            wanted = used | (known[1] if known else set())
            known = clock_of(plan, wanted, self.first, self.last), wanted, plan.calendars
            self._clocks[key] = known
        return known[0]


class _Signs:
    """A number for what links look at in an activity."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        shares = frozenset({LagUnit.PERCENT, LagUnit.ELAPSED_PERCENT})
        self._by_length = any(link.lag_unit in shares for plan in plans for link in plan.links)
        self._by_progress = any(plan.options.progress is not ProgressMode.RETAINED_LOGIC for plan in plans)
        self._by_start = any(_ties_summaries(plan) for plan in plans)
        self._known: dict[int, tuple[int, Activity]] = {}
        self._numbers: dict[tuple[Any, ...], int] = {}

    def of(self, activities: Sequence[Activity]) -> tuple[int, ...]:
        """The numbers of all rows."""
        known = self._known
        return tuple(known[id(one)][0] if id(one) in known else self._make(one) for one in activities)

    def _make(self, one: Activity) -> int:
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
        number = self._numbers.setdefault(told, len(self._numbers))
        self._known[id(one)] = number, one
        return number


def _ties_summaries(plan: Plan) -> bool:
    summaries = {one.id for one in plan.activities if one.type.is_summary}
    return any(link.predecessor_id in summaries or link.successor_id in summaries for link in plan.links)


def _bounded(memory: dict[Any, Any]) -> None:
    """Forget everything when there is too much of it: what is needed comes back."""
    if len(memory) >= MOST:
        memory.clear()
