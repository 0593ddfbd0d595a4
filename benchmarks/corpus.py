"""Every real plan through the command line: ``python -m benchmarks corpus`` writes ``docs/corpus.md``.

Runs ``rechterhand review FOLDER --json FILE`` as a user would, and adds how the computed dates agree with those that
the file's tool stored (``agreement.py``).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.agreement import Compared, comparisons
from benchmarks.real_plans import RealPlan, folder, real_plans

PAGE = Path(__file__).resolve().parent.parent / "docs" / "corpus.md"
COMMAND = str(Path(sys.executable).with_name("rechterhand"))
HEAD = """# The corpus

Real plans that other tools wrote, each read, scheduled, checked, simulated and priced with one command. They lie
beside the repository and are no part of it. Made by `python -m benchmarks corpus`.

- *agree*: unfinished activities whose stored early / late dates equal the computed ones to the minute, where the file
  carries its tool's own dates ([agreement.md](agreement.md) says how they are chosen); empty where it doesn't.
- *P80*: the date that the finish stays before in four of five futures; *failed*: how many of all
  checks failed; *dearest*: the dearest bottleneck in working days. Empty for a plan without work.
- Blank rows are no activities: the ten `task-deletion1` plans have five tasks, and four rows that were left empty where
  tasks were deleted (MPXJ counts them: 10 rows with the project's own).
"""


def main(_: list[str]) -> int:
    """Write the page; 1 when a plan is refused that MPXJ reads, or a protected one isn't."""
    where = folder()
    if where is None:
        print("the real plans aren't there: docs/corpus.md stays as it is")
        return 0
    documents, seconds = _reviewed(where)
    agreement = _by_plan(comparisons(real_plans(), peers=False))
    plans = list(real_plans())
    refused = [one.name for one in plans if "error" in documents[one.name]]
    wrong = [one.name for one in plans if one.refused is None and one.name in refused]
    PAGE.write_text("\n".join(_page(plans, documents, agreement, seconds)) + "\n", encoding="utf-8")
    print(f"{len(plans)} plans in {seconds:.0f} s, {len(refused)} refused, {len(wrong)} of them wrongly: {wrong}")
    return 1 if wrong else 0


def _reviewed(where: Path) -> tuple[dict[str, dict[str, Any]], float]:
    """The documents by the plan's name in the index, and how long all of them took."""
    with tempfile.TemporaryDirectory() as made:
        target = Path(made, "verdicts.jsonl")
        begun = time.perf_counter()
        command = [COMMAND, "review", str(where), "--json", str(target), "--lang", "en"]
        subprocess.run(command, capture_output=True, timeout=3_600, check=False)
        seconds = time.perf_counter() - begun
        lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    return {str(Path(one["source"]["file"]).relative_to(where)): one for one in lines}, seconds


def _by_plan(found: Iterable[Compared]) -> Mapping[str, list[Compared]]:
    plans: dict[str, list[Compared]] = defaultdict(list)
    for one in found:
        plans[one.plan].append(one)
    return plans


def _page(
    plans: list[RealPlan], documents: dict[str, dict[str, Any]], agreement: Mapping[str, list[Compared]], seconds: float
) -> Iterator[str]:
    refused = sum("error" in documents[one.name] for one in plans)
    yield HEAD
    yield (
        f"_{datetime.now(UTC):%d %B %Y}: {len(plans)} plans in {seconds:.0f} s, {len(plans) - refused} with a verdict, "
        f"{refused} refused._\n"
    )
    yield "| plan | format | activities | read | agree | P80 | failed | dearest |"
    yield "|---|---|--:|--:|--:|---|--:|--:|"
    for one in plans:
        yield _row(one, documents[one.name], agreement.get(one.name, []))


def _row(one: RealPlan, document: dict[str, Any], compared: list[Compared]) -> str:
    if "error" in document:
        return f"| {one.name} | {one.kind} | | | | refused: {document['error']['message']} | | |"
    counts, source = document["read"]["counts"], document["source"]
    agree = ""
    if compared:
        early, late = (sum(getattr(each.we, what) for each in compared) for what in ("early", "late"))
        agree = f"{early} / {late} of {len(compared)}"
    finish = document["simulate"]["finish"]  # none where all work is done
    p80 = finish["p80"] if finish else ""
    verdicts = [check["verdict"] for check in document["check"]["checks"]]
    dearest = [price["price_days"] for price in document["bottlenecks"]["bottlenecks"]]
    cells = (
        one.name,
        source["format"],
        f"{counts['activities']:,}",
        f"{document['timings']['read']:.2f} s",
        agree,
        str(p80["moment"] if isinstance(p80, dict) else p80)[:10] if counts["activities"] else "",
        str(verdicts.count("fail")),
        f"{max(dearest):.1f}" if dearest else "",
    )
    return "| " + " | ".join(cells) + " |"
