"""Links of MPXJ's JSON: they stand with the successor's predecessors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rechterhand.intake.mpxj.values import Row
from rechterhand.record.link import LagUnit, Link, LinkType

_ELAPSED = {"em", "eh", "ed", "ew", "emo", "ey"}


def links(tasks: Iterable[Row]) -> Iterator[Link]:
    """All links, in file order of their successors."""
    for task in tasks:
        for row in task.get("predecessors", ()):
            yield _link(row)


def _link(row: Row) -> Link:
    lag = row.get("lag", 0)
    units = row.get("lag_units")
    minutes, percent, unit = round(lag / 60), None, LagUnit.WORKING
    if units in {"%", "e%"}:
        minutes, percent = 0, lag / 60  # the JSON takes a percentage for minutes and gives seconds
        unit = LagUnit.PERCENT if units == "%" else LagUnit.ELAPSED_PERCENT
    elif units in _ELAPSED:
        unit = LagUnit.ELAPSED
    return Link(
        predecessor_id=row.get("predecessor_task_unique_id", 0),
        successor_id=row.get("successor_task_unique_id", 0),
        type=LinkType(row.get("type", "FS")),
        lag_minutes=minutes,
        lag_unit=unit,
        lag_percent=percent,
        id=row.get("unique_id"),
    )
