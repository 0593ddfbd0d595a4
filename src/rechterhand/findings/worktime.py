"""The working time of a plan's activities, for checks that hold dates against calendars."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.clock import DAY, CalendarKey, Clock, build_clock
from rechterhand.engine.network.compile import calendar_of, clock_of
from rechterhand.engine.network.kernel import arrays_of, works_before
from rechterhand.engine.network.rule import Setting, is_driven
from rechterhand.engine.schedule.result import EPOCH, NO_DATE, Flags, Minutes
from rechterhand.errors import BadPlan
from rechterhand.record.plan import Dialect

Rows = npt.NDArray[np.int64]


class WorkingTime:
    """Compiled calendars by row of the plan.

    ``calendar`` has an entry for each row of ``plan.activities``: the row of its calendar in the clock. Finished work
    and levels of effort have their own, though the network counts them otherwise (Primavera's finished work hands on
    the data date round the clock). Summaries have the plan's, and so have rows whose calendar never works.
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        plan = network.plan
        own = _otherwise_counted(network)
        clock = _holding(network, set(own.values()))
        self._arrays = network.arrays.clock if clock is network.clock else arrays_of(clock)
        first = min(1, clock.pattern.shape[0] - 1)
        self.default = clock.position.get(plan.default_calendar_id, first) if plan.calendars else first
        self.calendar: Rows = np.full(len(plan.activities), self.default, np.int64)
        scheduled = network.node >= 0
        moved = np.zeros(network.clock.pattern.shape[0], np.int64)
        for key, place in network.clock.position.items():
            moved[place] = clock.position[key]
        self.calendar[scheduled] = moved[network.arrays.calendar[network.node[scheduled]]]
        for row, key in own.items():
            self.calendar[row] = clock.position.get(key, self.default)

    def before(self, calendars: Rows, moments: Minutes) -> Minutes:
        """Working minutes from the start of the horizon to each moment; NO_DATE stays itself."""
        return np.asarray(works_before(self._arrays, calendars, moments), np.int64)

    def between(self, calendars: Rows, since: Minutes, until: Minutes) -> Minutes:
        """Working minutes between two moments, negative when the second is the earlier; both must be known."""
        return self.before(calendars, until) - self.before(calendars, since)

    def works_after(self, calendars: Rows, moments: Minutes) -> Flags:
        """Whether the minute after each moment is worked. True where there is no moment."""
        known = moments != NO_DATE
        at = np.where(known, moments, 0)
        return np.asarray(~known | (self.between(calendars, at, at + 1) > 0), np.bool_)

    def works_until(self, calendars: Rows, moments: Minutes) -> Flags:
        """Whether the minute before each moment is worked. True where there is no moment."""
        known = moments != NO_DATE
        at = np.where(known, moments, 0)
        return np.asarray(~known | (self.between(calendars, at - 1, at) > 0), np.bool_)


def _otherwise_counted(network: Network) -> Mapping[int, CalendarKey]:
    """Rows that do work which the network counts on another calendar or not at all, with their own calendar."""
    plan = network.plan
    finished = np.zeros(len(plan.activities), np.bool_)
    scheduled = network.node >= 0
    if plan.dialect is Dialect.PRIMAVERA:
        finished[scheduled] = network.finished[network.node[scheduled]]
    setting = Setting.of(plan)
    rows = (row for row, one in enumerate(plan.activities) if finished[row] or is_driven(one))
    return {row: calendar_of(plan.activities[row], setting) for row in rows}


def _holding(network: Network, keys: set[CalendarKey]) -> Clock:
    """The network's clock, or one of the same days that has some calendars more; those that never work are left out."""
    clock, plan = network.clock, network.plan
    first = (EPOCH + timedelta(minutes=clock.first)).date()
    last = first + timedelta(days=(clock.last - clock.first) // DAY - 1)

    def works(key: CalendarKey) -> bool:
        try:
            build_clock(plan.calendars, [] if key is None else [key], first, last)
        except BadPlan:
            return False
        return True

    known = {one.id for one in plan.calendars}
    more = {key for key in keys - set(clock.position) if (not isinstance(key, int) or key in known) and works(key)}
    return clock_of(plan, set(clock.position) | more, first, last) if more else clock
