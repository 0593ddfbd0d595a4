"""Dates in a risk register, whole days; their order is decided for the table as a whole."""

from __future__ import annotations

from datetime import datetime, timedelta

from rechterhand.intake.tables.dates import Order, ambiguous, stamp
from rechterhand.registers.sheet import Register

DATED = ("by", "since", "until")


def order_of(table: Register) -> Order:
    """Month first when a date says so and none says otherwise."""
    texts = [cell for row in table.rows for key in DATED if isinstance(cell := table.cell(row, key), str)]
    numbers = [one for text in texts if (one := ambiguous(text)) is not None]
    months = any(one.month_first for one in numbers) and not any(one.day_first for one in numbers)
    return Order.MDY if months else Order.DMY


def day_at(row: int, table: Register, key: str, order: Order, *, after: bool) -> datetime | None:
    """The begin of a day, or the moment after it; None when the cell is empty, or with a problem noted."""
    cell = table.cell(row, key)
    if cell is None:
        return None
    found = stamp(cell, order)
    if found is None:
        table.wrong(row, key, "no_date")
        return None
    day = found.moment.replace(hour=0, minute=0)
    return day + timedelta(days=(7 if found.week else 1) if after else 0)
