"""Speed of futures: beside the limit, beside peers, on two threads, and how much memory they take.

``python -m benchmarks simulating`` prints the table and writes it into ``docs/performance.md``.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from benchmarks import networks, sampling_limit
from benchmarks.measuring import Row, timed
from benchmarks.performance import write_table
from rechterhand.engine.futures.shapes import Range, Shape
from rechterhand.engine.futures.spread import spreads_of
from rechterhand.engine.futures.uncertainty import Impact, Risk, Uncertainty
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.simulate import solve
from rechterhand.engine.simulate.run import Run, finishes_of, over_blocks
from rechterhand.record.activity import ConstraintType
from rechterhand.record.plan import Plan

COMMAND = "python -m benchmarks simulating"
SIZE, FUTURES = 1_000, 10_000
LARGE = 10_000
ALONE = Uncertainty(correlation=0.0)
DAY = 480


def main(arguments: list[str]) -> int:
    """Run it; 1 when a target is missed. ``memory`` alone simulates the large plan and prints its peak (a helper)."""
    if arguments == ["memory"]:
        return _memory()
    rows = list(_rows())
    write_table("simulating", COMMAND, rows)
    return 1 if any(row.met is False for row in rows) else 0


def _rows() -> Iterator[Row]:
    plan = _plain(networks.network(SIZE))
    network, run = compile_plan(plan, honest=True), Run(FUTURES, threads=2)
    spreads, samples = spreads_of(network, ALONE), SIZE * FUTURES
    bare = timed(_limit(network, run)).best
    ours = timed(lambda: finishes_of(network, spreads, run)).best
    yield Row("the limit: draws and the latest over the links, two threads", samples / bare / 1e6, "million/s")
    yield Row("futures of the same plain network", samples / ours / 1e6, "million/s")
    yield Row("futures against the limit", bare / ours * 100, "%", 60.0, more=True)
    one = timed(lambda: finishes_of(network, spreads, replace(run, threads=1))).best
    yield Row("two threads against one", one / ours, "times", 1.7, more=True)
    alone = timed(_limit(network, replace(run, threads=1))).best
    yield Row("the limit itself: two threads against one", alone / bare, "times")
    full, uncertainty = _full(plan=networks.plan(networks.network(SIZE)))
    gathered = timed(lambda: _gathered(full, uncertainty, run)).best
    yield Row("everything: calendars, link types, dates, progress, risks, driver; criticality, ranks", gathered, "s")
    for name, module, simulate in PEERS:
        if importlib.util.find_spec(module) is None:
            print(f"{name} isn't installed: not compared")
            continue
        told = timed(simulate(plan), runs=3).best
        yield Row(f"{name}, the plain network, the same number of futures", told, "s")
        yield Row(f"{name} against the plain futures", told / ours, "times", 25.0, more=True)
        yield Row(f"{name} on the plain network against everything", told / gathered, "times", 8.0, more=True)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "simulating", "memory"], capture_output=True, text=True, check=True
    )
    peak, seconds = map(float, done.stdout.split()[-2:])
    yield Row(f"{LARGE:,} activities, {FUTURES:,} futures, everything: peak memory", peak, "GB", 1.5)
    yield Row(f"{LARGE:,} activities, {FUTURES:,} futures, everything", seconds, "s")


def _plain(net: networks.Network) -> Plan:
    """Finish-to-start links without lags, on a calendar without pauses."""
    forward = np.zeros(len(net.kind), dtype=net.kind.dtype)
    bare = replace(net, kind=forward, lag=np.zeros_like(net.lag), calendar=np.full_like(net.calendar, 2))
    return replace(networks.plan(bare), default_calendar_id=3)


def _limit(network: Network, run: Run) -> Callable[[], object]:
    net = network.arrays
    planned = net.duration.astype(np.float64)
    points, out = (planned * ALONE.low, planned * ALONE.likely, planned * ALONE.high), np.empty(run.iterations)

    def block(first: int, last: int) -> None:
        sampling_limit.finishes(points, (net.head, net.into), (first, last), out)

    return lambda: over_blocks(run, block)


def _full(plan: Plan) -> tuple[Network, Uncertainty]:
    """The network with a hard date on every fiftieth activity, a tenth of it done, and ten risks."""
    held = [networks.START + timedelta(days=place % 200) for place in range(len(plan.activities))]
    rows = [
        one
        if place % 50
        else replace(one, constraint=ConstraintType.START_NO_EARLIER_THAN, constraint_date=held[place])
        for place, one in enumerate(plan.activities)
    ]
    ids = [one.id for one in plan.activities]
    delay = Range(Shape.TRIANGULAR, DAY, 5 * DAY, 20 * DAY)
    risks = [Risk(f"R{at}", "", Impact(0.2, minutes=delay), tuple(ids[at * 7 : at * 7 + 5])) for at in range(8)]
    risks += [Risk(f"D{at}", "", Impact(0.5, factor=Range(high=1.5)), tuple(ids[at::50])) for at in range(2)]
    network = compile_plan(_begun(replace(plan, activities=tuple(rows))), honest=True)
    return network, Uncertainty(risks=tuple(risks))


def _begun(plan: Plan) -> Plan:
    """The work that nothing comes before, up to a tenth of all, half done; the status date two weeks on."""
    status = networks.START + timedelta(days=14)
    waiting = {one.successor_id for one in plan.links}
    free = [one.id for one in plan.activities if one.id not in waiting][: len(plan.activities) // 10]
    half = {
        one.id: replace(
            one, actual_start=plan.start, remaining_duration_minutes=(one.duration_minutes or 0) // 2, resume=status
        )
        for one in plan.activities
        if one.id in set(free)
    }
    return replace(plan, activities=tuple(half.get(one.id, one) for one in plan.activities), status_date=status)


def _gathered(network: Network, uncertainty: Uncertainty, run: Run) -> object:
    """Futures with the longest path of each, criticality, cruciality, sensitivity and percentiles of every row."""
    return solve.gathered(network, spreads_of(network, uncertainty), run)


def _trueppm(plan: Plan) -> Callable[[], object]:
    import trueppm_scheduler as peer

    tasks = [
        peer.Task(
            id=str(one.id),
            name=one.name,
            duration=timedelta(days=_days(one.duration_minutes)),
            optimistic_duration=timedelta(days=_days(one.duration_minutes) * 9 // 10),
            most_likely_duration=timedelta(days=_days(one.duration_minutes)),
            pessimistic_duration=timedelta(days=_days(one.duration_minutes) * 13 // 10),
        )
        for one in plan.activities
    ]
    links = [peer.Dependency(str(one.predecessor_id), str(one.successor_id)) for one in plan.links]
    project = peer.Project(id="p", name="p", start_date=date(2026, 1, 5), tasks=tasks, dependencies=links)
    return lambda: peer.monte_carlo(project, runs=FUTURES, seed=1)


def _pmcontrols(plan: Plan) -> Callable[[], object]:
    import pmcontrols

    before: dict[int, list[str]] = {}
    for link in plan.links:
        before.setdefault(link.successor_id, []).append(str(link.predecessor_id))
    rows: list[dict[str, Any]] = [
        {
            "id": str(one.id),
            "pred": before.get(one.id, []),
            "a": _days(one.duration_minutes) * 0.9,
            "m": _days(one.duration_minutes),
            "b": _days(one.duration_minutes) * 1.3,
        }
        for one in plan.activities
    ]
    return lambda: pmcontrols.pert(rows, n_sim=FUTURES, seed=1)


def _days(minutes: int | None) -> int:
    """Ten days for each hour: peers want whole days, also of nine tenths of it."""
    return 10 * max(1, round((minutes or 0) / 60))


PEERS = (("trueppm-scheduler", "trueppm_scheduler", _trueppm), ("pmcontrols", "pmcontrols", _pmcontrols))


def _memory() -> int:
    import resource

    network, uncertainty = _full(networks.plan(networks.network(LARGE)))
    begun = time.perf_counter()
    _gathered(network, uncertainty, Run(FUTURES, threads=2))
    seconds = time.perf_counter() - begun
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, seconds)
    return 0
