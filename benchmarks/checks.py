"""Speed of the checks, and the DCMA points side by side with longpath's: ``python -m benchmarks checks``.

Prints the figures, writes them into ``docs/performance.md`` and ``docs/checks.md``, and the rest of the latter from the
real plans; ``python -m benchmarks checks speed`` measures the speed alone.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from longpath import checks as theirs
from longpath import cpm

from benchmarks import checks_page, longpath_checks, networks, performance
from benchmarks.check_agreement import Compared, comparisons
from benchmarks.measuring import Row, timed
from benchmarks.performance import write_table
from benchmarks.real_plans import RealPlan, folder, real_plans
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.solve import schedule
from rechterhand.findings.check import CheckResults
from rechterhand.findings.examine import examine
from rechterhand.findings.profile import Profile
from rechterhand.findings.profiles.read import read_profile
from rechterhand.intake import Intake
from rechterhand.record.plan import Plan

COMMAND = "python -m benchmarks checks"
PAGES = (performance.PAGE, checks_page.PAGE)
SIZE = 10_000
LEAST = 2_000
SECONDS = 1.0
TIMES = 10.0


def main(arguments: list[str]) -> int:
    """Run it; 1 when a target is missed or a difference isn't explained."""
    rows = list(_speed())
    write_table("checks", COMMAND, rows, PAGES)
    if "speed" in arguments:
        return 1 if any(row.met is False for row in rows) else 0
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
    write_table("checks", COMMAND, rows, PAGES)
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
    dcma = read_profile("dcma")

    def ours(profile: Profile | None = None) -> CheckResults:
        return examine(plan, dates, network=network, profile=profile)

    def told(profile: Profile | None = None) -> int:
        return sum(len(tuple(one.finding.evidence)) for one in ours(profile))

    count, shown = len(ours()), told()
    seconds, whole = _taken(ours), _taken(told)
    if all_at_once:
        yield Row(f"{path.name}: all {count} checks of {len(plan.activities):,} activities", seconds, "s", SECONDS)
        yield Row(f"{path.name}: the same with all {shown:,} rows of evidence built", whole, "s")
    theirs_all = _theirs(path)
    for what, number, ours_in, told_in, in_theirs, of_theirs in (
        ("each check", count, seconds, whole, theirs_all.whole, theirs_all.checks),
        (
            "each DCMA point",
            len(dcma.checks),
            _taken(lambda: ours(dcma)),
            _taken(lambda: told(dcma)),
            theirs_all.dcma,
            theirs_all.points,
        ),
    ):
        own, own_told, their = ours_in / number, told_in / number, in_theirs / of_theirs
        yield Row(f"{path.name}: {what} ({number})", own * 1000, "ms")
        yield Row(f"{path.name}: {what}, rows of evidence built", own_told * 1000, "ms")
        yield Row(f"{path.name}: longpath, {what} ({of_theirs}), rows built", their * 1000, "ms")
        yield Row(f"{path.name}: longpath against ours, {what}", their / own, "times", TIMES, more=True)
        yield Row(f"{path.name}: longpath against ours with rows built, {what}", their / own_told, "times")


def _taken(work: Callable[[], object]) -> float:
    """Seconds of the processor, the best of five: both run in one thread, and other programs don't count."""
    return timed(work, clock=time.process_time).best


@dataclass(frozen=True)
class _Theirs:
    """Seconds of longpath's DCMA and logic checks together and of the DCMA points alone, and how many each are."""

    whole: float
    checks: int
    dcma: float
    points: int


def _theirs(path: Path) -> _Theirs:
    """Time longpath's checks; its dates aren't counted."""
    try:
        context = longpath_checks.context_of(*longpath_checks.opened(path, "XER"))
    except (cpm.LoopError, OverflowError):
        context = longpath_checks.context_of(*longpath_checks.opened(path, "XER"), dated=False)
    source = "computed" if context.res is not None else "stored"

    def points() -> int:
        return len(theirs.dcma(context, source))

    def run() -> int:
        return points() + len(theirs.logic(context))

    return _Theirs(_taken(run), run(), _taken(points), points())
