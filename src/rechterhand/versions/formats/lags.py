"""Waiting times: Primavera has them in working time alone, so calendar days and shares are turned into that."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from rechterhand.record.link import LagUnit, Link
from rechterhand.record.plan import Plan
from rechterhand.versions.formats.pair import Formats

_WEEK = 7 * 1440


def evened(formats: Formats) -> Plan:
    """Links whose waiting times are the same to a day, one of them in working time, are as in the old version."""
    if not formats.two_tools:
        return formats.new
    known: dict[tuple[int, int, str], list[Link]] = defaultdict(list)
    for link in formats.old.links:
        known[link.predecessor_id, link.successor_id, link.type.value].append(link)
    made = []
    for link in formats.new.links:
        others = known[link.predecessor_id, link.successor_id, link.type.value]
        same = next((one for one in others if _same(formats, one, link)), None)
        made.append(link if same is None else replace(same, id=link.id))
    return replace(formats.new, links=tuple(made))


def _same(formats: Formats, old: Link, new: Link) -> bool:
    if old.lag_unit is new.lag_unit or LagUnit.WORKING not in {old.lag_unit, new.lag_unit}:
        return False
    day = max(1, formats.new.options.minutes_per_day)
    return abs(_working(formats, old) - _working(formats, new)) <= day


def _working(formats: Formats, link: Link) -> float:
    """A waiting time in working minutes of a usual week."""
    row = formats.joined.new_rows.get(link.predecessor_id)
    length = 0 if row is None else row.duration_minutes or 0
    share = (link.lag_percent or 0) / 100 * length
    elapsed = formats.new.options.minutes_per_week / _WEEK
    return {
        LagUnit.WORKING: float(link.lag_minutes),
        LagUnit.ELAPSED: link.lag_minutes * elapsed,
        LagUnit.PERCENT: share,
        LagUnit.ELAPSED_PERCENT: share * elapsed,
    }[link.lag_unit]
