"""What futures with people say: when the plan will be finished with those it has, and who falls short."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.conditional import in_order
from rechterhand.engine.futures.spread import spreads_of
from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.network.kernel import works_before
from rechterhand.engine.schedule.result import EPOCH
from rechterhand.engine.simulate.committed import chances
from rechterhand.engine.simulate.moved import movement
from rechterhand.engine.simulate.promises import nailed
from rechterhand.engine.simulate.result import Committed, Percentile
from rechterhand.engine.simulate.run import Run, finishes_of
from rechterhand.engine.simulate.statistics import percentile
from rechterhand.engine.simulate.summaries import open_below
from rechterhand.engine.staffed.arrays import monday_of
from rechterhand.engine.staffed.compared import beside_logic
from rechterhand.engine.staffed.solve import Staffed, staffed, waits_by_activity
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan
from rechterhand.text import Message
from rechterhand.text.notebook import counted, table

Long = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shortage:
    """A person, team or machine that work has to wait for.

    ``weeks`` are the Mondays of the weeks in which it falls short, ``waiting`` the activities that wait, longest first,
    ``waited_days`` the working days that these wait in the average future, added up.
    """

    resource_id: int
    name: str
    weeks: tuple[date, ...]
    waiting: tuple[int, ...]
    waited_days: float


@dataclass(frozen=True, repr=False)
class PeopleResult:
    """The first futures of a plan with its people and machines.

    ``percentiles`` and ``committed`` as in ``SimulationResult``, but without hard dates that hold their own work.
    Percentiles are those of all futures by logic, and what people make later in these (``staffed/compared.py``);
    ``logic_p80`` is P80 of these by logic, ``later_days`` how many working days P80 lies after that by logic. ``waits``
    has the working days that each activity waits in the average future, by activity id. ``rule`` is the rule of
    priority by which work gets its people.
    """

    plan: Plan
    iterations: int
    rule: str
    percentiles: Mapping[str, Percentile]
    logic_p80: datetime
    committed: tuple[Committed, ...]
    later_days: float
    shortages: tuple[Shortage, ...]
    waits: Mapping[int, float]
    staffed: Staffed
    assumptions: tuple[Assumption, ...] = ()
    timings: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def __repr__(self) -> str:
        """The finish and who falls short on one line."""
        told = f"P80 {self.percentiles['p80'].moment:%Y-%m-%d}, {self.later_days:+.1f} days against logic"
        return f"PeopleResult({self.plan.name!r}, {told}, {counted(len(self.shortages), 'shortage')})"

    def _repr_html_(self) -> str:
        """Who falls short, for notebooks."""
        rows = ((one.name, len(one.weeks), round(one.waited_days, 1), len(one.waiting)) for one in self.shortages)
        heads = ("resource", "weeks short", "working days waited", "activities")
        return table(repr(self), heads, rows, of=len(self.shortages))


def simulate_with_people(
    plan: Plan,
    *,
    run: Run | None = None,
    uncertainty: Uncertainty | None = None,
    network: Network | None = None,
    finishes: Long | None = None,
    ends: frozenset[int] | None = None,
) -> PeopleResult | None:
    """Compute futures of a plan in which nobody works at two places at once.

    Parameters
    ----------
    plan, run, uncertainty, network
        As for ``simulate``; of the futures at most the first thousand are computed, fewer of a large plan.
    finishes
        Those of all futures by logic, computed before.
    ends
        The activities that end the plan, as ``simulate.moved.movement`` found them before.

    Returns
    -------
    PeopleResult or None
        None when the plan says of nobody how much work they have.

    Raises
    ------
    BadPlan
        As ``schedule``.
    """
    run, uncertainty = run or Run(), uncertainty or Uncertainty()
    network = in_order(network or compile_plan(plan, honest=True), uncertainty.conditional)
    spreads = spreads_of(network, uncertainty, run.strata)
    found = staffed(network, spreads, run)
    if found is None:
        return None
    ends = movement(network).ends if ends is None else ends
    return _result(network, found, finishes_of(network, spreads, run) if finishes is None else finishes, ends)


def _result(network: Network, found: Staffed, by_logic: Long, ends: frozenset[int]) -> PeopleResult:
    plan, ordered = network.plan, np.sort(found.finishes)
    waits = waits_by_activity(found)
    common = np.sort(by_logic[: len(ordered)])
    p80s = np.array([percentile(ordered, 0.8), percentile(common, 0.8)], dtype=np.int64)
    calendar = np.full(2, network.clock.position[plan.default_calendar_id])
    with_people, logic = works_before(network.arrays.clock, calendar, p80s).tolist()
    return PeopleResult(
        plan=plan,
        iterations=len(found.finishes),
        rule=found.rule,
        percentiles=beside_logic(network, found.finishes, by_logic),
        logic_p80=EPOCH + timedelta(minutes=int(p80s[1])),
        committed=tuple(_committed(network, found, ends)),
        later_days=(with_people - logic) / max(1, plan.options.minutes_per_day),
        shortages=tuple(_shortages(found, waits)),
        waits=MappingProxyType(dict(waits)),
        staffed=found,
        assumptions=tuple(_assumptions(found)),
        timings=MappingProxyType({"people": found.seconds}),
    )


def _committed(network: Network, found: Staffed, ends: frozenset[int]) -> Iterator[Committed]:
    """Chances of promises; of those that hold their own work to the date in every future nothing can be said."""
    activities, (_, held) = network.plan.activities, nailed(network)
    silent = {activities[int(network.row[node])].id for node in held.tolist()}
    silent |= {activities[row].id for row, nodes in open_below(network).items() if np.isin(nodes, held).any()}
    for one in chances(network, found.finishes, found.node_finishes, ends=ends):
        if one.activity_id is None or one.activity_id not in silent:
            yield one


def _shortages(found: Staffed, waits: Mapping[int, float]) -> Iterator[Shortage]:
    network, arrays = found.staff.network, found.staff.arrays
    asks: dict[int, list[int]] = {}
    for node in range(len(network)):
        if network.row[node] < 0:
            continue
        key = network.plan.activities[int(network.row[node])].id
        for resource in arrays.place[arrays.head[node] : arrays.head[node + 1]].tolist():
            asks.setdefault(resource, []).append(key)
    for place in found.short():
        waiting = sorted((key for key in asks[place] if key in waits), key=lambda key: (-waits[key], key))
        one = found.staff.resources[place]
        yield Shortage(
            resource_id=one.id,
            name=one.name,
            weeks=tuple(monday_of(week) for week in found.weeks_short(place)),
            waiting=tuple(waiting),
            waited_days=sum(waits[key] for key in waiting),
        )


def _assumptions(found: Staffed) -> Iterator[Assumption]:
    staff = found.staff
    asking = int((np.diff(staff.arrays.head) > 0).sum())
    text = Message.of(
        "people.asked", count=asking, resources=len(staff.resources), rule=Message.of(f"people.rule.{found.rule}")
    )
    yield Assumption("people", text)
    if staff.trimmed:
        yield Assumption("people_trimmed", Message.of("people.trimmed", count=staff.trimmed))
