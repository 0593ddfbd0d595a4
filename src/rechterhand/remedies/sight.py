"""What remedies look at: the plan, its futures, what holds them up, and which work makes the finish together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.spread import Spreads
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.schedule.result import EPOCH
from rechterhand.engine.simulate.links import Flow, flow_of
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.staffed.result import PeopleResult
from rechterhand.record.activity import Activity
from rechterhand.record.link import Link
from rechterhand.record.plan import Plan
from rechterhand.record.resource import Assignment, Resource
from rechterhand.remedies.case import Case, remaining

Flags = npt.NDArray[np.bool_]
Long = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Sight:
    """``paths`` marks, ``(rows, futures)``, what lies on the longest path of each future near P80; ``finishes`` has
    those of all futures, by logic.
    """

    case: Case
    network: Network
    spreads: Spreads
    run: Run
    paths: Flags
    finishes: Long
    people: PeopleResult | None = None

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
        holds: dict[int, float] = {}
        for place, share in zip(self.network.link.tolist(), self.flow.holds.tolist(), strict=True):
            if place >= 0:
                holds[place] = max(holds.get(place, 0.0), share)
        for place, link in enumerate(self.plan.links):
            yield link, holds.get(place, 0.0)

    def begins(self, key: int) -> datetime:
        """The mean start of an activity's remaining work."""
        return EPOCH + timedelta(minutes=int(self.flow.starts[self.network.node[self.rows[key]]]))

    def ends(self, key: int) -> datetime:
        """Its mean finish."""
        return EPOCH + timedelta(minutes=int(self.flow.finishes[self.network.node[self.rows[key]]]))

    @property
    def now(self) -> datetime:
        """The day from which something can still be done."""
        plan = self.plan
        return plan.status_date or plan.start or EPOCH + timedelta(minutes=self.network.project_start)

    @property
    def today(self) -> date:
        """The same as a day."""
        return self.now.date()
