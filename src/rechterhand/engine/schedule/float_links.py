"""The links that chains of activities follow; those of summaries are handed down to the work below them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
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
    below = _Below(result)
    into: dict[int, list[FloatLink]] = defaultdict(list)
    gaps, driving = result.relationship_float.tolist(), result.driving.tolist()
    for place, link in enumerate(result.plan.links):
        gap = gaps[place]
        before, after = result.position.get(link.predecessor_id), result.position.get(link.successor_id)
        if gap == NO_DATE or before is None or after is None:
            continue
        source = _holder(result, below.dated(before), link.type)
        if source is None or result.plan.activities[source].finished:
            continue
        for target in _held(result, below.dated(after)):
            into[target].append(FloatLink(gap, source, gap == 0 or driving[place]))
    return into


def _holder(result: ScheduleResult, dated: Sequence[int], kind: LinkType) -> int | None:
    """The activity for which a link from a summary stands: its latest finish, or for SS and SF its earliest start."""
    if len(dated) < 2:
        return dated[0] if dated else None
    if kind in {LinkType.FS, LinkType.FF}:
        return max(dated, key=lambda row: result.early_finish[row])
    return min(dated, key=lambda row: result.early_start[row])


def _held(result: ScheduleResult, dated: Sequence[int]) -> Sequence[int]:
    """What a link to a summary may hold: the activities that start with it; something else holds the later ones."""
    if len(dated) < 2:
        return dated
    first = min(result.early_start[row] for row in dated)
    return [row for row in dated if result.early_start[row] == first]


class _Below:
    """The scheduled activities below each row that is asked for; an activity stands for itself."""

    def __init__(self, result: ScheduleResult) -> None:
        self._result = result
        self._starts: list[int] = result.early_start.tolist()
        self._known: dict[int, tuple[int, ...]] = {}

    def dated(self, row: int) -> tuple[int, ...]:
        """Their rows in the order of the plan."""
        if row not in self._known:
            self._known[row] = tuple(one for one in self._leaves(row) if self._starts[one] != NO_DATE)
        return self._known[row]

    def _leaves(self, row: int) -> list[int]:
        activities = self._result.plan.activities
        if not activities[row].type.is_summary:
            return [row]
        below, open_rows = [], list(self._children[row])
        while open_rows:
            child = open_rows.pop()
            if activities[child].type.is_summary:
                open_rows.extend(self._children[child])
            else:
                below.append(child)
        return sorted(below)

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for row, one in enumerate(self._result.plan.activities):
            if one.parent_id in self._result.position and one.parent_id is not None:
                found[self._result.position[one.parent_id]].append(row)
        return found
