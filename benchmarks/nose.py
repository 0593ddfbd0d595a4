"""Does the nose smell right? One obstacle of a known price is planted in each plan; the price list must lead with it.

``python -m benchmarks nose`` tries a few plans and prints the table; ``--full`` tries 200 plans a kind, ``--plans N``
as many as that, and both write ``docs/nose.md``. ``docs/nose.md`` says what is counted as right.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np

from benchmarks.obstacles import page
from benchmarks.obstacles.judging import alarm, smelt
from benchmarks.obstacles.plainly import confirmed
from benchmarks.obstacles.planting import KINDS
from benchmarks.obstacles.scaling import Scale, made
from benchmarks.obstacles.shapes import CHANCES, SHAPES, SIZES, natural
from benchmarks.obstacles.tally import Result, Unmade

RATIOS = (1.25, 1.5, 2.0, 3.0)
FULL, FEW = 200, 4
SMALL = 60
"""Most activities in the plans of the sample."""
SEED = 5
PROCESSES = 2
SAMPLE = Scale(search=2_000, truth=20_000, people=1_000)
WHOLE = Scale(search=2_000, truth=200_000, people=4_000)


@dataclass(frozen=True)
class Checks:
    """On how many plans a kind a plain implementation repeats the truth, and on how many futures."""

    plans: int
    futures: int
    with_people: int


@dataclass(frozen=True)
class Task:
    """One plan of at most ``largest`` activities: ``kind`` is what is planted, '' for nothing; ``confirm`` on how many
    futures the truth is repeated.
    """

    kind: str
    number: int
    scale: Scale
    largest: int
    confirm: int


def main(arguments: list[str]) -> int:
    """Run it; 1 when a target is missed on the full table, or when the truth isn't confirmed."""
    asked = _asked(arguments)
    wide = asked.full or asked.plans is not None
    count, scale = asked.plans or (FULL if asked.full else FEW), WHOLE if wide else SAMPLE
    checks = Checks(min(20, max(2, count // 10)), 5_000, 50) if wide else Checks(1, 200, 5)
    began = time.perf_counter()
    results = run(list(tasks(count, scale, checks, largest=SIZES[-1] if wide else SMALL)))
    told = page.told(results, scale, checks.futures, seconds=time.perf_counter() - began)
    print(told, *page.misses(results), sep="\n")
    if wide:
        page.write(told, results)
    return 0 if page.held(results, count if asked.full else None) else 1


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks nose")
    parser.add_argument("--full", action="store_true", help="200 plans a kind")
    parser.add_argument("--plans", type=int, help="so many plans a kind")
    return parser.parse_args(arguments)


def tasks(count: int, scale: Scale, checks: Checks, largest: int) -> Iterator[Task]:
    """So many plans of each kind, and as many without an obstacle; all kinds in turn."""
    for number in range(count):
        for kind in KINDS:
            futures = checks.with_people if kind == "resource" else checks.futures
            yield Task(kind, number, scale, largest, futures if number < checks.plans else 0)
        yield Task("", number, scale, largest, 0)


def run(wanted: list[Task]) -> list[Result]:
    """All tasks, on two processes."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        return list(pool.map(one, wanted))


def one(task: Task) -> Result:
    """Make the plan, plant the obstacle, and let the nose smell."""
    random = np.random.default_rng([SEED, task.number, [*KINDS, ""].index(task.kind)])
    shape = list(SHAPES)[(task.number // len(RATIOS) + task.number) % len(SHAPES)]
    size = min(task.largest, int(random.choice(SIZES, p=CHANCES)))
    case = natural(shape, size, int(random.integers(1, 1_000_000)))
    if not task.kind:
        return alarm(case, shape, task.scale)
    wanted = RATIOS[task.number % len(RATIOS)]
    found = made(task.kind, case, wanted, task.scale, random)
    if found is None:
        return Unmade(task.kind, shape, wanted)
    agrees = confirmed(found.truth, found.thing, task.confirm) if task.confirm else None
    return smelt(found, shape, agrees)
