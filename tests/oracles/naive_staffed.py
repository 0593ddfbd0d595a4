"""Serial schedule generation, done plainly: one future, the whole forward pass anew for each activity placed."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from tests.oracles.one_by_one import with_lags

from rechterhand.engine.network.kernel import as_finish, as_start, work_before
from rechterhand.engine.schedule.kernel import at_moment, forward
from rechterhand.engine.simulate.run import end_nodes
from rechterhand.engine.staffed.arrays import Staff

Long = npt.NDArray[np.int64]


class Future:
    """One future of a plan with people: what each resource is reserved for, and since when work may start."""

    def __init__(self, staff: Staff, duration: Long) -> None:
        self.staff = staff
        self.net = staff.network.arrays._replace(floor=staff.network.arrays.floor.copy())
        self.duration = duration
        self.taken: list[tuple[int, int, int, int]] = []

    def dates(self) -> tuple[Long, Long, npt.NDArray[np.int8]]:
        """Start, finish and side of all nodes with what has been placed so far."""
        count = len(self.duration)
        found = np.empty(count, np.int64), np.empty(count, np.int64), np.empty(count, np.int8)
        forward(with_lags(self.net, self.duration), self.duration, *found)
        return found

    def left(self, resource: int, moment: int) -> int:
        """How many thousandths of a resource nobody has at a moment."""
        arrays = self.staff.arrays
        steps = range(arrays.steps_head[resource], arrays.steps_head[resource + 1])
        level = [int(arrays.level[step]) for step in steps if arrays.steps[step] <= moment][-1]
        return level - sum(
            units for who, since, until, units in self.taken if who == resource and since <= moment < until
        )

    def changes(self) -> list[int]:
        """The moments at which anything changes."""
        arrays = self.staff.arrays
        return sorted({int(one) for one in arrays.steps} | {one for taken in self.taken for one in taken[1:3]})

    def asked(self, node: int) -> list[tuple[int, int]]:
        """What a node asks for: resource and thousandths."""
        arrays = self.staff.arrays
        return [
            (int(arrays.place[at]), int(arrays.units[at])) for at in range(arrays.head[node], arrays.head[node + 1])
        ]

    def span(self, node: int, start: int) -> tuple[int, int]:
        """The moments between which work is done that starts there (w)."""
        target, length = int(self.net.target[node]), int(self.duration[node])
        finish = target if target > start else start + length
        calendar = int(self.net.calendar[node])
        return as_start(self.net.clock, calendar, start), as_finish(self.net.clock, calendar, finish)

    def fits(self, node: int, start: int) -> bool:
        """Whether everything that a node asks for is left while it works."""
        since, until = self.span(node, start)
        moments = [since, *(one for one in self.changes() if since < one < until)]
        return all(self.left(who, one) >= units for who, units in self.asked(node) for one in moments)

    def place(self, node: int, *, forced: bool) -> None:
        """Put a node where it fits, and take what it asks for."""
        if not self.asked(node) or self.duration[node] <= 0:
            return
        early = int(self.dates()[0][node])
        found = early
        if not forced:
            clock, calendar = self.net.clock, int(self.net.calendar[node])
            later = [work_before(clock, calendar, one) for one in self.changes() if one > clock.first]
            cap = min(int(self.net.cap[node]), int(self.net.finish_cap[node] - self.duration[node]))
            tried = [early, *sorted(one for one in later if early < one <= cap)]
            found = next((one for one in tried if self.fits(node, one)), early)
        self.net.floor[node] = max(self.net.floor[node], found)
        since, until = self.span(node, found)
        self.taken += [(who, since, until, units) for who, units in self.asked(node)]


def finish_of(staff: Staff, order: Long, duration: Long) -> tuple[int, Future]:
    """The finish of one future, minutes since 1970."""
    network, future = staff.network, Future(staff, duration)
    for node in order.tolist():
        row = int(network.row[node])
        future.place(node, forced=row >= 0 and network.plan.activities[row].started)
    _, finish, side = future.dates()
    net = network.arrays
    ends = end_nodes(network).tolist()
    return max(at_moment(net.clock, int(net.calendar[one]), int(finish[one]), int(side[one])) for one in ends), future
