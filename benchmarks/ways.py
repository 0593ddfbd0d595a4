"""Do the ways out help? ``python -m benchmarks ways`` tries a few plans; ``--plans N`` that many, and writes the page.

Small plans are searched exhaustively: every way of every remedy on all work and all links, whether these decide any
future or not, and every set of up to three. On plans
with a planted obstacle the first three ways out are held against the best there is, and against what somebody would do
without prices; all of it is judged on futures of another seed. ``docs/ways-out.md`` says how.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import combinations
from multiprocessing import get_context

import numpy as np

from benchmarks import nose, ways_page
from benchmarks.obstacles.case import Case as Made
from benchmarks.obstacles.planting import KINDS
from benchmarks.obstacles.scaling import made
from benchmarks.obstacles.shapes import SHAPES, natural
from benchmarks.obstacles.users import by_overload, by_total_float
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.simulate.paths import paths_near_p80
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.simulate.solve import simulate
from rechterhand.engine.staffed.result import PeopleResult, simulate_with_people
from rechterhand.findings.pricing import price
from rechterhand.remedies.case import Case
from rechterhand.remedies.judge import Judge, applied
from rechterhand.remedies.pool import Effort, Proposed, proposals
from rechterhand.remedies.search import ways_out
from rechterhand.remedies.sight import Sight
from rechterhand.remedies.together import fit
from rechterhand.remedies.way_out import WaysOut

SMALL, CHAINS, FUTURES = 9, 18, 2_000
"""Activities of the plans that are searched exhaustively (of long chains more), and futures on which that is done."""
TRUTH, SEED = 5_000, 20260101
EVERYTHING = Effort(targets=10_000)
MOST = 48
"""Ways of a small plan at most, so that every set of three can be tried."""


@dataclass(frozen=True)
class Searched:
    """A small plan: the best of all sets of up to three, and what the search found, in days on the same futures."""

    shape: str
    ways: int
    sets: int
    best: float
    found: float


@dataclass(frozen=True)
class Helped:
    """A plan with a planted obstacle: days of the best way there is, of the best of the first three that are proposed,
    of the first; of crashing the longest critical activity, and of a person more for the most loaded resource (None
    where there is no such resource).
    """

    kind: str
    best: float
    three: float
    first: float
    crash: float
    person: float | None


def main(arguments: list[str]) -> int:
    """Run it; 1 when the search misses its target."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks ways")
    parser.add_argument("--plans", type=int, help="so many plans a shape and a kind")
    count = parser.parse_args(arguments).plans
    began = time.perf_counter()
    small = [(shape, number) for number in range(count or 2) for shape in SHAPES]
    planted = [(kind, number) for number in range(count or 1) for kind in KINDS]
    with ProcessPoolExecutor(nose.PROCESSES, mp_context=get_context("spawn")) as pool:
        searched = [one for one in pool.map(search, small) if one is not None]
        helped = [one for one in pool.map(help_of, planted) if one is not None]
    text = ways_page.told(searched, helped, seconds=time.perf_counter() - began)
    print(text)
    if count:
        ways_page.write(text)
    return 0 if ways_page.held(searched) else 1


def search(task: tuple[str, int]) -> Searched | None:
    """Every set of a small plan, and what the search finds of it."""
    shape, number = task
    plan = natural(shape, CHAINS if shape == "chains" else SMALL, 1_000 + number)
    sight, judge, found = _looked_at(plan, Run(FUTURES, 1, 1))
    ways = _strongest(proposals(_everywhere(sight), EVERYTHING))
    if not ways or len(ways) > MOST:
        return None
    sets = [one for size in (1, 2, 3) for one in combinations(ways, size) if fit(one)]
    best = max(_days(judge, one) for one in sets)
    told = 0.0 if found.best is None else found.best.days
    return Searched(shape, len(ways), len(sets), best, told) if best > 0.1 else None


def help_of(task: tuple[str, int]) -> Helped | None:
    """What the first three ways out bring on futures of another seed."""
    kind, number = task
    random = np.random.default_rng([nose.SEED, 77, number, list(KINDS).index(kind)])
    shape = list(SHAPES)[number % len(SHAPES)]
    case = natural(shape, 40, int(random.integers(1, 1_000_000)))
    planted = made(kind, case, 2.0, nose.SAMPLE, random)
    if planted is None:
        return None
    mine, _, found = _looked_at(planted.case, Run(threads=1))
    own = {(one.key, one.way.degree): one for one in proposals(mine, EVERYTHING)}
    sight, judge, _ = _looked_at(planted.case, Run(TRUTH, SEED, 1), search=False)
    ways = proposals(_everywhere(sight), EVERYTHING)
    by_name = {(one.key, one.way.degree): one for one in ways}
    worth = {name: _days(judge, (one,)) for name, one in by_name.items()}
    first = [_days(judge, (own[one.key, one.degree],)) for one in found.ways[:3]]
    longest, loaded = by_total_float(sight.network), by_overload(sight.network)
    return Helped(
        kind=kind,
        best=max((*worth.values(), *first), default=0.0),
        three=max(first, default=0.0),
        first=first[0] if first else 0.0,
        crash=worth.get((f"crash:{longest}", "30%"), 0.0),
        person=None if loaded is None else worth.get((f"add_person:{loaded}", "100%"), 0.0),
    )


def _looked_at(plan: Made, run: Run, *, search: bool = True) -> tuple[Sight, Judge, WaysOut]:
    network = compile_plan(plan.plan, honest=True)
    simulation = simulate(plan.plan, run=run, uncertainty=plan.uncertainty, network=network)
    finishes = simulation.finishes
    people = simulate_with_people(plan.plan, run=run, uncertainty=plan.uncertainty, network=network, finishes=finishes)
    case = Case(plan.plan, plan.uncertainty)
    judge = Judge.of(case, network, run, finishes, people)
    paths = paths_near_p80(network, judge.by_logic.spreads, run.seed, finishes)
    sight = Sight(case, network, judge.by_logic.spreads, run, paths, finishes, people)
    return sight, judge, _found(plan, network, run, people) if search else WaysOut()


def _everywhere(sight: Sight) -> Sight:
    """The same with all work and all links taken to decide every future, so that ways are proposed on all of it."""
    paths = np.ones((len(sight.plan.activities), 1), dtype=np.bool_)
    return replace(sight, paths=paths, holding=dict.fromkeys(range(len(sight.plan.links)), 1.0))


def _found(plan: Made, network: Network, run: Run, people: PeopleResult | None) -> WaysOut:
    simulation = simulate(plan.plan, run=run, uncertainty=plan.uncertainty, network=network)
    prices = price(network, simulation, run=run, uncertainty=plan.uncertainty, people=people)
    return ways_out(network, simulation, prices, run=run, uncertainty=plan.uncertainty, people=people)


def _strongest(found: Sequence[Proposed]) -> list[Proposed]:
    """Of each target the first form, which is the strongest."""
    return list({one.key: one for one in reversed(found) if one.way.kind != "promise"}.values())


def _days(judge: Judge, ways: Sequence[Proposed]) -> float:
    people = any(one.way.with_people for one in ways)
    case = applied(judge.case, tuple(one.way for one in ways))
    worth = judge.worth(case, with_people=people, eases=all(one.way.eases for one in ways))
    return 0.0 if worth is None else worth.gain.p80
