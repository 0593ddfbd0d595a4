"""Links on summaries spread over the tasks below them, for tools in which a summary carries no links."""

from __future__ import annotations

from dataclasses import replace

from rechterhand.record.activity import Activity
from rechterhand.record.link import Link, LinkType
from rechterhand.record.plan import Plan

_BY_FINISH = frozenset({LinkType.FS, LinkType.FF})


def between_leaves(plan: Plan) -> tuple[Link, ...]:
    """All links, those on summaries in the form of links between tasks with the same effect on dates."""
    by_id = {one.id: one for one in plan.activities}
    below = _below(plan)
    found: dict[tuple[int, int, LinkType], Link] = {}
    for one in plan.links:
        before, after = by_id[one.predecessor_id], by_id[one.successor_id]
        starts = below.get(before.id, []) if before.type.is_summary else [before]
        ends = below.get(after.id, []) if after.type.is_summary else [after]
        if before.type.is_summary and one.type not in _BY_FINISH:
            starts = starts[:1]
        for first in starts:
            for last in ends:
                link = one
                if before.type.is_summary or after.type.is_summary:
                    link = replace(one, predecessor_id=first.id, successor_id=last.id, id=None)
                found.setdefault((first.id, last.id, one.type), link)
    return tuple(found.values())


def _below(plan: Plan) -> dict[int, list[Activity]]:
    """Tasks below each summary, the earliest first."""
    parent = {one.id: one.parent_id for one in plan.activities}
    found: dict[int, list[Activity]] = {one.id: [] for one in plan.activities if one.type.is_summary}
    tasks = [one for one in plan.activities if not one.type.is_summary]
    for one in sorted(tasks, key=lambda each: (each.start is None, each.start or 0)):
        above = one.parent_id
        while above is not None and above in parent:
            if above in found:
                found[above].append(one)
            above = parent[above]
    return found
