"""How long a user waits for the command line: ``python -m benchmarks starting``.

Whole processes from a cold shell (files in the operating system's cache, kernels in theirs), and the same work in a
process that is warm already.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import networks
from benchmarks.measuring import Row, timed
from benchmarks.performance import write_table
from rechterhand.engine.schedule.solve import schedule
from rechterhand.intake import Intake

COMMAND = str(Path(sys.executable).with_name("rechterhand"))


def main(_: list[str]) -> int:
    """Run it; 1 when a target is missed."""
    rows = list(_rows())
    write_table("starting", "python -m benchmarks starting", rows)
    return 1 if any(row.met is False for row in rows) else 0


def _rows() -> Iterator[Row]:
    yield Row("`rechterhand --help`", _process("--help"), "s", 0.3)
    with tempfile.TemporaryDirectory() as folder:
        xer = Path(folder, "plan.xer")
        networks.write_xer(networks.network(1_000), xer)
        cold = _process("schedule", str(xer))
        yield Row("`rechterhand schedule` of a 1,000-activity XER, cold shell", cold, "s", 4.5)
        with Intake() as intake:
            warm = timed(lambda: schedule(intake.read(xer).plan), runs=7).median
            yield Row("read and schedule the same file in a warm process", warm, "s", 0.5)
        cold = _process("review", str(xer))
        yield Row("`rechterhand review` of the same file, 10,000 futures, cold shell", cold, "s")


def _process(*arguments: str) -> float:
    """The median of five whole processes."""
    seconds = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run([COMMAND, *arguments], check=True, capture_output=True, timeout=600)
        seconds.append(time.perf_counter() - begun)
    return sorted(seconds)[2]
