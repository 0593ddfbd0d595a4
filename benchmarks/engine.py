"""Speed of the passes, of all drags, and how their cost grows: side by side with peers and with the limit.

``python -m benchmarks engine`` prints the table and writes it into ``docs/performance.md``. Peers get the same
generated Primavera file; the limit is the same network without calendars (``limit.py``).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks import limit, networks
from benchmarks.measuring import Row, timed
from benchmarks.performance import write_table
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.network.order import compressed
from rechterhand.engine.schedule.drag import drag
from rechterhand.engine.schedule.solve import schedule

LARGE = 100_000
SIZES = (10_000, 100_000, 1_000_000)
GROWTH = {100: 1.5, None: 2.5}


def main(arguments: list[str]) -> int:
    """Run it; 1 when a target is missed. ``small`` leaves out the million."""
    rows = [*_peers(), *_growth(SIZES[:2] if "small" in arguments else SIZES)]
    write_table("engine", "python -m benchmarks engine", rows)
    return 1 if any(row.met is False for row in rows) else 0


def _peers() -> Iterator[Row]:
    net = networks.network(LARGE)
    with tempfile.TemporaryDirectory() as folder:
        xer = Path(folder, "network.xer")
        networks.write_xer(net, xer)
        begun = time.perf_counter()
        network = compile_plan(networks.plan(net))
        yield Row("compiling 100,000 activities and 200,000 links to arrays", time.perf_counter() - begun, "s")
        passes = _passes(network)
        yield Row("both passes with all floats (any link, three calendars)", passes * 1000, "ms")
        bare = timed(_limit(network), runs=9).best
        yield Row("the limit: both passes in the same kernel style without calendars", bare * 1000, "ms")
        yield Row("passes against the limit", passes / bare, "times", 4.0)
        drags = timed(lambda: drag(network), runs=5).best
        yield Row("drag of every activity", drags * 1000, "ms")
        yield Row("drag against the passes, links spanning at most 100 places", drags / passes, "times", 10.0)
        loose = compile_plan(networks.plan(networks.network(LARGE, span=None)))
        ratio = timed(lambda: drag(loose), runs=5).best / _passes(loose)
        yield Row("drag against the passes, links spanning any distance", ratio, "times", 10.0)
        told = _told("longpath", xer)
        yield Row("longpath 0.1.0, the same file", told, "s")
        yield Row("longpath against the passes", told / passes, "times", 100.0, more=True)
        told = _told("mpxj", xer)
        yield Row("MPXJ's PrimaveraScheduler, the same file, warm Java machine", told, "s")
        yield Row("MPXJ against the passes", told / passes, "times", 100.0, more=True)


def _passes(network: Network) -> float:
    """The best of what ``schedule`` itself measures for both passes and all floats."""
    schedule(network.plan, network=network)
    return min(schedule(network.plan, network=network).timings["schedule"] for _ in range(9))


def _growth(sizes: tuple[int, ...]) -> Iterator[Row]:
    for span, allowed in GROWTH.items():
        words = "any distance" if span is None else f"at most {span} places"
        costs = []
        for size in sizes:
            network = compile_plan(networks.plan(networks.network(size, span=span)))
            costs.append(_passes(network) / size * 1e9)
            yield Row(f"passes for each of {size:,} activities, links spanning {words}", costs[-1], "ns")
            del network
        yield Row(f"growth from {sizes[0]:,} to {sizes[-1]:,}, {words}", costs[-1] / costs[0], "times", allowed)


def _limit(network: Network) -> limit.PlainNetwork:
    """The passes of ``limit.py`` over the same activities and links, ready to call."""
    net = network.arrays
    count = len(network)
    tail, out = compressed(net.into, count)
    plain = limit.PlainNetwork(
        net.duration, net.head, net.into, net.kind, net.lag, tail, net.to[out], net.kind[out], net.lag[out]
    )
    early, late = (np.empty(count, np.int64), np.empty(count, np.int64)), (np.empty(count, np.int64),) * 2
    late = (np.empty(count, np.int64), np.empty(count, np.int64))
    total, free = np.empty(count, np.int64), np.empty(count, np.int64)
    return lambda: limit.passes(plain, early, late, total, free)


def _told(peer: str, xer: Path) -> float:
    """Seconds that a peer takes in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.peer_speed", peer, str(xer)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=1800)
    return float(done.stdout.split()[-1])
