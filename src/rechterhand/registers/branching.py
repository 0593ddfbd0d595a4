"""Rows of a risk register about work that is only done in some futures; rows of one number exclude each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rechterhand.engine.futures.branches import ROUNDING, Branch, Option
from rechterhand.intake.tables.words import plain
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan
from rechterhand.registers.sheet import Register
from rechterhand.registers.words import meaning
from rechterhand.text import Message

_KEYS = ("impact", "likely")


@dataclass(frozen=True, slots=True)
class Way:
    """One row: the number that it shares with what it excludes, and what is done in that case."""

    row: int
    key: str
    option: Option


def is_way(row: int, table: Register) -> bool:
    """Whether a row's impact says that its activities are only done when it happens."""
    return says("branch", row, table)


def says(subject: str, row: int, table: Register) -> bool:
    """Whether a row's impact is a word of a subject rather than a number."""
    return any(meaning(subject, table.text(row, key)) == "only" for key in _KEYS)


def branches_of(ways: Sequence[Way], table: Register) -> tuple[Branch, ...]:
    """Rows of one number together; probabilities that add up to more than one, and an activity that is named twice,
    are noted as problems.
    """
    by_key: dict[str, list[Way]] = defaultdict(list)
    for one in ways:
        by_key[plain(one.key)].append(one)
    seen: dict[int, int] = {}
    for one in ways:
        for key in one.option.activity_ids:
            if seen.setdefault(key, one.row) != one.row:
                table.problems.add("branch_twice", one.row, other=seen[key])
                break
    found = []
    for rows in by_key.values():
        left = (one.option.residual for one in rows)
        total = sum(one.option.probability for one in rows)
        answered = sum(was.option.probability if one is None else one for was, one in zip(rows, left, strict=True))
        total = max(total, answered)
        if total > 1 + ROUNDING:
            table.wrong(rows[-1].row, "probability", "branch_beyond", total=total, count=len(rows))
            continue
        found.append(Branch(rows[0].key, rows[0].option.title, tuple(one.option for one in rows)))
    return tuple(found)


def assumptions_of(branches: Sequence[Branch], table: Register, plan: Plan) -> Iterator[Assumption]:
    """What was taken, and what of it has no effect."""
    open_rows = {one.id for one in plan.activities if not one.finished}
    options = [one for branch in branches for one in branch.options]
    if not options:
        return
    touched = {key for one in options for key in one.activity_ids} & open_rows
    text = Message.of(
        "registers.branches_taken",
        count=len(options),
        file=Path(table.problems.file).name,
        activities=len(touched),
        options=tuple(
            Message.of("registers.branch_option", title=one.title, chance=one.probability) for one in options
        ),
    )
    yield Assumption("branches_file", text, loud=True)
