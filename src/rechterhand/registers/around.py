"""What registers ask of the plan that they are about, and how their bare numbers are meant."""

from __future__ import annotations

from rechterhand.intake.tables.durations import Week
from rechterhand.record.activity import Activity
from rechterhand.record.plan import Plan
from rechterhand.registers.sheet import Register
from rechterhand.registers.words import unit_of

TOGETHER = "uncertainty_together"
"""The assumption by which a table says how much everything moves together."""


def open_work(plan: Plan) -> dict[int, Activity]:
    """Activities that are drawn: work that isn't finished, with a duration."""
    return {
        one.id: one
        for one in plan.activities
        if one.active and not one.external and not one.finished and not one.type.is_summary and one.duration_minutes
    }


def week_of(plan: Plan) -> Week:
    """Working minutes of the plan's own day and week."""
    options = plan.options
    return Week(options.minutes_per_day, options.minutes_per_week, options.days_per_month)


def unit_is_known(row: int, table: Register) -> bool:
    """Whether the row's own unit is one; with a problem noted when it isn't."""
    text = table.text(row, "unit")
    if text and unit_of(text) is None:
        table.wrong(row, "unit", "no_unit")
        return False
    return True


def unit_at(row: int, table: Register, key: str) -> str | None:
    """The unit of bare numbers in a cell: that of the row, else that of the heading."""
    text = table.text(row, "unit")
    return unit_of(text) if text else table.columns.units.get(key)
