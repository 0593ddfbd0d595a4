"""Date rules: typed constraints, deadlines, and the dates of tasks that wait for no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rechterhand.intake.tables.notes import some
from rechterhand.intake.tables.spans import When, finishing, starting
from rechterhand.intake.tables.table import Table
from rechterhand.record.activity import ConstraintType
from rechterhand.text import Message

_NEEDS_NO_DATE = frozenset({ConstraintType.AS_SOON_AS_POSSIBLE, ConstraintType.AS_LATE_AS_POSSIBLE})
_OF_START = frozenset(
    {
        ConstraintType.START_NO_EARLIER_THAN,
        ConstraintType.START_NO_LATER_THAN,
        ConstraintType.MUST_START_ON,
        ConstraintType.START_ON,
        ConstraintType.MANDATORY_START,
    }
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A constraint with its date."""

    type: ConstraintType = ConstraintType.AS_SOON_AS_POSSIBLE
    date: datetime | None = None


def typed(table: Table, place: int, when: When) -> Rule | None:
    """The constraint in the table's own columns; a date without type is 'not earlier'. None when there is none."""
    line = table.lines[place]
    word = table.word(line, "constraint", "constraint")
    told = table.date(line, "constraint_date")
    if word is None:
        return None if told is None else Rule(ConstraintType.START_NO_EARLIER_THAN, starting(told))
    kind = ConstraintType(word)
    if kind in _NEEDS_NO_DATE:
        return Rule(kind)
    date = starting(told) if kind in _OF_START else finishing(told)
    date = date or (when.start if kind in _OF_START else when.finish)
    if date is None:
        table.missed(line, "constraint", "tables.constraint_without_date")
        return None
    return Rule(kind, date)


def rules(table: Table, whens: Sequence[When], free: Sequence[bool], later: Sequence[bool]) -> list[Rule]:
    """By task's place.

    A date in the table holds as 'not earlier' where nothing else would keep the task there: for ``free`` tasks, which
    wait for no other, and for those that stand ``later`` than their predecessors ask. Neither has begun.
    """
    found: list[Rule] = []
    held: dict[str, list[str]] = {"dates_hold": [], "dates_wait": []}
    for place, when in enumerate(whens):
        rule = typed(table, place, when)
        if rule is None and (free[place] or later[place]) and (when.start or when.finish):
            held["dates_hold" if free[place] else "dates_wait"].append(table.lines[place].name.strip())
            rule = _stays(when)
        found.append(rule or Rule())
    for key, names in held.items():
        if names:
            table.notes.assume(key, Message.of(f"tables.{key}", count=len(names), examples=some(names)))
    return found


def _stays(when: When) -> Rule:
    if when.start is not None:
        return Rule(ConstraintType.START_NO_EARLIER_THAN, when.start)
    return Rule(ConstraintType.FINISH_NO_EARLIER_THAN, when.finish)
