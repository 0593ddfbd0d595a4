"""Lets the nose smell at a plan, and holds what it says against the truth."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from benchmarks.obstacles import users
from benchmarks.obstacles.case import Case
from benchmarks.obstacles.definitions import Thing
from benchmarks.obstacles.scaling import Made, Scale, dearest
from benchmarks.obstacles.truth import Truth, price_of
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.price.solve import Pricing
from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.simulate.solve import simulate
from rechterhand.engine.staffed.result import PeopleResult, simulate_with_people
from rechterhand.findings.bottleneck import PriceList
from rechterhand.findings.pricing import price

RUN = Run(10_000, seed=1, threads=1)
NEAR, SURE = 0.1, 2.0
"""A price is right within a tenth of the truth, or two standard errors."""
HALF = 0.5
"""A claim of which the truth is less than this share is a false alarm."""


@dataclass(frozen=True)
class Claim:
    """What the nose asks for something, and what it truly costs."""

    kind: str
    key: str
    claimed: float
    error: float
    true: float
    true_error: float

    @property
    def right(self) -> bool:
        """Within a tenth, or two standard errors."""
        off = abs(self.claimed - self.true)
        return off <= max(NEAR * abs(self.true), SURE * math.hypot(self.error, self.true_error))


@dataclass(frozen=True)
class Smelt:
    """What the nose made of one plan with a planted obstacle.

    ``place``: 'first', 'alike' (in the first row, as the same thing), 'inside' (in the first row, as a part of it),
    'below', 'absent'. ``score`` is 1 for the first two, a half for a tie. ``users`` says by each habit whether it
    would have led to the obstacle, None where the habit doesn't apply.
    """

    kind: str
    shape: str
    wanted: float
    ratio: float
    place: str
    score: float
    instead: str = ""
    users: dict[str, bool | None] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    confirmed: bool | None = None


@dataclass(frozen=True)
class Alarm:
    """What the first row says of a plan without a planted obstacle: '' when it is right, else what is wrong."""

    shape: str
    wrong: str
    first: str = ""
    claims: tuple[Claim, ...] = ()


class Nose:
    """The price list of a plan, as users get it."""

    def __init__(self, case: Case) -> None:
        self.network: Network = compile_plan(case.plan, honest=True)
        self.simulation: SimulationResult = simulate(
            case.plan, run=RUN, uncertainty=case.uncertainty, network=self.network
        )
        self.people: PeopleResult | None = None
        if case.plan.assignments:
            self.people = simulate_with_people(
                case.plan,
                run=RUN,
                uncertainty=case.uncertainty,
                network=self.network,
                finishes=self.simulation.finishes,
            )
        self.prices: PriceList = price(
            self.network, self.simulation, run=RUN, uncertainty=case.uncertainty, people=self.people
        )
        self._pricing = Pricing(self.network, RUN, case.uncertainty, None, self.simulation.finishes)

    def claims(self) -> dict[str, tuple[float, float]]:
        """Price and standard error of all that has one, by key; what is hidden with a negative price."""
        found = {one.key: (-one.later_days, one.standard_error_days) for one in self.prices.hidden}
        for one in self.prices.bottlenecks:
            found |= {part.key: (part.price_days, part.standard_error_days) for part in one.overlaps}
        return found | {one.key: self.prices.ranked(one) for one in self.prices.bottlenecks}

    def users(self, thing: Thing) -> dict[str, bool | None]:
        """Which habits lead to something: to any of the activities that it is about."""
        if thing.kind == "open_end":
            return {}
        over = users.by_overload(self.network) if thing.kind == "resource" else None
        return {
            "total float": users.by_total_float(self.network) in thing.ids,
            "criticality index": users.by_criticality(self.network, self.simulation) in thing.ids,
            "zero-relief": users.by_zero_relief(self.network, self.simulation, self._pricing) in thing.ids,
            "overload": thing.key == f"resource:{over}" if thing.kind == "resource" else None,
        }


def smelt(made: Made, shape: str, confirmed: bool | None) -> Smelt:
    """How the nose does on a plan with a planted obstacle."""
    nose = Nose(made.case)
    place, first = _place(nose.prices, made.thing)
    score = 1.0 if place in {"first", "alike"} or (made.thing.kind == "open_end" and place != "absent") else 0.0
    if score == 0.0 and place != "absent" and _tied(made, nose, first):
        score = 0.5
    return Smelt(
        kind=made.thing.kind,
        shape=shape,
        wanted=made.wanted,
        ratio=made.ratio,
        place=place,
        score=score,
        instead="" if place in {"first", "alike"} else first,
        users=nose.users(made.thing),
        claims=_claims(nose, made.truth, [made.thing, *made.dearest]),
        confirmed=confirmed,
    )


def alarm(case: Case, shape: str, scale: Scale) -> Alarm:
    """Whether the first row is a false alarm on a plan in which nothing was planted."""
    nose = Nose(case)
    if not nose.prices.bottlenecks:
        return Alarm(shape, "nothing found")
    searched = Truth(case, scale.searching())
    keys = [one.key for one in dearest(searched, None)[:3]]
    truth = Truth(case, scale.true(), scale.people)
    rows = [one.key for one in nose.prices.bottlenecks[:1]]
    asked = [truth.things[key] for key in dict.fromkeys([*rows, *keys]) if key in truth.things]
    claims = _claims(nose, truth, asked)
    first = nose.prices.bottlenecks[0]
    own = truth.price(truth.things[first.key]).figure(by_band=nose.prices.ranked_on == "band")[0]
    wrong = ""
    if own < HALF * nose.prices.ranked(first)[0]:
        wrong = "costs less than half"
    else:
        above = {one.key for one in asked if one.key != first.key and _dearer(truth, nose, one, first.key)}
        if above:
            wrong = (
                "something else is dearer" if above - _named(nose.prices) else "a whole that it is part of is dearer"
            )
    return Alarm(shape, wrong, first.key, claims)


def _dearer(truth: Truth, nose: Nose, one: Thing, first: str) -> bool:
    """Whether something is truly dearer than the first row by a tenth and two paired standard errors."""
    other = truth.things[first]
    by_band = nose.prices.ranked_on == "band"
    mine, its = (truth.price(each).figure(by_band=by_band) for each in (one, other))
    error = _paired(truth, one, other, by_band=by_band)
    return mine[0] > its[0] * 1.1 and mine[0] - its[0] > SURE * error


def _named(prices: PriceList) -> set[str]:
    """What stands in the first row."""
    first = prices.bottlenecks[0]
    return {one.key for one in (*first.alike, *first.overlaps)}


def _place(prices: PriceList, thing: Thing) -> tuple[str, str]:
    """Where something stands, and what leads."""
    rows = prices.hidden if thing.kind == "open_end" else prices.bottlenecks
    if not rows:
        return "absent", ""
    first = rows[0]
    if first.key == thing.key:
        return "first", first.key
    if thing.kind == "open_end":
        return ("below" if any(one.key == thing.key for one in rows) else "absent"), first.key
    leader, others = prices.bottlenecks[0], prices.bottlenecks[1:]
    if any(one.key == thing.key for one in leader.alike):
        return "alike", first.key
    if any(one.key == thing.key for one in leader.overlaps):
        return "inside", first.key
    named = any(
        thing.key in {row.key, *(one.key for one in row.alike), *(one.key for one in row.overlaps)} for row in others
    )
    return ("below" if named else "absent"), first.key


def _tied(made: Made, nose: Nose, first: str) -> bool:
    """Whether the leader's price and the obstacle's differ by less than two paired standard errors."""
    claims = nose.claims()
    own = Truth(made.case, RUN)
    if made.thing.key not in claims or first not in claims or first not in own.things:
        return False
    error = _paired(own, own.things[made.thing.key], own.things[first], by_band=nose.prices.ranked_on == "band")
    return abs(claims[first][0] - claims[made.thing.key][0]) <= SURE * error


def _paired(truth: Truth, one: Thing, other: Thing, *, by_band: bool) -> float:
    """Standard error of the difference between two prices; apart where one is of fewer futures, with people."""
    if (one.relieved is None) != (other.relieved is None):
        return math.hypot(*(truth.price(each).figure(by_band=by_band)[1] for each in (one, other)))
    return price_of(truth.days(one)[1], truth.days(other)[1]).figure(by_band=by_band)[1]


def _claims(nose: Nose, truth: Truth, asked: list[Thing]) -> tuple[Claim, ...]:
    by_band, claimed = nose.prices.ranked_on == "band", nose.claims()
    return tuple(
        Claim(one.kind, one.key, *claimed[one.key], *truth.price(one).figure(by_band=by_band))
        for one in asked
        if one.key in claimed
    )
