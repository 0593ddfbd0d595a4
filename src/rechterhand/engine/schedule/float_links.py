"""The links that chains of activities follow; those of summaries are handed down to the work below them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rechterhand.engine.schedule.result import NO_DATE, ScheduleResult
from rechterhand.record.link import LinkType


class FloatLink(NamedTuple):
    """A link as its successor sees it: relationship float in minutes, the predecessor's row, whether it drives."""

    gap: int
    row: int
    drives: bool


def links_into(result: ScheduleResult) -> dict[int, list[FloatLink]]:
    """For each successor's row its links, but for those that can't drive: without a float, or from finished work."""
    leaves = _leaves(result)
    into: dict[int, list[FloatLink]] = defaultdict(list)
    for place, link in enumerate(result.plan.links):
        gap = int(result.relationship_float[place])
        if gap == NO_DATE or link.predecessor_id not in result.position or link.successor_id not in result.position:
            continue
        source = _holder(result, leaves[result.position[link.predecessor_id]], link.type)
        if source is None or result.plan.activities[source].finished:
            continue
        for target in _held(result, leaves[result.position[link.successor_id]]):
            into[target].append(FloatLink(gap, source, gap == 0 or bool(result.driving[place])))
    return into


def _holder(result: ScheduleResult, leaves: Sequence[int], kind: LinkType) -> int | None:
    """The activity for which a link from a summary stands: its latest finish, or for SS and SF its earliest start."""
    dated = [row for row in leaves if result.early_start[row] != NO_DATE]
    if kind in {LinkType.FS, LinkType.FF}:
        return max(dated, key=lambda row: result.early_finish[row], default=None)
    return min(dated, key=lambda row: result.early_start[row], default=None)


def _held(result: ScheduleResult, leaves: Iterable[int]) -> list[int]:
    """What a link to a summary may hold: the activities that start with it; something else holds the later ones."""
    dated = [row for row in leaves if result.early_start[row] != NO_DATE]
    first = min((result.early_start[row] for row in dated), default=0)
    return [row for row in dated if result.early_start[row] == first]


def _leaves(result: ScheduleResult) -> list[tuple[int, ...]]:
    """For each row the activities below it; an activity stands for itself."""
    children: dict[int, list[int]] = defaultdict(list)
    for row, one in enumerate(result.plan.activities):
        if one.parent_id in result.position and one.parent_id is not None:
            children[result.position[one.parent_id]].append(row)
    found: list[tuple[int, ...]] = []
    for row, one in enumerate(result.plan.activities):
        if not one.type.is_summary:
            found.append((row,))
            continue
        below, open_rows = [], list(children[row])
        while open_rows:
            child = open_rows.pop()
            if result.plan.activities[child].type.is_summary:
                open_rows.extend(children[child])
            else:
                below.append(child)
        found.append(tuple(sorted(below)))
    return found
