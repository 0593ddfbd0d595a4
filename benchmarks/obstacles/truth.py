"""What a relief truly brings: the plan is changed, compiled and simulated anew, on many futures of another seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from benchmarks.obstacles.case import Case
from benchmarks.obstacles.definitions import Thing, agreed, one_more, things
from rechterhand.engine.futures.lanes import samples_of
from rechterhand.engine.futures.spread import Spreads, spreads_of
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.network.kernel import moments_of
from rechterhand.engine.simulate.run import Run, finishes_of
from rechterhand.engine.simulate.solve import Gathered, gathered
from rechterhand.engine.staffed.arrays import monday_of, staff_of
from rechterhand.engine.staffed.solve import Staffed, finishes_with, staffed
from rechterhand.record.link import Link

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

BATCHES = 20
LOOKED_AT = 2_000
"""Futures in which it is seen what is critical, and when links let go."""
PEOPLE_TRIED = 1_000
"""Futures from which the list of work and the weeks that fall short come, as anywhere."""
_MONDAY = 4 * 1440
"""Minutes from 1 January 1970 to the first Monday."""


@dataclass(frozen=True, slots=True)
class Price:
    """Working days with their standard errors: of P80, and of the mean between P75 and P85."""

    p80: float
    p80_error: float
    band: float
    band_error: float

    def figure(self, *, by_band: bool) -> tuple[float, float]:
        """The one that ranks."""
        return (self.band, self.band_error) if by_band else (self.p80, self.p80_error)


class Truth:
    """Prices in a plan on so many futures of a seed; with people on ``with_people`` of them."""

    def __init__(self, case: Case, run: Run, with_people: int = PEOPLE_TRIED) -> None:
        self.case, self.run = case, run
        self._people_run = replace(run, iterations=min(run.iterations, with_people))
        self._prices: dict[str, Price] = {}

    @cached_property
    def network(self) -> Network:
        """The plan as it is."""
        return compile_plan(self.case.plan, honest=True)

    @cached_property
    def base(self) -> Real:
        """Finishes as it is, in working days."""
        return days_of(self.finishes(self.case))

    def compiled(self, case: Case) -> tuple[Network, Spreads]:
        """A changed plan, ready for its futures."""
        same = case.plan is self.case.plan
        network = self.network if same else compile_plan(case.plan, honest=True)
        spreads = spreads_of(network, case.uncertainty)
        if case.most:
            most = spreads.arrays.most.copy()
            for row, one in enumerate(case.plan.activities):
                most[network.node[row]] = case.most.get(one.id, most[network.node[row]])
            spreads = replace(spreads, arrays=spreads.arrays._replace(most=most))
        return network, spreads

    def finishes(self, case: Case) -> Long:
        """Finishes of a changed plan, minutes since 1970."""
        return finishes_of(*self.compiled(case), self.run)

    @cached_property
    def _spreads(self) -> Spreads:
        return self.compiled(self.case)[1]

    def price(self, thing: Thing) -> Price:
        """What relieving brings."""
        if thing.key not in self._prices:
            self._prices[thing.key] = price_of(*self.days(thing))
        return self._prices[thing.key]

    def days(self, thing: Thing) -> tuple[Real, Real]:
        """Finishes in working days, as it is and relieved."""
        if thing.relieved is not None:
            return self.base, days_of(self.finishes(thing.relieved()))
        if self.people is None:
            return self.base, self.base
        return self.people_base, self._with_one_more(int(thing.key.rpartition(":")[2]))

    # what is looked at

    @cached_property
    def looked(self) -> Gathered:
        """A few futures in full."""
        run = replace(self.run, iterations=min(self.run.iterations, LOOKED_AT))
        return gathered(*self.compiled(self.case), run)

    @cached_property
    def likely(self) -> Mapping[int, float]:
        """By activity id: the share of futures around P80 in which it is critical."""
        near, node = self.looked.figures["near_p80"], self.network.node
        return {one.id: float(near[node[row]]) for row, one in enumerate(self.case.plan.activities) if node[row] >= 0}

    @cached_property
    def _finish(self) -> Mapping[int, float]:
        """Working minutes to the mean finish of each activity, by id."""
        means = self.looked.full.node_finishes.mean(axis=1, dtype=np.float64).astype(np.int64)
        moments = moments_of(self.network.arrays.clock, self.network.arrays.calendar, means, True)
        days, node = days_of(moments) * 480, self.network.node
        return {one.id: float(days[node[row]]) for row, one in enumerate(self.case.plan.activities) if node[row] >= 0}

    def latest(self, link: Link) -> float:
        """When a link lets its successor begin, on average."""
        return self._finish[link.predecessor_id] + link.lag_minutes

    @cached_property
    def things(self) -> Mapping[str, Thing]:
        """Everything that may hold the plan up, by key."""
        return {one.key: one for one in things(self.case, self.latest)}

    # people

    @cached_property
    def people(self) -> Staffed | None:
        """The futures with people from which the list and the weeks come; None where the plan has none."""
        if not self.case.plan.assignments:
            return None
        run = replace(self.run, iterations=min(self._people_run.iterations, PEOPLE_TRIED))
        return staffed(*self.compiled(self.case), run)

    @cached_property
    def people_base(self) -> Real:
        """Finishes with the people there are, in working days."""
        people = self.people
        assert people is not None
        return days_of(finishes_with(people.staff, self.compiled(self.case)[1], self._people_run, people.order))

    def _with_one_more(self, resource: int) -> Real:
        people = self.people
        assert people is not None
        place = next((at for at, one in enumerate(people.staff.resources) if one.id == resource), None)
        weeks = () if place is None else people.weeks_short(place)
        if not weeks:
            return self.people_base
        changed = one_more(self.case, resource, [monday_of(week) for week in weeks])
        network, spreads = self.compiled(changed)
        staff = staff_of(network)
        assert staff is not None
        found = days_of(finishes_with(staff, spreads, self._people_run, people.order))
        return np.minimum(found, self.people_base)

    @cached_property
    def by_band(self) -> bool:
        """Whether P80 moves in steps: over 5 % of the futures end on one day near P80, with whole days empty."""
        days = np.ceil(np.sort(self.base) - 1e-9)
        near = days[int(0.75 * len(days)) : int(0.85 * len(days)) + 1]
        values, counts = np.unique(days, return_counts=True)
        shared = any(count > 0.05 * len(days) and value in near for value, count in zip(values, counts, strict=True))
        return shared and len(values) > 1 and float(np.median(np.diff(values))) > 1

    def expected(self, thing: Thing) -> float:
        """Roughly what may be expected of it, in minutes, from how often it is critical: what to price first."""
        near = [self.likely.get(key, 0.0) for key in thing.ids]
        if thing.kind in {"activity", "chain"}:
            return sum(share * self._overrun(key) for key, share in zip(thing.ids, near, strict=True) if share > 0)
        if thing.kind == "merge":
            return near[0] * sorted(near[1:])[-2] * 480
        return 1e9 if max(near, default=1.0) > 0 or thing.kind in {"constraint", "open_end"} else 0.0

    def _overrun(self, key: int) -> float:
        """By how much an activity exceeds what was agreed in the later futures, on average."""
        if key not in self._held:
            return 0.0
        values = np.empty(len(self._late), np.int64)
        node = int(self.network.node[self._rows[key]])
        samples_of(self._spreads.arrays, np.uint64(self.run.seed), node, values)
        return float(np.maximum(values[self._late] - self._held[key], 0).mean())

    @cached_property
    def _late(self) -> npt.NDArray[np.bool_]:
        finishes = self.looked.full.finishes
        late: npt.NDArray[np.bool_] = finishes >= np.quantile(finishes, 0.75)
        return late

    @cached_property
    def _held(self) -> Mapping[int, float]:
        return agreed(self.case)

    @cached_property
    def _rows(self) -> Mapping[int, int]:
        return {one.id: row for row, one in enumerate(self.case.plan.activities)}

    def dearest(self, kind: str, count: int) -> Iterator[Thing]:
        """The things of a kind from which most may be expected."""
        own = [(self.expected(one), one) for one in self.things.values() if one.kind == kind]
        ordered = sorted((pair for pair in own if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].key))
        yield from (one for _, one in ordered[:count])


def days_of(moments: Long) -> Real:
    """Moments (minutes since 1970) as working days from Monday to Friday, eight to twelve and one to five."""
    days, minute = np.divmod(np.asarray(moments) - _MONDAY, 1440)
    weeks, day = np.divmod(days, 7)
    inside = np.clip(minute - 480, 0, 240) + np.clip(minute - 780, 0, 240)
    return (weeks * 2400 + np.minimum(day, 5) * 480 + np.where(day < 5, inside, 0)) / 480


def price_of(base: Real, relieved: Real) -> Price:
    """What P80 and its neighbours gain, with standard errors from batches of the same futures."""
    pairs = list(zip(np.array_split(base, BATCHES), np.array_split(relieved, BATCHES), strict=True))
    p80s, bands = (np.array([f(one) - f(other) for one, other in pairs]) for f in (p80, band))
    root = np.sqrt(BATCHES)
    return Price(
        p80(base) - p80(relieved),
        float(p80s.std(ddof=1) / root),
        band(base) - band(relieved),
        float(bands.std(ddof=1) / root),
    )


def p80(days: Real) -> float:
    """The day that eight futures of ten keep."""
    place = int(np.ceil(0.8 * len(days) - 1e-9)) - 1
    return float(np.partition(days, place)[place])


def band(days: Real) -> float:
    """The mean between P75 and P85."""
    ordered = np.sort(days)
    return float(ordered[int(0.75 * len(days)) : int(0.85 * len(days))].mean())
