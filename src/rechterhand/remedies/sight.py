"""What remedies look at: the plan, its futures, what holds them up, and which work makes the finish together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.spread import Spreads
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.schedule.result import EPOCH, ScheduleResult
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.links import Flow, flow_of
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.staffed.result import PeopleResult
from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.record.link import Link, LinkType
from rechterhand.record.plan import Plan
from rechterhand.record.resource import Assignment, Resource
from rechterhand.remedies.case import Case, remaining

Flags = npt.NDArray[np.bool_]
Long = npt.NDArray[np.int64]

_INTO_FINISH = frozenset({LinkType.FF, LinkType.SF})
_OUT_OF_START = frozenset({LinkType.SS, LinkType.SF})
_NOT_BEFORE = frozenset(
    {
        ConstraintType.FINISH_NO_EARLIER_THAN,
        ConstraintType.MUST_FINISH_ON,
        ConstraintType.FINISH_ON,
        ConstraintType.MANDATORY_FINISH,
    }
)


NEAR = 20
"""Working days of total float within which work may come to decide, once other work is done sooner."""


@dataclass(frozen=True)
class Sight:
    """``paths`` marks, ``(rows, futures)``, what lies on the longest path of each future near P80; ``finishes`` has
    those of all futures, by logic. ``holding`` says by the place of each link in which share of futures it holds its
    successor on a longest path; where it is None the futures of the plan as it is say so.
    """

    case: Case
    network: Network
    spreads: Spreads
    run: Run
    paths: Flags
    finishes: Long
    people: PeopleResult | None = None
    holding: Mapping[int, float] | None = None

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.case.plan

    @cached_property
    def rows(self) -> Mapping[int, int]:
        """Activity id to row."""
        return {one.id: row for row, one in enumerate(self.plan.activities)}

    @cached_property
    def by_id(self) -> Mapping[int, Activity]:
        """Activities by id."""
        return {one.id: one for one in self.plan.activities}

    @cached_property
    def flow(self) -> Flow:
        """What links do in the first futures, and where nodes lie on average."""
        return flow_of(self.network, self.spreads, self.run.seed, self.run.iterations)

    def share(self, key: int) -> float:
        """In which part of the futures near P80 an activity lies on the longest path."""
        marks = self.paths[self.rows[key]]
        return float(marks.mean()) if len(marks) else 0.0

    def days(self, minutes: float) -> float:
        """Working minutes as working days of the project."""
        return minutes / max(1, self.plan.options.minutes_per_day)

    @cached_property
    def driving(self) -> tuple[Activity, ...]:
        """Work that is left to do and lies on a longest path near P80, that which does so most often first."""
        found = [one for one in self.plan.activities if self._is_work(one) and self.share(one.id) > 0]
        return tuple(sorted(found, key=lambda one: (-self.share(one.id), -remaining(one), one.id)))

    @cached_property
    def open(self) -> tuple[Activity, ...]:
        """All work that is left to do and whose length may count: on a longest path, or so near one that it comes to
        lie on it when others are done sooner.
        """
        work = (one for one in self.plan.activities if self._is_work(one) and self._length_counts(one.id) > 0)
        return tuple(one for one in work if self.share(one.id) > 0 or self._is_near(one.id))

    def _is_near(self, key: int) -> bool:
        float_minutes = self._scheduled.at(self.rows[key]).total_float_minutes
        return float_minutes is not None and self.days(float_minutes) <= NEAR

    @cached_property
    def _scheduled(self) -> ScheduleResult:
        return schedule(self.plan, network=self.network)

    def is_scheduled(self, one: Activity) -> bool:
        """Whether futures give it dates."""
        return bool(self.network.node[self.rows[one.id]] >= 0)

    def _is_work(self, one: Activity) -> bool:
        return (
            self.is_scheduled(one) and not one.finished and not one.external and not one.elapsed and remaining(one) > 0
        )

    def staffed(self, key: int) -> tuple[tuple[Assignment, Resource], ...]:
        """Who works on an activity."""
        return self._staff.get(key, ())

    @cached_property
    def _staff(self) -> Mapping[int, tuple[tuple[Assignment, Resource], ...]]:
        known = {one.id: one for one in self.plan.resources}
        found: dict[int, list[tuple[Assignment, Resource]]] = {}
        for one in self.plan.assignments:
            if one.resource_id in known:
                found.setdefault(one.activity_id, []).append((one, known[one.resource_id]))
        return {key: tuple(each) for key, each in found.items()}

    @property
    def has_staff(self) -> bool:
        """Whether the plan says who does its work."""
        return bool(self._staff)

    def links(self) -> Iterator[tuple[Link, float]]:
        """Links between activities, with the share of futures in which each holds its successor on a longest path."""
        for place, link in enumerate(self.plan.links):
            yield link, self._holding.get(place, 0.0)

    @cached_property
    def _holding(self) -> Mapping[int, float]:
        if self.holding is not None:
            return self.holding
        holds: dict[int, float] = {}
        for place, share in zip(self.network.link.tolist(), self.flow.holds.tolist(), strict=True):
            if place >= 0:
                holds[place] = max(holds.get(place, 0.0), share)
        return holds

    def share_by_length(self, key: int) -> float:
        """In which part of the futures near P80 the finish hangs on how long an activity lasts; about: as often as it
        lies on the longest path, but no more often than its finish holds what comes next and its start is held, and
        never where a date holds its finish on average.
        """
        return min(self.share(key), self._length_counts(key))

    def _length_counts(self, key: int) -> float:
        """The same of the futures in which it lies on the longest path; of work that never does, all."""
        if self._waits_for_date(key):
            return 0.0
        into, out = self._tied.get(key, ((0.0, 0.0), (0.0, 0.0)))
        return min(_by_length(*into), _by_length(*out))

    def _waits_for_date(self, key: int) -> bool:
        """Whether its finish lies, on average, where a date that it may not finish before puts it."""
        one = self.by_id[key]
        dates = ((one.constraint, one.constraint_date), (one.second_constraint, one.second_constraint_date))
        held = [moment for kind, moment in dates if kind in _NOT_BEFORE and moment is not None]
        return any(self.ends(key) <= moment + timedelta(minutes=1) for moment in held)

    @cached_property
    def _tied(self) -> Mapping[int, tuple[tuple[float, float], tuple[float, float]]]:
        """By activity how often links into and out of it hold on a longest path: by what its length counts for, and by
        what it doesn't.
        """
        found: dict[int, list[list[float]]] = {}
        for link, holds in self.links():
            into = found.setdefault(link.successor_id, [[0.0, 0.0], [0.0, 0.0]])[0]
            out = found.setdefault(link.predecessor_id, [[0.0, 0.0], [0.0, 0.0]])[1]
            at, of = link.type in _INTO_FINISH, link.type in _OUT_OF_START
            into[at], out[of] = max(into[at], holds), max(out[of], holds)
        return {key: ((into[0], into[1]), (out[0], out[1])) for key, (into, out) in found.items()}

    def begins(self, key: int) -> datetime:
        """The mean start of an activity's remaining work."""
        return EPOCH + timedelta(minutes=int(self.flow.starts[self.network.node[self.rows[key]]]))

    def ends(self, key: int) -> datetime:
        """Its mean finish."""
        return EPOCH + timedelta(minutes=int(self.flow.finishes[self.network.node[self.rows[key]]]))

    @property
    def now(self) -> datetime:
        """From when on something can still be done: the status date, or the day of judgement where that is later."""
        plan, today = self.plan, self.case.today
        first = plan.status_date or plan.start or EPOCH + timedelta(minutes=self.network.project_start)
        return first if today is None else max(first, datetime.combine(today, time.min))

    @property
    def today(self) -> date:
        """The same as a day."""
        return self.now.date()


def _by_length(counted: float, other: float) -> float:
    """The share of futures that ties leave to an activity's length; a path that begins or ends in it counts."""
    return max(counted, 1.0 - other)
