"""Cost and baselines, which not every format carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rechterhand.record.activity import Activity, Cost
from rechterhand.record.plan import Plan
from rechterhand.versions.formats.pair import Formats

PLANNED = frozenset({"XER"})
"""Formats whose baseline is the planned dates, which move with every update."""


def costs(formats: Formats) -> Plan:
    """A format in which nothing costs anything says nothing of cost."""
    if _priced(formats.old.activities) and _priced(formats.new.activities):
        return formats.new
    return formats.each(lambda old, new: replace(new, cost=old.cost))


def _priced(rows: Sequence[Activity]) -> bool:
    return any(one.cost != Cost() and (one.cost.total or one.cost.fixed) for one in rows)


def baselines(formats: Formats) -> Plan:
    """Planned dates are no baseline, and a format without baselines says nothing of them."""
    plans = formats.old, formats.new
    having = [one.source.format not in PLANNED and any(row.baselines for row in one.activities) for one in plans]
    planned = any(one.source.format in PLANNED for one in plans)
    if all(having) or not (planned or formats.differ):
        return formats.new
    if not any(row.baselines for one in plans for row in one.activities):
        return formats.new
    return formats.each(lambda old, new: replace(new, baselines=old.baselines))
