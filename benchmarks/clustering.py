"""From which size a cluster pays: ``python -m benchmarks clustering``.

Prices and futures of a generated plan on two threads, and on a local Dask cluster of two workers of one thread: both
have the same two cores, so that the difference is what sending work and results takes. What is left is arithmetic: with
``w`` workers as fast as these a cluster wins once ``time on two threads * (1 - 2 / w)`` is more than that.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from distributed import LocalCluster

from benchmarks import networks
from benchmarks.measuring import Row, timed
from benchmarks.performance import write_table
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.simulate.solve import simulate
from rechterhand.record.plan import Plan
from rechterhand.verdict import outlook

COMMAND = "python -m benchmarks clustering"
SIZES = ((300, 10_000), (1_000, 10_000), (3_000, 10_000))
"""Activities and futures."""


def main(_: list[str]) -> int:
    """Run it; there is no target."""
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        write_table("clustering", COMMAND, list(_rows(cluster.scheduler_address)))
    return 0


def _rows(address: str) -> Iterator[Row]:
    for size, futures in SIZES:
        plan, run = networks.plan(networks.network(size)), Run(futures, threads=2)
        for what, prices in (("futures", False), ("futures and prices", True)):
            here, there = (_taken(plan, one, prices=prices) for one in (run, replace(run, cluster=address)))
            told = f"{size:,} activities, {futures:,} {what}"
            yield Row(f"{told}: two threads", here, "s")
            yield Row(f"{told}: two workers on the same cores", there, "s")
            yield Row(f"{told}: workers of a core from which on a cluster wins", _least(here, there), "")


def _taken(plan: Plan, run: Run, *, prices: bool) -> float:
    """Seconds, once everything is loaded on both sides."""

    def work() -> object:
        return outlook(plan, run=run, prices=True) if prices else simulate(plan, run=run)

    return timed(work, runs=2).best


def _least(here: float, there: float) -> float:
    """The fewest workers with which ``there - here + here * 2 / w`` is less than ``here``; infinite where none are."""
    left = here - max(0.0, there - here)
    return math.inf if left <= 0 else float(math.floor(2 * here / left) + 1)
