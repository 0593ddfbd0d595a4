"""Does the nose smell right? One obstacle of a known price is planted in each plan; the price list must lead with it.

``python -m benchmarks nose`` tries a few plans and prints the table; ``--full`` tries 200 plans a kind, ``--plans N``
as many as that, and both write ``docs/nose.md``, which says what is counted as right. Both keep what became of each
plan (``obstacles/kept.py``): a run that was broken off goes on where it was.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import numpy as np

from benchmarks.obstacles import page
from benchmarks.obstacles.judging import alarm, smelt
from benchmarks.obstacles.kept import Kept
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

    @property
    def name(self) -> str:
        """Another one for each task."""
        scale = self.scale
        asked = (scale.search, scale.truth, scale.people, self.largest, self.confirm)
        return "-".join((self.kind or "nothing", str(self.number), *map(str, asked)))


def main(arguments: list[str]) -> int:
    """Run it; 1 when a target is missed on the full table, or when the truth isn't confirmed."""
    asked = _asked(arguments)
    wide = asked.full or asked.plans is not None
    count, scale = asked.plans or (FULL if asked.full else FEW), WHOLE if wide else SAMPLE
    checks = Checks(min(20, max(2, count // 10)), 5_000, 50) if wide else Checks(1, 200, 5)
    wanted = list(tasks(count, scale, checks, largest=SIZES[-1] if wide else SMALL))
    results, seconds = run(wanted, Kept() if wide else None)
    told = page.told(results, scale, checks.futures, seconds=seconds)
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


def run(wanted: list[Task], kept: Kept | None) -> tuple[list[Result], float]:
    """What became of all plans, on two processes, and the seconds that it took, those of former runs included."""
    found = {task: known for task in wanted if kept and (known := kept.find(task.name)) is not None}
    left, began = [task for task in wanted if task not in found], time.perf_counter()
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        for done, (task, made) in enumerate(zip(left, pool.map(timed, left), strict=True), 1):
            found[task] = made
            if kept:
                kept.keep(task.name, *made)
            _say(done, len(left), time.perf_counter() - began)
    return [found[task][0] for task in wanted], sum(found[task][1] for task in wanted) / PROCESSES


def _say(done: int, of: int, seconds: float) -> None:
    """How far it is, on standard error."""
    if done % 20 == 0 or done == of:
        print(f"{done:,} of {of:,} plans, about {seconds / done * (of - done) / 60:.0f} minutes left", file=sys.stderr)


def timed(task: Task) -> tuple[Result, float]:
    """What became of one, and the seconds that it took."""
    began = time.perf_counter()
    return one(task), time.perf_counter() - began


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
