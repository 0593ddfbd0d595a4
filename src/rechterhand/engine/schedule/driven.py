"""Rows whose dates follow from the rows they are tied to: levels of effort, hammocks, WBS summaries (P6)."""

from __future__ import annotations

import numpy as np

from rechterhand.engine.network.arrays import NONE, Network
from rechterhand.engine.network.kernel import as_finish, as_start, work_before
from rechterhand.engine.network.rule import Setting
from rechterhand.engine.schedule.rows import Rows
from rechterhand.record.activity import Activity, ActivityType
from rechterhand.record.link import LinkType


def add_driven(network: Network, rows: Rows) -> None:
    """Fill in dates and floats of rows that never drive.

    A level of effort runs from the earliest of what drives its start (FS, SS in) to the latest of what drives its
    finish (FF, SF in), or of its successors by the ends they are tied to.
    """
    if not network.driven:
        return
    plan = network.plan
    index = {one.id: row for row, one in enumerate(plan.activities)}
    into = Setting.of(plan).links_into
    out: dict[int, list[tuple[int, LinkType]]] = {}
    for link in plan.links:
        out.setdefault(link.predecessor_id, []).append((index[link.successor_id], link.type))
    for row in network.driven:
        one = plan.activities[row]
        if one.type is ActivityType.WBS_SUMMARY:
            below = _below(plan.activities, one, index)
            first, last = [(at, False) for at in below], [(at, True) for at in below]
        else:
            before = [(index[link.predecessor_id], link.type) for link in into.get(one.id, ())]
            after = out.get(one.id, [])
            first = [(at, kind is LinkType.FS) for at, kind in before if kind in _TO_START]
            first += [(at, kind is LinkType.SF) for at, kind in after if kind in _FROM_START]
            last = [(at, kind is LinkType.FF) for at, kind in before if kind not in _TO_START]
            last += [(at, kind is LinkType.FF) for at, kind in after if kind not in _FROM_START]
        _fill(network, rows, row, [tie for tie in first if tie[0] != row], [tie for tie in last if tie[0] != row])


_TO_START = frozenset({LinkType.FS, LinkType.SS})
_FROM_START = frozenset({LinkType.SS, LinkType.SF})


def _below(activities: tuple[Activity, ...], one: Activity, index: dict[int, int]) -> list[int]:
    """Rows in the branch of the breakdown structure that the WBS summary stands in."""
    found = []
    for row, other in enumerate(activities):
        above = other.parent_id
        while above is not None and above != one.parent_id and above in index:
            above = activities[index[above]].parent_id
        if above == one.parent_id and other.id != one.id and not other.type.is_summary:
            found.append(row)
    return found


def _fill(network: Network, rows: Rows, row: int, first: list[tuple[int, bool]], last: list[tuple[int, bool]]) -> None:
    """Set a row's dates from others' starts (False) or finishes (True): the earliest of ``first``, the latest of
    ``last``.
    """

    def early(ties: list[tuple[int, bool]]) -> list[int]:
        found = [(rows.early_finish if finish else rows.remaining_start)[at] for at, finish in ties]
        return [int(value) for value in found if value != NONE]

    def late(ties: list[tuple[int, bool]]) -> list[int]:
        found = [(rows.late_finish if finish else rows.late_start)[at] for at, finish in ties]
        return [int(value) for value in found if value != NONE]

    starts, finishes = early(first), early(last)
    if not starts and not finishes:
        return
    activity = network.plan.activities[row]
    clock = network.arrays.clock
    key = activity.calendar_id if activity.calendar_id is not None else network.plan.default_calendar_id
    calendar = network.clock.position.get(key, 0)

    def works(moment: np.int64 | int) -> int:
        return work_before(clock, calendar, int(moment))

    def in_work(begin: int, end: int) -> tuple[int, int]:
        """From the first to the last moment of its own working time, if there is any between."""
        if works(begin) >= works(end):
            return begin, max(begin, end)
        return as_start(clock, calendar, works(begin)), as_finish(clock, calendar, works(end))

    first_start = min(starts, default=min(finishes, default=0))
    begin, end = in_work(first_start, max(finishes, default=first_start))
    late_begin, late_end = in_work(min(late(first), default=begin), max(late(last), default=end))
    rows.remaining_start[row] = begin
    rows.early_start[row] = begin if activity.actual_start is None else rows.early_start[row]
    if rows.early_start[row] == NONE:
        rows.early_start[row] = begin
    rows.early_finish[row] = end
    rows.late_start[row], rows.late_finish[row] = late_begin, late_end
    rows.start_float[row] = works(late_begin) - works(begin)
    rows.finish_float[row] = works(late_end) - works(end)
    rows.free_float[row] = 0
