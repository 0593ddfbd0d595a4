"""Rows of a risk register about periods in which working days are lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rechterhand.engine.futures.bends import MOST
from rechterhand.engine.futures.lost_days import LostDays
from rechterhand.engine.futures.shapes import Range
from rechterhand.intake.tables.dates import Order
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan
from rechterhand.registers.days import day_at
from rechterhand.registers.sheet import Register
from rechterhand.text import Message

PERIOD = ("since", "until")


def loses_days(row: int, table: Register) -> bool:
    """Whether a row is about a period."""
    return any(table.cell(row, key) is not None for key in PERIOD)


def lost_at(
    row: int,
    named: tuple[str, str],
    told: tuple[float, tuple[int, ...]],
    minutes: Range,
    setting: tuple[Register, Order, int],
) -> Iterator[LostDays]:
    """The period of a row, by its number and title, probability and activities; none with a problem noted."""
    table, order, day = setting
    for key in PERIOD:
        if table.cell(row, key) is None:
            table.wrong(row, key, "half_period")
    since, until = (day_at(row, table, key, order, after=key == "until") for key in PERIOD)
    if since is None or until is None:
        return
    if until <= since:
        table.wrong(row, "until", "period_back")
        return
    if minutes.least < 0:
        table.wrong(row, "likely", "lost_below_nought")
        return
    yield LostDays(*named, told[0], since, until, in_days(minutes, day), told[1])


def in_days(minutes: Range, day: int) -> Range:
    """A range of working minutes as one of days."""
    return replace(minutes, low=minutes.low / day, likely=minutes.likely / day, high=minutes.high / day)


def lost_assumptions(found: Sequence[LostDays], table: Register, plan: Plan) -> Iterator[Assumption]:
    """What was taken."""
    if not found:
        return
    work = {one.id for one in plan.activities if not one.finished}
    periods = tuple(
        Message.of(
            "registers.lost_period", title=one.title, chance=one.probability, first=one.since.date(), last=one.last_day
        )
        for one in found
    )
    struck = len({key for one in found for key in one.activity_ids} & work)
    file = Path(table.problems.file).name
    text = Message.of("registers.lost_taken", count=len(found), file=file, periods=periods, activities=struck)
    yield Assumption("lost_days_file", text, loud=True)


def refuse_too_many(rows: Sequence[int], table: Register) -> None:
    """Note the first row beyond what a plan can have."""
    if len(rows) > MOST:
        table.wrong(rows[MOST], "since", "too_many_periods")
