"""What a delay of one activity does to the finish: the plan scheduled again with a longer duration."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import NONE, SS, Network
from rechterhand.engine.schedule import kernel

Long = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Delayed:
    """Moments (minutes since 1970) after the delay.

    Attributes
    ----------
    end
        The plan's finish.
    finish
        The finish of the delayed node.
    drives
        Whether the node, delayed, drives the nodes that made the finish before: then what is missing of the delay was
        absorbed by room and by pauses of calendars alone.
    stopped_at
        The first node of the longest path behind the delayed one whose finish didn't move; None when all moved.
    stops
        The nodes whose finish didn't move though that of a node before them did.
    """

    end: int
    finish: int
    drives: bool
    stopped_at: int | None
    stops: tuple[int, ...]


class Delays:
    """Delays of single nodes of a compiled plan; constraints, links and lags stay as they are.

    Early dates are compared with early dates: that something waits as late as possible doesn't move the finish.
    """

    def __init__(self, network: Network) -> None:
        self._network = network
        self._early = _Early(network, network.arrays.duration)
        self.end = self._early.end
        net = network.arrays
        self._ends = np.empty(len(network), dtype=np.bool_)
        dates = (self._early.finish, self._early.side, network.known_finish)
        kernel.ends_at(net, dates, network.finished, self.end, self._ends)
        self._path = self._ends.copy()
        kernel.trace(net, self._early.driving, self._path)

    def finish(self, node: int) -> int:
        """The moment at which a node finishes without any delay."""
        return self._early.moment(node)

    def of(self, node: int, minutes: int) -> Delayed:
        """Schedule again with the remaining duration of a node so many working minutes longer (its own calendar)."""
        network = self._network
        duration = network.arrays.duration.copy()
        duration[node] += minutes
        after = _Early(network, duration)
        reached = self._ends.copy()
        kernel.trace(network.arrays, after.driving, reached)
        still = self._path & (after.finish == self._early.finish)
        still[: node + 1] = False
        stopped = np.flatnonzero(still)
        net, moved = network.arrays, after.finish != self._early.finish
        stops = np.unique(net.to[moved[net.into] & ~moved[net.to]])
        first = int(stopped[0]) if len(stopped) else None
        return Delayed(after.end, after.moment(node), bool(reached[node]), first, tuple(stops.tolist()))


class _Early:
    """The forward pass for given durations, with the links that drive."""

    def __init__(self, network: Network, duration: Long) -> None:
        net, count = network.arrays, len(network)
        self._network = network
        self.start, self.finish = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
        self.side = np.empty(count, dtype=np.int8)
        reached = np.empty(len(net.into), dtype=np.int64)
        kernel.forward(net, duration, self.start, self.finish, self.side, reached)
        held = np.where(net.kind <= SS, self.start[net.to], self.finish[net.to])
        self.driving: Flags = np.asarray(reached == held, np.bool_)
        known, finished = network.known_finish, network.finished
        self.end = int(kernel.last_moment(net, self.finish, self.side, known, finished))

    def moment(self, node: int) -> int:
        """The moment at which a node finishes."""
        net, fixed = self._network.arrays, int(self._network.fixed_finish[node])
        if fixed != NONE:
            return fixed
        return int(kernel.at_moment(net.clock, net.calendar[node], self.finish[node], int(self.side[node])))
