"""Reading beside MPXJ alone: ``python -m benchmarks reading``.

The whole of our ``read`` (the file screened, handed to a confined process, all fields handed over, mapped to a plan)
against MPXJ's own reading in the same warm Java machine, which the worker measures itself, for every real plan with
more than 2,000 activities and for a generated one, in Primavera's format and in Microsoft Project's XML.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import networks
from benchmarks.measuring import Row, timed
from benchmarks.performance import write_table
from benchmarks.real_plans import folder, real_plans
from rechterhand.export import written
from rechterhand.intake import Intake

LEAST = 2_000
RUNS = 5


def main(_: list[str]) -> int:
    """Run it; 1 when a target is missed."""
    with tempfile.TemporaryDirectory() as made, Intake() as intake:
        own = Path(made, "generated.xer"), Path(made, "generated.xml")
        net = networks.network(10_000)
        networks.write_xer(net, own[0])
        own[1].write_bytes(written(networks.plan(net), own[1]).data)
        large = [one.path for one in real_plans() if one.rows > LEAST and one.refused is None] if folder() else []
        rows = [row for path in (*large, *own) for row in _rows(intake, path)]
    write_table("reading", "python -m benchmarks reading", rows)
    return 1 if any(row.met is False for row in rows) else 0


def _rows(intake: Intake, path: Path) -> Iterator[Row]:
    inside: list[float] = []
    whole = timed(lambda: inside.append(intake.read(path).timings["mpxj"]), runs=RUNS).median
    alone = sorted(inside[1:])[RUNS // 2]
    yield Row(f"{path.name}: MPXJ alone", alone, "s")
    yield Row(f"{path.name}: whole read", whole, "s")
    yield Row(f"{path.name}: whole read against MPXJ alone", whole / alone, "times", 4.0)
