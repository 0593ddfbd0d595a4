"""Cost and baselines, which not every format carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rechterhand.record.activity import Activity, Cost
from rechterhand.record.plan import Plan
from rechterhand.versions.formats.pair import Formats


def costs(formats: Formats) -> Plan:
    """A format in which nothing costs anything says nothing of cost."""
    if _priced(formats.old.activities) and _priced(formats.new.activities):
        return formats.new
    return formats.each(lambda old, new: replace(new, cost=old.cost))


def _priced(rows: Sequence[Activity]) -> bool:
    return any(one.cost != Cost() and (one.cost.total or one.cost.fixed) for one in rows)


def baselines(formats: Formats) -> Plan:
    """A format without baselines says nothing of them."""
    having = [any(row.baselines for row in one.activities) for one in (formats.old, formats.new)]
    if all(having) or not any(having):
        return formats.new
    return formats.each(lambda old, new: replace(new, baselines=old.baselines))
