"""The page ``docs/agreement.md``: the table, every disagreement with its proof, and the rules read from files."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks import contradictions
from benchmarks.agreement import Compared, Tally, by_plan, by_reason, table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "agreement.md"

HEAD = """# Agreement with the scheduling tools

What a scheduling tool saved with a plan are the dates that it computed itself. This page holds our dates against them,
and beside that those of MPXJ's own schedulers (`org.mpxj.cpm`) on the same files. Made by
`python -m benchmarks agreement`; the plans lie beside the repository and are no part of it.

Compared are all unfinished, active activities that aren't summaries and of which the file carries late dates: early
start and finish (together), late start and finish (together), and total float, to the minute. Microsoft Exchange files
(MPX) may hold dates without time of day: of those, dates are compared by day, floats still to the minute. Of work that
Primavera P6 has under way the early start is that of the remaining work. MPXJ's scheduler refuses all MPX plans here
('Task has no actual duration value'), and one of them it cannot read.
"""

CLASSES = {
    contradictions.ENDS: (
        "Stale late dates: open ends that end differently",
        "Activities without successor, deadline or late constraint may all finish when the project does. Where a file "
        "has several late finishes for them, at most one can be right, whatever the rule. Microsoft Project doesn't "
        "compute the others anew when the project's finish moves; they are right again once something changes them.",
    ),
    contradictions.LINK: (
        "Stale late dates: later than a successor allows",
        "The stored late finish lies after the stored late start of a successor that waits for it, or follows from "
        "such a date. The link that `sample.mpx` contradicts (row 9 before row 11) stands in none of the other files "
        "of the same plan; its dates are theirs.",
    ),
    contradictions.LENGTH: (
        "Stale early dates: another length than the duration",
        "Between the stored start and finish lies another working time than the stored duration; nothing was done yet "
        "and nothing is split. Here the actual cost of a cost resource moved the start, not the finish.",
    ),
    contradictions.FLOAT: (
        "P6's float of work that waits as late as possible",
        "Early and late dates agree; only the float doesn't, and it contradicts the dates beside it: P6 counts it from "
        "early to late finish. All of them have the constraint 'as late as possible' (255 others of that constraint "
        "agree). P6 presumably leaves them the float of its first pass, before expected finishes change remaining "
        "durations: of 56973, a start milestone without predecessors, the float is exact when its only successor "
        "(expected finish, 79 h left) still had 80 h.",
    ),
}

RULES = Path(__file__).with_name("agreement_rules.md")


def write(found: list[Compared], counts: dict[str, Tally], path: Path = PAGE) -> None:
    """Write the page."""
    path.write_text("\n".join(_page(found, counts)) + "\n", encoding="utf-8")


def _page(found: list[Compared], counts: dict[str, Tally]) -> Iterator[str]:
    yield HEAD
    yield from table(counts)
    yield ""
    groups = by_reason(found)
    total = sum(map(len, groups.values()))
    yield "## What disagrees\n"
    proven = "every one of them" if "" not in groups else f"{total - len(groups[''])} of them"
    yield textwrap.fill(
        f"Of {len(found):,} activities {total} disagree in something. Stored dates of {proven} contradict each other: "
        "held against one another by `benchmarks/contradictions.py`, without anything that we compute.",
        120,
    )
    for kind, (title, because) in CLASSES.items():
        if kind in groups:
            yield f"\n### {title} ({len(groups[kind])})\n"
            yield textwrap.fill(because, 120)
            yield ""
            yield from _members(groups[kind])
    if "" in groups:
        yield f"\n### Not explained ({len(groups[''])})\n"
        yield from _members(groups[""])
    yield ""
    yield RULES.read_text(encoding="utf-8").rstrip()


def _members(members: Iterable[Compared]) -> Iterator[str]:
    yield "| plan | activity | disagrees | the file contradicts itself |"
    yield "|---|--:|---|---|"
    for name, ones in by_plan(members).items():
        for one in ones:
            told = one.because.told if one.because else ""
            yield f"| {name} | {one.id} | {', '.join(one.we.missing)} | {told} |"
