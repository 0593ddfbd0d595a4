"""The page ``docs/checks.md``: the DCMA points side by side with longpath's, every difference under its reason."""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks import check_reasons
from benchmarks.check_agreement import POINTS, READING, Compared
from benchmarks.check_reasons import reasons
from benchmarks.real_plans import RealPlan
from rechterhand.findings.check import Check
from rechterhand.registry import members

PAGE = Path(__file__).resolve().parent.parent / "docs" / "checks.md"
RULES = Path(__file__).with_name("checks_rules.md")
FEW = 8

HEAD = """# The DCMA points beside longpath's

Each of the fourteen points was counted by us and by the PyPI package longpath 0.1.0 on the same files, all plans that
lie beside the repository and that it reads. Made by `python -m benchmarks checks`; the plans are no part of the
repository.

*Equal* means: the same verdict, the same population, the same activities or links found, one by one, and for the two
indices the same figure. Where sources differ our choices were set to longpath's reading (below). What then still
differs stands under its reason; each reason is proven from the plan by `benchmarks/check_reasons.py`.
"""

SPEED = """## Speed

All checks on the same Primavera files, dates computed before. longpath builds every row of evidence at once; ours are
built at the first look, so both are given. Seconds of the processor, one thread. `python -m benchmarks checks` (with
`speed` behind it: this table alone).

<!-- checks: made by python -m benchmarks checks -->
<!-- end of checks -->
"""

WHY = {
    check_reasons.UNDATED: (
        "No date that floats could fall short of",
        "The plan has no deadline, limiting date or must-finish date, so no float can be negative: for us the point is "
        "not applicable, longpath passes it.",
    ),
    check_reasons.NOTHING: (
        "Nothing left to look at",
        "No unfinished work is left, or there is none at all: for us not applicable, longpath passes it.",
    ),
    check_reasons.NO_STATUS: (
        "No status date",
        "longpath then takes the project start for the status date. We don't choose a date silently: not judgeable, or "
        "not applicable where there is nothing to hold against it either.",
    ),
    check_reasons.PLANNED: (
        "Planned dates for a baseline",
        "Primavera's XER carries no baseline, nor does its XML where none stands beside the project; longpath takes "
        "the planned dates instead and says so. They move with every update, so we don't: not judgeable.",
    ),
    check_reasons.UNCOUNTED: (
        "Dates that longpath can't compute",
        "longpath's own scheduling of the plan ends in an overflow of dates, so what needs them is not applicable "
        "there; its points on floats then look at the stored ones.",
    ),
    check_reasons.NO_PIECE: (
        "No task to delay",
        "What is unfinished on the longest path, or at all, are milestones and manual tasks. longpath delays these too "
        "(a milestone isn't work; a manual task stays where it was typed in Microsoft Project); we say not applicable.",
    ),
    check_reasons.HELD: (
        "No task on the longest path",
        "Tasks are unfinished and none of them is on the longest path: a date or a milestone holds the finish alone. "
        "longpath delays that milestone; we delay the tasks nearest to it, and fail when the finish doesn't move as "
        "far.",
    ),
    check_reasons.LOADED: (
        "Hours or costs without assignments",
        "The file has hours or costs on tasks and no assignments to resources that longpath reads. We count hours and "
        "costs, as the point says; longpath counts assignments.",
    ),
    check_reasons.DEADLINE: (
        "Deadlines as hard dates",
        "longpath reads a deadline as 'finish no later than'. A deadline doesn't steer dates, so no source counts it.",
    ),
    check_reasons.FLOAT: (
        "Floats that aren't the file's",
        "Our float is, to the minute, the one that the file's own tool stored; longpath's isn't (calendars of "
        "resources, elapsed durations, finishes that must not be later).",
    ),
    check_reasons.PROGRESS: (
        "Work under way",
        "longpath begins remaining work no earlier than where the work done, counted from the actual start, would have "
        "ended; Primavera begins it at the status date.",
    ),
    check_reasons.CALENDARS: (
        "Calendars of resources",
        "The work is done on its resources' calendars, which longpath doesn't look at. The file stores no floats; the "
        "same plan in three other files does, and there ours agree.",
    ),
    check_reasons.ELAPSED: (
        "Elapsed durations",
        "30 elapsed days are 30 calendar days for us, and 90 working days of eight hours for longpath.",
    ),
    check_reasons.LONGER: (
        "More remains than was planned",
        "Of a task that is under way longpath takes the longer of the original and the remaining duration. Sources "
        "name the one or the other (`long_activities.duration` chooses).",
    ),
    check_reasons.SUPPORT: (
        "Links with level of effort",
        "The population of the points on links is 'between activities that can be scheduled', which levels of effort "
        "are. longpath leaves them out of the network.",
    ),
    "": ("Not explained", "Nobody has found why."),
}


def unexplained(compared: Iterable[Compared]) -> list[Compared]:
    """What differs without a reason."""
    return [one for one in compared if "" in reasons(one)]


def write(compared: list[Compared], refused: list[tuple[RealPlan, str]], path: Path = PAGE) -> None:
    """Write the page."""
    path.write_text("\n".join(_page(compared, refused)).rstrip() + "\n", encoding="utf-8")


def _page(compared: list[Compared], refused: list[tuple[RealPlan, str]]) -> Iterator[str]:
    yield HEAD
    yield from table(compared)
    plans = len({one.plan for one in compared})
    yield f"\nPlans compared: {plans}. Refused by longpath: {len(refused)}."
    yield from (f"- {one.name}: {why}" for one, why in refused)
    yield "\n" + SPEED
    yield "## Why points differ"
    groups: dict[str, list[Compared]] = defaultdict(list)
    for one in compared:
        for reason in reasons(one):
            groups[reason].append(one)
    for reason, (title, because) in WHY.items():
        if reason in groups:
            yield from _reason(title, because, groups[reason], reason)
    yield "\n## The reading that was set"
    yield "\nChoices of ours that make a point count as longpath does; all others are the usual ones.\n"
    yield "| choice | set to |\n|---|--:|"
    yield from (f"| `{name}` | {value:,} |" for name, value in READING.items())
    yield ""
    yield RULES.read_text(encoding="utf-8").rstrip()


def table(compared: Iterable[Compared]) -> Iterator[str]:
    """The points, with how many plans are equal."""
    checks = members("rechterhand.findings.checks", "check", Check)
    plans, equal = Counter[str](), Counter[str]()
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in compared:
        plans[one.key] += 1
        equal[one.key] += one.equal
        found[one.key]["both"] += len(one.ours.found & one.theirs.found)
        found[one.key]["ours"] += len(one.ours.found - one.theirs.found)
        found[one.key]["theirs"] += len(one.theirs.found - one.ours.found)
    yield "| point | check | plans | equal | differ | found by both | only by us | only by longpath |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|"
    for key, own in POINTS.items():
        counts = found[key]
        cells = (counts["both"], counts["ours"], counts["theirs"])
        told = " | ".join(f"{cell:,}" for cell in cells)
        differ = plans[key] - equal[key]
        yield f"| {checks[own].codes[0]} | `{own}` | {plans[key]} | {equal[key]} | {differ} | {told} |"


def _reason(title: str, because: str, members_of: list[Compared], reason: str) -> Iterator[str]:
    yield f"\n### {title} ({len(members_of)})\n"
    yield textwrap.fill(because, 120)
    yield "\n| plan | point | we | longpath | rows that differ |\n|---|---|---|---|---|"
    for one in members_of[:FEW]:
        items = sorted(one.items)
        shown = ", ".join(" to ".join(map(str, item[:2])) for item in items[:4])
        more = f" and {len(items) - 4:,} more" if len(items) > 4 else ""
        whole = one.ours.result == "n/a" or one.theirs.result == "n/a"
        point = POINTS[one.key]
        yield f"| {one.plan} | `{point}` | {one.ours.result} | {one.theirs.result} | {'' if whole else shown + more} |"
    if len(members_of) > FEW:
        counts = Counter(POINTS[one.key] for one in members_of)
        told = ", ".join(f"`{point}` {count}" for point, count in counts.items())
        yield f"\nThe first {FEW} of {len(members_of)} ({told})."
