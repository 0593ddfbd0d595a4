"""A plan beside an earlier version of it, row by row: the ground of the checks on what changed."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from rechterhand.engine.network.compile import compile_plan
from rechterhand.engine.schedule.result import NO_DATE, Flags, Minutes
from rechterhand.engine.schedule.solve import schedule
from rechterhand.errors import RechterhandError
from rechterhand.findings.populations import Populations, Rows
from rechterhand.lineage import Lineage, match
from rechterhand.record.plan import Plan
from rechterhand.text import Message

DAY = 1440


class Since:
    """Two versions of a plan.

    ``rows`` are those of the plan itself, ``was`` those of the earlier version. Arrays have an entry for each row of
    the plan itself.
    """

    def __init__(self, rows: Populations, earlier: Plan) -> None:
        self.rows = rows
        self.earlier = earlier
        self.was = Populations(earlier)

    @cached_property
    def lineage(self) -> Lineage:
        """Which row is which."""
        return match(self.earlier, self.rows.plan)

    @cached_property
    def before(self) -> Rows:
        """Row of each activity in the earlier version, -1 where that doesn't have it."""
        found = np.full(len(self.rows.plan.activities), -1, np.int64)
        for pair in self.lineage.pairs:
            found[self.rows.position[pair.new_id]] = self.was.position[pair.old_id]
        return found

    def both(self, now: Flags, then: Flags) -> Flags:
        """Rows that are among these now and were among those then."""
        found = now & (self.before >= 0)
        found[found] = then[self.before[found]]
        return found

    def dates_then(self, moments: Minutes) -> Minutes:
        """Moments of the earlier version's rows, for each row of the plan itself; NO_DATE where it had none."""
        found = np.full(len(self.before), NO_DATE, np.int64)
        known = self.before >= 0
        found[known] = moments[self.before[known]]
        return found

    def differ(self, then: Minutes, now: Minutes) -> Flags:
        """Where two moments aren't the same: to the minute, or to the day where a file doesn't tell more.

        Tools read the same moment differently from files of another kind (midnight, or the end of the day): between
        two formats days are compared.
        """
        sources = self.earlier.source, self.rows.plan.source
        by_day = any(one.date_only for one in sources) or sources[0].format != sources[1].format
        unit = DAY if by_day else 1
        return np.asarray(
            (then != now) & ((then // unit != now // unit) | (then == NO_DATE) | (now == NO_DATE)), np.bool_
        )

    @cached_property
    def scheduled(self) -> Populations | None:
        """The earlier version with computed dates; None when it can't be scheduled."""
        try:
            network = compile_plan(self.earlier)
            return Populations(self.earlier, schedule(self.earlier, network=network))
        except RechterhandError:
            return None

    @property
    def told(self) -> Message:
        """Which version this is, and how much of it was found again."""
        share, status = self.lineage.share, self.earlier.status_date
        if status is None:
            return Message.of("checks.since.undated", file=self.earlier.source.file, found=share)
        return Message.of("checks.since.dated", date=status, found=share)


def periods(since: tuple[Since, ...], plan: Plan) -> tuple[Since, ...]:
    """The versions of former reporting periods, the latest first: one for each status date before the plan's own.

    Of several versions with one status date the last that was given counts.
    """
    if plan.status_date is None:
        return ()
    found = {one.earlier.status_date: one for one in since if one.earlier.status_date is not None}
    dated = [(moment, one) for moment, one in found.items() if moment is not None and moment < plan.status_date]
    return tuple(one for _, one in sorted(dated, key=lambda pair: pair[0], reverse=True))
