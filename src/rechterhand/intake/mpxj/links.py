"""Links of MPXJ's JSON: they stand with the successor's predecessors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any

from rechterhand.intake.mpxj.values import Row
from rechterhand.record.link import LagUnit, Link, LinkType, OutsideLink

_ELAPSED = {"em", "eh", "ed", "ew", "emo", "ey"}


def links(tasks: Iterable[Row]) -> Iterator[Link]:
    """All links, in file order of their successors."""
    for task in tasks:
        for row in task.get("predecessors", ()):
            yield _link(row)


def outside_links(crossing: Iterable[Sequence[Any]], kept: Set[int]) -> Iterator[OutsideLink]:
    """Links of which one end is in the plan, from those that lead out of a project ('PR_FS' is P6's FS)."""
    for before, after, told, in_file in crossing:
        kind = LinkType(told[-2:]) if told[-2:] in LinkType.__members__ else LinkType.FS
        if (before in kept) != (after in kept):
            own, other = (after, before) if after in kept else (before, after)
            yield OutsideLink(own, other, kind, incoming=after in kept, in_file=bool(in_file))


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
