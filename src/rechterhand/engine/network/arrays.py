"""The compiled plan: what the passes, the simulation and the prices work on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.clock import Clock
from rechterhand.engine.network.kernel import ClockArrays
from rechterhand.record.assumption import Assumption
from rechterhand.record.plan import Plan

Long = npt.NDArray[np.int64]
Short = npt.NDArray[np.int32]
Byte = npt.NDArray[np.int8]
Real = npt.NDArray[np.float64]

NONE = np.iinfo(np.int64).min
FREE = np.iinfo(np.int64).max // 4
"""An upper bound that never binds (its negative is a lower one)."""

NO_LINK = -FREE // 2
"""Lag of a link that never holds."""

FS, SS, FF, SF = 0, 1, 2, 3
PLAIN = -1
"""Lag calendar of a link whose both ends and lag are counted on one calendar: no look-up is needed."""

BY_LINKS = 2
BOUND, STAYS, FIXED = 0, 1, 2
"""What links from a start (SS, SF) do to late dates: bound them; bound them and leave the late start where an SS link
without lag puts it, even before a pause (P6); nothing, because the start is fixed (Microsoft Project).
"""


class NetworkArrays(NamedTuple):
    """Activities in topological order ('nodes') and links in compressed rows.

    All ``w`` values are working minutes of the node's own calendar (``network/clock.py``).

    Attributes
    ----------
    clock
        The calendars.
    calendar
        ``(nodes,)`` row of the node's calendar.
    duration
        ``(nodes,)`` remaining duration in working minutes.
    floor, cap
        ``(nodes,)`` bounds on the start (w) of the (remaining) work: ``start = min(max(candidates, floor), cap)``.
    finish_floor, finish_cap
        ``(nodes,)`` the same on its finish: whatever the work lasts, they bind its start too.
    target
        ``(nodes,)`` finish (w) that stretches the work to it, NONE where there is none (P6's expected finish).
    late_cap, late_floor
        ``(nodes,)`` bounds on the late finish (w).
    head, tail
        ``(nodes + 1,)`` offsets of the links into and out of each node.
    into
        ``(links,)`` predecessor of each link, links ordered by successor; the arrays below follow this order.
    to
        ``(links,)`` successor of each link.
    kind, lag, lag_calendar
        ``(links,)`` FS/SS/FF/SF, lag in minutes, row of the lag's calendar or PLAIN.
    lag_share
        ``(links,)`` minutes of lag that come with each minute that the predecessor lasts longer than ``duration``; not
        nought where the lag is a share of its duration. Only futures have other durations.
    out
        ``(links,)`` link numbers ordered by predecessor, to be used with ``tail``.
    open_end
        ``(nodes,)`` 1 where the late finish is bounded by the node's own early finish.
    stays_at_finish
        ``(nodes,)`` 1 where work without length may stand at the end before a pause (milestones that aren't start
        milestones).
    stays_at_start
        ``(nodes,)`` whether work without length may stand, in its late dates, at the start after a pause: 0 never, 1
        where its own date or links put it (P6's start milestones), BY_LINKS where links do (Microsoft Project).
    floor_moment
        ``(nodes,)`` the moment behind ``floor``, which says at which side of a pause it lies.
    start_links
        ``(nodes,)`` BOUND, STAYS or FIXED.
    """

    clock: ClockArrays
    calendar: Long
    duration: Long
    floor: Long
    cap: Long
    finish_floor: Long
    finish_cap: Long
    target: Long
    late_cap: Long
    late_floor: Long
    head: Short
    tail: Short
    into: Short
    to: Short
    kind: Byte
    lag: Long
    lag_calendar: Short
    lag_share: Real
    out: Short
    open_end: Byte
    stays_at_finish: Byte
    stays_at_start: Byte
    floor_moment: Long
    start_links: Byte


@dataclass(frozen=True)
class Network:
    """A compiled plan.

    ``row`` gives the plan's row of each node (-1 for a helper node of a summary), ``node`` the node of each row (-1
    where a row isn't scheduled by links: summaries, inactive rows, levels of effort). ``link`` gives the plan's link
    of each compiled one (-1 for helpers), ``lag_shares`` marks those whose lag is a share of their predecessor's
    duration. ``fixed_start`` and ``fixed_finish`` are moments of actual or typed dates (NONE where there is none),
    ``finished`` marks finished nodes, ``driven`` lists rows whose dates follow from others' (levels of effort).
    ``float_calendar`` is the row of the calendar that counts each node's floats, ``known_finish``
    ``fixed_finish``, and where there is none the finish that was typed for a manual task. ``honest`` says that
    remaining work lies from the status date on (``network/honest.py``).
    """

    plan: Plan
    clock: Clock
    arrays: NetworkArrays
    row: Short
    node: Short
    link: Short
    lag_shares: npt.NDArray[np.bool_]
    fixed_start: Long
    fixed_finish: Long
    finished: npt.NDArray[np.bool_]
    as_late_as_possible: npt.NDArray[np.bool_]
    driven: tuple[int, ...]
    project_start: int
    must_finish: int
    float_calendar: Long
    known_finish: Long
    honest: bool = False
    assumptions: tuple[Assumption, ...] = ()

    def __len__(self) -> int:
        return int(self.row.shape[0])
