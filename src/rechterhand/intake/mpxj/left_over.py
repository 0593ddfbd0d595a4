"""What the file holds and the plan has no place for: field, how often, an example."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rechterhand.intake.mpxj.baselines import FIELDS
from rechterhand.intake.mpxj.columns import Columns
from rechterhand.intake.mpxj.custom import Names, is_custom
from rechterhand.intake.mpxj.known import known
from rechterhand.intake.reader import NotUnderstood
from rechterhand.text import Message

_BASELINE_FIELDS = {
    "task": frozenset({*FIELDS, "fixed_cost_accrual"}),
    "resource": frozenset({"start", "finish", "work", "cost", "budget_work", "budget_cost"}),
}
_BASELINE_FIELDS["assignment"] = _BASELINE_FIELDS["resource"]


def left_over(
    document: Mapping[str, Any], rows: Mapping[str, Columns], names: Names, ignored: Iterable[str]
) -> Iterator[NotUnderstood]:
    """Everything in MPXJ's JSON that found no place.

    Parameters
    ----------
    document
        The whole.
    rows
        All rows of it by kind: 'task', 'resource', 'assignment', 'calendar', 'link'.
    names
        Of custom fields, which are kept.
    ignored
        What MPXJ itself passed over.
    """
    for kind, columns in rows.items():
        yield from _unknown(kind, columns, known(kind) | frozenset(names.aliases.get(kind, ())))
    blank = sum(map(bool, rows["task"].of("null")))
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


def left_tables(tables: Mapping[str, int], links: int, crossing: Sequence[Sequence[Any]]) -> Iterator[NotUnderstood]:
    """Tables of an XER that nothing is kept of, and links to activities outside the project.

    ``crossing`` has the latter: predecessor, successor, type and whether both stand in the file.
    """
    for table in sorted(set(tables) - known("xer")):
        if tables[table]:
            yield NotUnderstood(f"XER.{table}", tables[table], "–")
    outside = tables.get("TASKPRED", 0) - links
    if outside > 0:
        first = next(iter(crossing), None)
        example = "–" if first is None else f"task_id {first[1]}, pred_task_id {first[0]}"
        yield NotUnderstood("XER.TASKPRED", outside, example)


def doubtful(doubts: Iterable[Sequence[Any]]) -> Iterator[NotUnderstood]:
    """What the text of a file says that MPXJ passes over: field, why, how often, an example."""
    for field, why, count, example in doubts:
        reason = None if why == "unknown" else Message.of(f"intake.doubt.{why}")
        yield NotUnderstood(field, count, example or "–", reason=reason)


def _unknown(kind: str, columns: Columns, understood: frozenset[str]) -> Iterator[NotUnderstood]:
    for name in sorted(columns.present - understood):
        if is_custom(name) or _is_kept_elsewhere(kind, name):
            continue
        told = [row[name] for row in columns.rows if name in row]
        yield NotUnderstood(f"{kind}.{name}", len(told), str(told[0])[:80])


def _is_kept_elsewhere(kind: str, name: str) -> bool:
    """Baselines as far as ``Baseline`` and ``BaselineEffort`` hold them; units and index beside a custom field."""
    head, _, field = name.removeprefix("raw_timephased_" if kind == "assignment" else "").partition("_")
    if head.startswith("baseline") and (head == "baseline" or head[8:].isdigit()) and kind in _BASELINE_FIELDS:
        return field.removesuffix("_units") in _BASELINE_FIELDS[kind]
    return is_custom(name.removesuffix("_units").removesuffix("_index"))
