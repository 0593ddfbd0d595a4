"""Compares computed dates with those that the scheduling tools stored: ours and MPXJ's side by side.

``python -m benchmarks agreement`` prints the table and every disagreement by class and writes ``docs/agreement.md``;
``--file TEXT`` only prints, of plans with that text in their name, in full.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks import dates
from benchmarks.contradictions import Contradiction, Contradictions
from benchmarks.peers import Refused, scheduled_by_mpxj
from benchmarks.real_plans import RealPlan, folder, real_plans
from rechterhand import errors
from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.solve import schedule
from rechterhand.intake.choose import read
from rechterhand.record.plan import Dialect, Plan

MICROSOFT = ("MPP", "MSPDI", "MPX")
TOTAL = "Microsoft Project"
FLOORS = {"XER": (99.9, 99.9), TOTAL: (99.5, 98.0)}
"""Percentages of early and late dates to reach."""


@dataclass(frozen=True)
class Compared:
    """One activity: what is stored, what was found by us and by MPXJ (None where it refused), and what agrees.

    ``because`` tells how the stored values contradict each other, where ours disagree with them.
    """

    plan: str
    kind: str
    id: int
    name: str
    stored: dates.Dates
    ours: dates.Dates | None
    theirs: dates.Dates | None
    days: bool
    because: Contradiction | None = None

    @property
    def we(self) -> dates.Agreement:
        """What of ours agrees."""
        return _agreement(self.stored, self.ours, self.days)

    @property
    def they(self) -> dates.Agreement:
        """What of MPXJ's agrees."""
        return _agreement(self.stored, self.theirs, self.days)


def _agreement(stored: dates.Dates, found: dates.Dates | None, days: bool) -> dates.Agreement:
    if found is None:
        return dates.Agreement(early=False, late=False, float=False)
    return dates.agreement(stored, found, days=days)


@dataclass
class Tally:
    """Counts of a format: activities, plans, and how many values agree."""

    activities: int = 0
    plans: set[str] = field(default_factory=set)
    ours: list[int] = field(default_factory=lambda: [0, 0, 0])
    theirs: list[int] = field(default_factory=lambda: [0, 0, 0])

    def add(self, one: Compared) -> None:
        """Count one activity."""
        self.activities += 1
        self.plans.add(one.plan)
        for counts, found in ((self.ours, one.we), (self.theirs, one.they)):
            for place, agrees in enumerate((found.early, found.late, found.float)):
                counts[place] += agrees

    def percentages(self, counts: list[int]) -> tuple[float, float, float]:
        """Early, late, float."""
        early, late, slack = (100 * count / max(1, self.activities) for count in counts)
        return early, late, slack


def comparisons(plans: Iterable[RealPlan], *, peers: bool = True) -> Iterator[Compared]:
    """Every activity of the plans whose stored dates can be compared."""
    for one in plans:
        try:
            plan = read(one.path).plan
        except errors.RechterhandError:
            continue
        if dates.compared(plan):
            yield from _of_plan(one, plan, peers=peers)


def _of_plan(one: RealPlan, plan: Plan, *, peers: bool) -> Iterator[Compared]:
    network = compile_plan(plan)
    result = schedule(plan, network=network)
    doubts = Contradictions(network)
    theirs: dict[int, dates.Dates] = {}
    if peers:
        try:
            theirs = scheduled_by_mpxj(one.path, primavera=plan.dialect is Dialect.PRIMAVERA)
        except Refused:
            theirs = {}
    days = dates.by_day(plan)
    for row, activity in dates.compared(plan):
        stored, ours = dates.stored_dates(activity), dates.our_dates(result, row)
        found = dates.agreement(stored, ours, days=days)
        yield Compared(
            plan=one.name,
            kind=plan.source.format,
            id=activity.id,
            name=activity.name,
            stored=stored,
            ours=ours,
            theirs=theirs.get(activity.id),
            days=days,
            because=None if found.full else doubts.of(activity, found),
        )


def tallies(found: Iterable[Compared]) -> dict[str, Tally]:
    """Counts by format, and of Microsoft Project's formats together."""
    counts: dict[str, Tally] = defaultdict(Tally)
    for one in found:
        counts[one.kind].add(one)
        if one.kind in MICROSOFT:
            counts[TOTAL].add(one)
    return {kind: counts[kind] for kind in (*counts.keys() - {TOTAL, *MICROSOFT}, *MICROSOFT, TOTAL) if kind in counts}


def by_reason(found: Iterable[Compared]) -> dict[str, list[Compared]]:
    """Activities of which something disagrees, by the kind of contradiction in their file; under '' those without."""
    groups: dict[str, list[Compared]] = defaultdict(list)
    for one in found:
        if not one.we.full:
            groups[one.because.kind if one.because else ""].append(one)
    return groups


def table(counts: dict[str, Tally]) -> list[str]:
    """The counts as a Markdown table."""
    lines = [
        "| format | plans | activities | early: we | MPXJ | late: we | MPXJ | float: we | MPXJ |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for kind, tally in counts.items():
        pairs = zip(tally.percentages(tally.ours), tally.percentages(tally.theirs), strict=True)
        cells = " | ".join(f"{ours:.2f} | {theirs:.2f}" for ours, theirs in pairs)
        lines.append(f"| {kind} | {len(tally.plans)} | {tally.activities:,} | {cells} |")
    return lines


def missed(counts: dict[str, Tally]) -> list[str]:
    """What lies below its floor or below MPXJ's figure."""
    found = []
    for kind, tally in counts.items():
        ours, theirs = tally.percentages(tally.ours), tally.percentages(tally.theirs)
        floors = FLOORS.get(kind, (0.0, 0.0))
        for what, mine, other, floor in zip(("early", "late"), ours, theirs, floors, strict=False):
            if mine < max(other, floor):
                found.append(f"{kind}: {what} dates {mine:.2f} %, to reach {max(other, floor):.2f} %")
    return found


def main(arguments: list[str]) -> int:
    """Print the table and the disagreements, write the page; 1 when a percentage is missed or a disagreement isn't
    explained.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks agreement", description=__doc__)
    parser.add_argument("--file", default="", metavar="TEXT", help="only plans with this in their name, in full")
    told = parser.parse_args(arguments)
    if folder() is None:
        print("the real plans aren't there: docs/agreement.md stays as it is")
        return 0
    found = list(comparisons(one for one in real_plans() if told.file in one.name))
    counts, groups = tallies(found), by_reason(found)
    print("\n".join(table(counts)))
    for kind, members in sorted(groups.items()):
        print(f"\n{kind or 'not explained'}: {len(members)}")
        for name, ones in by_plan(members).items():
            print(f"  {name}: {', '.join(str(one.id) for one in ones)}")
            if told.file:
                print("\n".join(_difference(one) for one in ones))
    short = [] if told.file else missed(counts)
    if not told.file:
        from benchmarks import agreement_page

        agreement_page.write(found, counts)
    print("\n" + "\n".join(short or ["every target is met"]))
    return 1 if short or "" in groups else 0


def by_plan(members: Iterable[Compared]) -> dict[str, list[Compared]]:
    """Activities by the name of their plan."""
    plans: dict[str, list[Compared]] = defaultdict(list)
    for one in members:
        plans[one.plan].append(one)
    return plans


def _difference(one: Compared) -> str:
    rows: list[Any] = [f"    {one.id} {one.name[:40]}"]
    for name in vars(one.stored):
        values = [None if found is None else getattr(found, name) for found in (one.stored, one.ours, one.theirs)]
        marks = "" if values[0] == values[1] else "  <-"
        rows.append(f"      {name:13} stored {values[0]!s:20} we {values[1]!s:20} MPXJ {values[2]!s:20}{marks}")
    return "\n".join(rows)
