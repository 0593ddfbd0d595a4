"""Dates of Microsoft Project's summary tasks: 'start no earlier than' holds every task below, 'finish no later than'
limits the late dates of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.clock import Clock
from rechterhand.engine.network.kernel import arrays_of, works_before
from rechterhand.engine.network.rule import Setting, minute
from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.record.plan import Dialect, Plan

Long = npt.NDArray[np.int64]

_KINDS = frozenset({ConstraintType.START_NO_EARLIER_THAN, ConstraintType.FINISH_NO_LATER_THAN})


@dataclass(frozen=True)
class Counted:
    """The activity of each node (None for helpers) with the clock, and the row of the node's calendar in it."""

    activities: Sequence[Activity | None]
    clock: Clock
    calendars: Long


def hold_below(setting: Setting, counted: Counted, bounds: Mapping[str, Long], moments: Long) -> None:
    """Raise floors and lower late limits by the dates of the summaries above; overwrites them, and the ``moments``
    behind the floors. What has begun or stays where somebody typed it keeps its start.
    """
    above = dated_above(setting.plan)
    if not above:
        return
    for node, one in enumerate(counted.activities):
        if one is None or one.finished or one.external:
            continue
        for summary in above.get(one.id, ()):
            at = minute(summary.constraint_date) if summary.constraint_date is not None else 0
            calendar = counted.calendars[node : node + 1]
            work = int(works_before(arrays_of(counted.clock), calendar, np.array([at], dtype=np.int64))[0])
            if summary.constraint is ConstraintType.FINISH_NO_LATER_THAN:
                bounds["late_cap"][node] = min(int(bounds["late_cap"][node]), work)
            elif _waits(one, setting):
                bounds["floor"][node] = max(int(bounds["floor"][node]), work)
                moments[node] = max(int(moments[node]), at)


def _waits(one: Activity, setting: Setting) -> bool:
    """Whether a summary's date still decides when an activity begins."""
    return not (one.started or one.finished or one.external) and (setting.honest or not one.manual)


def held_below(setting: Setting, rows: Iterable[tuple[int, Activity]]) -> Iterator[tuple[Activity, list[int]]]:
    """The summaries that let work begin no earlier than a date, each with those of these rows that it holds."""
    above, found = dated_above(setting.plan), dict[int, tuple[Activity, list[int]]]()
    for row, one in rows:
        for summary in above.get(one.id, ()) if _waits(one, setting) else ():
            if summary.constraint is ConstraintType.START_NO_EARLIER_THAN:
                found.setdefault(summary.id, (summary, []))[1].append(row)
    yield from found.values()


def is_dated_summary(one: Activity) -> bool:
    """Whether an activity is a summary with a date that holds the work below it."""
    dated = one.constraint in _KINDS and one.constraint_date is not None
    return one.type.is_summary and one.active and dated


def dated_above(plan: Plan) -> Mapping[int, Sequence[Activity]]:
    """The summaries above each activity that hold it to a date."""
    dated = {one.id: one for one in plan.activities if is_dated_summary(one)}
    if not dated or plan.dialect is not Dialect.MICROSOFT:
        return {}
    parents = {one.id: one.parent_id for one in plan.activities}
    found = {one.id: tuple(_above(one, parents, dated)) for one in plan.activities if not one.type.is_summary}
    return {key: summaries for key, summaries in found.items() if summaries}


def _above(one: Activity, parents: Mapping[int, int | None], dated: Mapping[int, Activity]) -> Iterator[Activity]:
    seen, key = {one.id}, one.parent_id
    while key is not None and key not in seen:
        seen.add(key)
        if key in dated:
            yield dated[key]
        key = parents.get(key)
