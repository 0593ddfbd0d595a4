"""How long the whole verdict takes, prices and futures with people included: ``python -m benchmarks reviewing``.

Generated plans with all link types, three calendars, hard dates, ranges on half of the work and people with hours; each
reviewed in a process of its own that has the kernels loaded, with 10,000 futures on two threads. Ways out may take half
as long again as all the rest may.
"""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from benchmarks import networks
from benchmarks.measuring import Row
from benchmarks.performance import write_table
from rechterhand.engine.simulate.run import Run
from rechterhand.record.activity import Activity, ConstraintType, ThreePoint
from rechterhand.record.plan import Plan
from rechterhand.record.resource import Assignment, Resource
from rechterhand.verdict import review

FUTURES = 10_000
SIZES = {1_000: (20, 15.0), 10_000: (100, 120.0)}
"""Activities, with how many resources and how many seconds at most, ways out aside."""
WITH_WAYS = 1.5
"""How many times as long it may take with ways out."""
GIBIBYTE = 2**20
"""Of the kibibytes in which the system counts memory."""
MOST = 1.5
TOLD = ("schedule", "simulate", "people", "check", "price", "ways_out")


def main(_: list[str]) -> int:
    """Run it; 0 when every target is met."""
    rows = [row for size in SIZES for row in _of(size)]
    write_table("reviewing", "python -m benchmarks reviewing", rows)
    return 0 if all(row.met is not False for row in rows) else 1


def _of(size: int) -> Iterator[Row]:
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        made = pool.apply(_reviewed, (size,))
    people, allowed = SIZES[size]
    told = f"{size:,} activities, {people} resources, {FUTURES:,} futures"
    aside = made.seconds - made.timings["ways_out"]
    yield Row(f"{told}: review without ways out, {made.bottlenecks} bottlenecks", aside, "s", allowed)
    told = f"{size:,} activities: whole review, {made.tried} copies of the plan tried for {made.ways} ways out"
    yield Row(told, made.seconds, "s", WITH_WAYS * allowed)
    for name in TOLD:
        yield Row(f"{size:,} activities: {name}", made.timings.get(name, 0.0), "s")
    yield Row(f"{size:,} activities: most memory of the process", made.memory, "GiB", MOST)


@dataclass(frozen=True)
class _Made:
    """What a review took, and how much it found."""

    seconds: float
    memory: float
    timings: dict[str, float]
    bottlenecks: int
    tried: int
    ways: int


def _reviewed(size: int) -> _Made:
    """A review in a process of its own."""
    review(staffed_plan(60, 5), run=Run(500))
    plan = staffed_plan(size, SIZES[size][0])
    begun = time.perf_counter()
    made = review(plan, run=Run(FUTURES))
    seconds = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / GIBIBYTE
    return _Made(
        seconds, memory, dict(made.timings), len(made.prices.bottlenecks), made.ways.tried, len(made.ways.ways)
    )


def staffed_plan(size: int, people: int, *, seed: int = 1) -> Plan:
    """A plan whose work asks for people, one activity in two with a range, one in fifty held by a date."""
    random = np.random.default_rng(seed)
    plan = networks.plan(networks.network(size, seed=seed))
    start = plan.start
    if start is None:
        raise ValueError("a generated plan has a start")
    rows = []
    for one in plan.activities:
        length = one.duration_minutes or 0
        row: Activity = one
        if random.random() < 0.5:
            row = replace(row, three_point=ThreePoint(length * 8 // 10, length, length * 16 // 10))
        if random.random() < 0.02:
            day = start + timedelta(days=int(random.integers(0, size)))
            row = replace(row, constraint=ConstraintType.START_NO_EARLIER_THAN, constraint_date=day)
        rows.append(row)
    team = tuple(Resource(key, f"Role {key}", generic=True, max_units=2.0) for key in range(1, people + 1))
    work = tuple(
        Assignment(
            one.id, one.id, int(random.integers(1, people + 1)), remaining_work_minutes=one.duration_minutes or 0
        )
        for one in rows
    )
    return replace(plan, activities=tuple(rows), resources=team, assignments=work)
