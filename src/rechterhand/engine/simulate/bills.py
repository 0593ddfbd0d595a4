"""What a plan says its work costs: spent, still to come whatever happens, and with the time that work takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rechterhand.engine.network.arrays import Network
from rechterhand.record.activity import Activity
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan
from rechterhand.record.resource import Assignment, Resource, ResourceKind
from rechterhand.text import Message

_WITH_TIME = frozenset({ResourceKind.WORK, ResourceKind.EQUIPMENT})


@dataclass(frozen=True)
class Bill:
    """What the plan says: money spent, still to come whatever happens, for each working minute of a node, and of work
    that lasts as long as the project; ``by_rates`` when it gives no costs and its rates made them.
    """

    spent: float
    fixed: float
    rates: Mapping[int, float]
    lasting: float
    by_rates: bool = False

    @property
    def still(self) -> float:
        """What is still to come with every duration as planned, but for what each node takes."""
        return self.fixed + self.lasting

    @property
    def empty(self) -> bool:
        """Whether the plan has no money at all."""
        return self.spent == self.still == 0 and not self.rates


def bill_of(network: Network) -> Bill:
    """What each part of a plan costs; from rates, costs per use and fixed costs where it gives no costs."""
    plan, by_rates = network.plan, not _has_figures(network.plan)
    resources: dict[int | None, Resource] = {one.id: one for one in plan.resources}
    of_row: dict[int, list[Assignment]] = {}
    for one in plan.assignments:
        of_row.setdefault(one.activity_id, []).append(one)
    driven = set(network.driven)
    spent = fixed = lasting = 0.0
    rates: dict[int, float] = {}
    for row, activity in enumerate(plan.activities):
        if activity.type.is_summary or not activity.active:
            continue
        given = [(one, resources.get(one.resource_id)) for one in of_row.get(activity.id, ())]
        if by_rates:
            done, still, timed = _of_activity(activity, [(_by_rate(one, whose), whose) for one, whose in given])
            beside = _beside(activity, given)
            done, still = done + beside[0], still + beside[1]
        else:
            done, still, timed = _of_activity(activity, given)
        spent += done
        node = int(network.node[row])
        if not activity.finished and row in driven:
            lasting += timed
            fixed += still - timed
        elif not activity.finished and timed and node >= 0 and network.arrays.duration[node] > 0:
            rates[node] = timed / float(network.arrays.duration[node])
            fixed += still - timed
        else:
            fixed += still
    made = Bill(spent, fixed, rates, lasting)
    return replace(made, by_rates=by_rates and not made.empty)


def assumptions_of(plan: Plan, bill: Bill, as_planned: float) -> Iterator[Assumption]:
    """Where the money comes from and what of it grows with time; ``as_planned`` is what nodes take as planned."""
    if bill.by_rates:
        yield Assumption("cost_rates", Message.of("simulate.cost.rates"), loud=True)
    if bill.rates or bill.lasting:
        still, money = as_planned + bill.lasting, plan.currency
        told = Message.of("simulate.cost", amount=amount(still, money), fixed=amount(bill.fixed, money))
        yield Assumption("cost", told)


def amount(value: float, currency: str | None) -> Message:
    """A sum of money as a text, with its currency where there is one."""
    if not currency:
        return Message.of("simulate.money.bare", amount=value)
    return Message.of("simulate.money", amount=value, currency=currency)


def _of_activity(activity: Activity, given: Sequence[tuple[Assignment, Resource | None]]) -> tuple[float, float, float]:
    """What an activity has cost, what it still costs, and what of that grows with time."""
    done = still = timed = 0.0
    for one, resource in given:
        left = _left(one, activity)
        done += one.actual_cost or 0.0
        if resource is not None and resource.kind in _WITH_TIME and not resource.stands_for_money:
            timed += left
        still += left
    cost = activity.cost
    done = max(done, cost.actual or 0.0)
    if not activity.finished:
        rest = (cost.total or 0.0) - done if cost.remaining is None else cost.remaining
        still = max(still, rest)
    elif cost.actual is None:
        done = max(done, cost.total or 0.0)
    return done, still, timed


def _left(one: Assignment, activity: Activity) -> float:
    """What an assignment still costs; all of it where the file doesn't keep the rest apart and nothing has begun."""
    if activity.finished:
        return 0.0
    if one.remaining_cost is not None:
        return one.remaining_cost
    return 0.0 if activity.started else one.cost or 0.0


def _has_figures(plan: Plan) -> bool:
    """Whether any row says what it costs, has cost or will cost."""
    figures = (
        figure
        for one in plan.activities
        for figure in (one.cost.total, one.cost.planned, one.cost.actual, one.cost.remaining)
    )
    of_work = (figure for one in plan.assignments for figure in (one.cost, one.actual_cost, one.remaining_cost))
    return any(figures) or any(of_work)


def _by_rate(one: Assignment, resource: Resource | None) -> Assignment:
    """An assignment with what it has cost and still costs by its resource's rate."""
    if resource is None or resource.kind is ResourceKind.COST:
        return one
    per_minute = _rate(resource, one.start) / 60
    left = one.remaining_work_minutes or max(0.0, one.work_minutes - one.actual_work_minutes)
    return replace(one, actual_cost=one.actual_work_minutes * per_minute, remaining_cost=left * per_minute)


def _rate(resource: Resource, moment: datetime | None) -> float:
    """Money per hour at a moment; the first rate where none holds yet or no moment is known."""
    found = resource.rates[0].per_hour if resource.rates else 0.0
    for one in resource.rates:
        if one.start is None or (moment is not None and one.start <= moment):
            found = one.per_hour
    return found


def _beside(activity: Activity, given: Sequence[tuple[Assignment, Resource | None]]) -> tuple[float, float]:
    """What costs beside rates, spent and to come: each use when it begins, the fixed cost as far as it is done."""
    whole = activity.cost.fixed or 0.0
    done = whole * (1.0 if activity.finished else min(1.0, (activity.percent_complete or 0.0) / 100))
    still = whole - done
    for one, resource in given:
        use = 0.0 if resource is None else resource.cost_per_use or 0.0
        use *= 1.0 if resource is None or resource.kind is ResourceKind.MATERIAL else one.units
        begun = activity.started or one.actual_work_minutes > 0
        done, still = done + use * begun, still + use * (not begun)
    return done, still
