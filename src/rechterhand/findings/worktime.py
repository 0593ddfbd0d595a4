"""The working time of a plan's activities, for checks that hold dates against calendars."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.kernel import works_before
from rechterhand.engine.schedule.result import NO_DATE, Flags, Minutes

Rows = npt.NDArray[np.int64]


class WorkingTime:
    """Compiled calendars by row of the plan.

    ``calendar`` has an entry for each row of ``plan.activities``: the row of its calendar in the clock. Rows that
    aren't scheduled by links (summaries, levels of effort) have the plan's own calendar.
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        plan = network.plan
        first = min(1, network.clock.pattern.shape[0] - 1)
        self.default = network.clock.position.get(plan.default_calendar_id, first) if plan.calendars else first
        self.calendar: Rows = np.full(len(plan.activities), self.default, np.int64)
        scheduled = network.node >= 0
        self.calendar[scheduled] = network.arrays.calendar[network.node[scheduled]]

    def before(self, calendars: Rows, moments: Minutes) -> Minutes:
        """Working minutes from the start of the horizon to each moment; NO_DATE stays itself."""
        return np.asarray(works_before(self.network.arrays.clock, calendars, moments), np.int64)

    def between(self, calendars: Rows, since: Minutes, until: Minutes) -> Minutes:
        """Working minutes between two moments, negative when the second is the earlier; both must be known."""
        return self.before(calendars, until) - self.before(calendars, since)

    def works_after(self, calendars: Rows, moments: Minutes) -> Flags:
        """Whether the minute after each moment is worked. True where there is no moment."""
        known = moments != NO_DATE
        at = np.where(known, moments, 0)
        return np.asarray(~known | (self.between(calendars, at, at + 1) > 0), np.bool_)

    def works_until(self, calendars: Rows, moments: Minutes) -> Flags:
        """Whether the minute before each moment is worked. True where there is no moment."""
        known = moments != NO_DATE
        at = np.where(known, moments, 0)
        return np.asarray(~known | (self.between(calendars, at - 1, at) > 0), np.bool_)
