"""Speed of the checks, and the DCMA points side by side with longpath's: ``python -m benchmarks checks``.

Prints the figures, writes them into ``docs/performance.md``, and ``docs/checks.md`` from the real plans.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from longpath import checks as theirs
from longpath import cpm

from benchmarks import checks_page, longpath_checks, networks
from benchmarks.check_agreement import Compared, comparisons
from benchmarks.measuring import Row, timed
from benchmarks.performance import write_table
from benchmarks.real_plans import RealPlan, folder, real_plans
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.solve import schedule
from rechterhand.findings.check import CheckResults
from rechterhand.findings.examine import examine
from rechterhand.intake import Intake
from rechterhand.record.plan import Plan

SIZE = 10_000
LEAST = 2_000
SECONDS = 1.0
TIMES = 10.0


def main(_: list[str]) -> int:
    """Run it; 1 when a target is missed or a difference isn't explained."""
    rows = list(_speed())
    write_table("checks", "python -m benchmarks checks", rows)
    if folder() is None:
        print("the real plans aren't there: docs/checks.md stays as it is")
        return 1 if any(row.met is False for row in rows) else 0
    compared: list[Compared] = []
    refused: list[tuple[RealPlan, str]] = []
    for one in comparisons(real_plans()):
        if isinstance(one, Compared):
            compared.append(one)
        else:
            refused.append(one)
    checks_page.write(compared, refused)
    left = checks_page.unexplained(compared)
    print("\n".join(f"not explained: {one.plan} {one.key}" for one in left) or "every difference is explained")
    return 1 if left or any(row.met is False for row in rows) else 0


def _speed() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as made, Intake() as intake:
        own = Path(made, "generated.xer")
        networks.write_xer(networks.network(SIZE), own)
        large = [one.path for one in real_plans() if one.rows > LEAST and one.kind == "XER"] if folder() else []
        for path in (own, *large):
            yield from _side_by_side(path, intake.read(path).plan, all_at_once=path is own)


def _side_by_side(path: Path, plan: Plan, *, all_at_once: bool) -> Iterator[Row]:
    network = compile_plan(plan)
    dates = schedule(plan, network=network)

    def ours() -> CheckResults:
        return examine(plan, dates, network=network)

    count, seconds = len(ours()), timed(ours).best
    if all_at_once:
        yield Row(f"{path.name}: all {count} checks of {len(plan.activities):,} activities", seconds, "s", SECONDS)
    yield Row(f"{path.name}: each check", seconds / count * 1000, "ms")
    told, number = _theirs(path)
    yield Row(f"{path.name}: longpath, each of its {number} checks", told / number * 1000, "ms")
    times = (told / number) / (seconds / count)
    yield Row(f"{path.name}: longpath against ours, each check", times, "times", TIMES, more=True)


def _theirs(path: Path) -> tuple[float, int]:
    """Seconds of longpath's DCMA and logic checks, and how many there are; its dates aren't counted."""
    try:
        context = longpath_checks.context_of(*longpath_checks.opened(path, "XER"))
    except (cpm.LoopError, OverflowError):
        context = longpath_checks.context_of(*longpath_checks.opened(path, "XER"), dated=False)
    source = "computed" if context.res is not None else "stored"

    def run() -> int:
        return len(theirs.dcma(context, source)) + len(theirs.logic(context))

    return timed(run, runs=3).best, run()
