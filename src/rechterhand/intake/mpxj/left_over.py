"""What the file holds and the plan has no place for: field, how often, an example."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rechterhand.intake.mpxj.custom import Names, is_custom
from rechterhand.intake.mpxj.known import known
from rechterhand.intake.mpxj.values import Row
from rechterhand.intake.reader import NotUnderstood

_ROWS = ("task", "resource", "assignment", "calendar")
_BASELINE_FIELDS = frozenset({"start", "finish", "duration", "work", "cost", "fixed_cost_accrual"})


def left_over(document: Mapping[str, Any], names: Names, ignored: Iterable[str]) -> Iterator[NotUnderstood]:
    """Everything in MPXJ's JSON that found no place; ``ignored`` is what MPXJ itself passed over."""
    for kind in _ROWS:
        rows = document.get(f"{kind}s", ())
        yield from _unknown(kind, rows, known(kind) | frozenset(names.aliases.get(kind, ())))
    yield from _unknown(
        "link", (link for row in document["tasks"] for link in row.get("predecessors", ())), known("link")
    )
    blank = sum(1 for row in document["tasks"] if row.get("null"))
    if blank:
        yield NotUnderstood("task.blank_row", blank, "–")
    tables = [name for row in document["resources"] for name in row.get("cost_rate_tables", ()) if name != "0"]
    for name, count in sorted(Counter(tables).items()):
        yield NotUnderstood(f"resource.cost_rate_tables.{name}", count, "–")
    for section in sorted(set(document) - known("document")):
        rows = document[section]
        yield NotUnderstood(section, len(rows), str(next(iter(rows), ""))[:80])
    for text, count in sorted(Counter(ignored).items()):
        yield NotUnderstood("reader", count, text[:200])


def left_tables(tables: Mapping[str, int], links: int) -> Iterator[NotUnderstood]:
    """Tables of an XER that nothing is kept of, and links to activities outside the project."""
    for table in sorted(set(tables) - known("xer")):
        if tables[table]:
            yield NotUnderstood(f"XER.{table}", tables[table], "–")
    outside = tables.get("TASKPRED", 0) - links
    if outside > 0:
        yield NotUnderstood("XER.TASKPRED", outside, "–")


def _unknown(kind: str, rows: Iterable[Row], understood: frozenset[str]) -> list[NotUnderstood]:
    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for row in rows:
        for name in row.keys() - understood:
            if is_custom(name) or _is_kept_elsewhere(name):
                continue
            counts[name] += 1
            if name not in examples:
                examples[name] = str(row[name])[:80]
    return [NotUnderstood(f"{kind}.{name}", count, examples[name]) for name, count in sorted(counts.items())]


def _is_kept_elsewhere(name: str) -> bool:
    """Numbered baselines as far as ``Baseline`` holds them; units and index beside a custom field."""
    head, _, field = name.partition("_")
    if head.startswith("baseline") and head[8:].isdigit():
        return field.removesuffix("_units") in _BASELINE_FIELDS
    return is_custom(name.removesuffix("_units").removesuffix("_index"))
