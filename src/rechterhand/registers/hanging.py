"""Rows of a risk register about work that is only done when other work is late, or only when it is in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rechterhand.engine.futures.conditional import ConditionalBranch, in_order
from rechterhand.engine.futures.shapes import Range
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.compile import compile_plan
from rechterhand.errors import BadPlan
from rechterhand.intake.tables.dates import Order
from rechterhand.intake.tables.words import plain
from rechterhand.record.assumption import Assumption
from rechterhand.record.mark import marked
from rechterhand.record.plan import Plan
from rechterhand.registers.branching import says
from rechterhand.registers.days import day_at
from rechterhand.registers.scope import Places, Unclear
from rechterhand.registers.sheet import Register
from rechterhand.text import Message


@dataclass(frozen=True, slots=True)
class Side:
    """One row: its number and title, the activity and the moment that decide, and what is done on which side."""

    row: int
    key: str
    title: str
    decides: int
    by: datetime
    activity_ids: tuple[int, ...]
    late: bool
    cost: Range | None = None


def is_side(row: int, table: Register) -> bool:
    """Whether a row hangs on when other work is finished."""
    named = any(table.cell(row, key) is not None for key in ("decides", "by"))
    return named or says("in_time", row, table)


def side_of(
    row: int, named: tuple[str, str], ids: tuple[int, ...], table: Register, setting: tuple[Places, Order]
) -> Iterator[Side]:
    """The side of a row, by its number and title; none with a problem noted."""
    places, order = setting
    by = day_at(row, table, "by", order, after=True)
    if table.cell(row, "by") is None:
        table.wrong(row, "by", "no_by")
    decides = _decides(row, table, places)
    sides = [subject for subject in ("branch", "in_time") if says(subject, row, table)]
    if len(sides) != 1:
        table.wrong(row, "likely" if table.cell(row, "likely") is not None else "impact", "no_side")
    if table.cell(row, "probability") is not None:
        table.wrong(row, "probability", "probability_of_side")
        return
    if by is None or decides is None or len(sides) != 1:
        return
    if decides in ids:
        table.wrong(row, "decides", "decides_itself")
        return
    yield Side(row, *named, decides, by, ids, sides == ["branch"])


def _decides(row: int, table: Register, places: Places) -> int | None:
    text = table.text(row, "decides")
    if not text:
        table.wrong(row, "decides", "no_decides")
        return None
    try:
        found = places.of_text(text, "activities").ids
    except Unclear as error:
        table.wrong(row, "decides", error.what, told=error.told, near=Message.of("registers.not_meant"))
        return None
    if len(found) != 1:
        table.wrong(row, "decides", "many_decide", count=len(found))
        return None
    return next(iter(found))


def conditional_of(sides: Sequence[Side], table: Register, plan: Plan) -> tuple[ConditionalBranch, ...]:
    """Rows of one number together; what can't be so is noted as a problem."""
    by_key: dict[str, list[Side]] = defaultdict(list)
    for one in sides:
        by_key[plain(one.key)].append(one)
    seen: dict[int, int] = {}
    found, network = [], _compiled(plan) if sides else None
    for rows in by_key.values():
        first = rows[0]
        for one in rows:
            if (one.decides, one.by) != (first.decides, first.by):
                table.wrong(one.row, "decides", "decided_twice", other=first.row)
            for key in one.activity_ids:
                if seen.setdefault(key, one.row) != one.row:
                    table.problems.add("branch_twice", one.row, other=seen[key])
                    break
        late, in_time = (_ids(rows, late=side) for side in (True, False))
        if table.problems.found:
            continue
        costs = [next((one.cost for one in rows if one.late is side and one.cost), None) for side in (True, False)]
        made = ConditionalBranch(first.key, first.title, first.decides, first.by, late, in_time, *costs)
        if network is not None and _goes_round(made, network):
            table.wrong(first.row, "decides", "decides_after")
        found.append(made)
    return tuple(found)


def _ids(rows: Sequence[Side], *, late: bool) -> tuple[int, ...]:
    return tuple(sorted({key for one in rows if one.late is late for key in one.activity_ids}))


def _compiled(plan: Plan) -> Network | None:
    """None for a plan that can't be scheduled at all, which is told elsewhere."""
    try:
        return compile_plan(plan, honest=True)
    except BadPlan:
        return None


def _goes_round(branch: ConditionalBranch, network: Network) -> bool:
    """Whether what decides comes after what hangs on it."""
    try:
        in_order(network, (branch,))
    except BadPlan:
        return True
    return False


def conditional_assumptions(branches: Sequence[ConditionalBranch], table: Register, plan: Plan) -> Iterator[Assumption]:
    """What was taken."""
    if not branches:
        return
    names = {one.id: marked(one, plan.dialect) for one in plan.activities}
    told = tuple(
        Message.of(
            f"registers.condition_{'both' if one.late and one.in_time else 'late' if one.late else 'in_time'}",
            title=one.title,
            name=names[one.activity_id],
            date=one.last_day,
        )
        for one in branches
    )
    text = Message.of("registers.conditions_taken", file=Path(table.problems.file).name, conditions=told)
    yield Assumption("conditions_file", text, loud=True)
