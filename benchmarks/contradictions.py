"""Proof that a file contradicts itself: dates that its tool stored and that cannot all be right, by any rule.

Only stored values are held against each other here; nothing that we compute.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from benchmarks.dates import Agreement
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.kernel import work_before
from rechterhand.engine.network.rule import minute
from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.record.link import LagUnit, Link, LinkType
from rechterhand.record.plan import Dialect, FloatType

LINK, ENDS, LENGTH, FLOAT = "link", "ends", "length", "float"
_FREE = frozenset(
    {
        ConstraintType.AS_SOON_AS_POSSIBLE,
        ConstraintType.START_NO_EARLIER_THAN,
        ConstraintType.FINISH_NO_EARLIER_THAN,
    }
)


@dataclass(frozen=True)
class Contradiction:
    """What contradicts what: a class and a sentence with the dates."""

    kind: str
    told: str


class Contradictions:
    """Looks for contradictions between the stored dates of one plan."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._by_id = {one.id: (row, one) for row, one in enumerate(network.plan.activities)}
        self._out: dict[int, list[Link]] = {}
        for link in network.plan.links:
            self._out.setdefault(link.predecessor_id, []).append(link)
        self._open = [one for _, one in self._by_id.values() if self._is_open(one) and not one.finished]

    def of(self, one: Activity, found: Agreement) -> Contradiction | None:
        """Why the stored values of an activity that disagree cannot be right, or those that it follows cannot."""
        if not found.early:
            return self._length(one)
        return self._float(one) if found.late else self._late(one, frozenset())

    def _is_open(self, one: Activity) -> bool:
        """Nothing but the project's finish bounds its late finish."""
        free = one.constraint in _FREE and one.deadline is None and not (one.type.is_summary or one.external)
        return free and one.active and one.stored.late_finish is not None and one.id not in self._out

    def _worked(self, one: Activity, since: datetime, until: datetime) -> int:
        clock, calendar = self._network.arrays.clock, self._calendar(one)
        return int(work_before(clock, calendar, minute(until)) - work_before(clock, calendar, minute(since)))

    def _length(self, one: Activity) -> Contradiction | None:
        start, finish = one.stored.early_start, one.stored.early_finish
        if start is None or finish is None or one.started or one.manual or len(one.splits) > 1:
            return None
        work = self._worked(one, start, finish)
        if work == one.duration_minutes:
            return None
        told = f"lasts {_hours(one.duration_minutes or 0)}, but from {start:%d-%m-%Y %H:%M} to {finish:%d-%m-%Y %H:%M}"
        return Contradiction(LENGTH, f"{told} there are {_hours(work)}")

    def _late(self, one: Activity, seen: frozenset[int]) -> Contradiction | None:
        late = one.stored.late_finish
        if late is None or one.id in seen:
            return None
        for link in self._out.get(one.id, ()):
            after = self._by_id[link.successor_id][1]
            bound = after.stored.late_start if link.type is LinkType.FS else after.stored.late_finish
            plain = link.type in {LinkType.FS, LinkType.FF} and link.lag_unit is LagUnit.WORKING
            if plain and bound is not None and not after.finished and link.lag_minutes >= 0:
                if self._worked(one, bound, late) > 0:
                    end = "start" if link.type is LinkType.FS else "finish"
                    told = f"may finish until {late:%d-%m-%Y %H:%M}, but {after.id}, which waits for it, must {end} by"
                    return Contradiction(LINK, f"{told} {bound:%d-%m-%Y %H:%M}")
                behind = self._late(after, seen | {one.id})
                if behind is not None:
                    return Contradiction(behind.kind, f"follows {after.id}: {behind.told.removeprefix('follows ')}")
        return self._ends(one, late) if self._is_open(one) else None

    def _ends(self, one: Activity, late: datetime) -> Contradiction | None:
        for other in self._open:
            end = other.stored.late_finish
            first = one if end is not None and end > late else other
            if end is not None and self._worked(first, min(end, late), max(end, late)) > 0:
                told = f"may finish until {late:%d-%m-%Y %H:%M}, {other.id} until {end:%d-%m-%Y %H:%M}"
                return Contradiction(ENDS, f"{told}, though only the project's finish bounds either")
        return None

    def _calendar(self, one: Activity) -> int:
        node = int(self._network.node[self._by_id[one.id][0]])
        return int(self._network.float_calendar[node])

    def _float(self, one: Activity) -> Contradiction | None:
        finish, late, told = one.stored.early_finish, one.stored.late_finish, one.stored.total_float_minutes
        plan = self._network.plan
        by_finish = plan.dialect is Dialect.PRIMAVERA and plan.options.float_type is FloatType.FINISH
        if finish is None or late is None or told is None or not by_finish:
            return None
        work = self._worked(one, finish, late)
        if work == told:
            return None
        dates = f"from {finish:%d-%m-%Y %H:%M} to {late:%d-%m-%Y %H:%M}"
        return Contradiction(FLOAT, f"has {_hours(told)} of float, but {dates} there are {_hours(work)}")


def _hours(minutes: int) -> str:
    return f"{minutes / 60:,.4g} h".replace(",", " ") if abs(minutes) < 600_000 else f"{minutes // 60} h"
