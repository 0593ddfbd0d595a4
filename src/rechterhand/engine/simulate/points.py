"""Moments of work without length: at the end of work before a pause, or at the start of work after it.

The futures count working time, in which Friday 17:00 and Monday 08:00 are the same. For work that lasts a finish is the
end before a pause; a milestone may stand after it, where a date of its own or a link holds it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import NetworkArrays
from rechterhand.engine.network.kernel import ClockArrays, moments_of

Long = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Points:
    """The nodes that are a moment, and ``(points, iterations)`` whether each stands after a pause."""

    nodes: Long
    after: npt.NDArray[np.uint8]

    @classmethod
    def of(cls, net: NetworkArrays, iterations: int) -> Points:
        """Room for those of a network."""
        nodes = np.flatnonzero(net.duration == 0).astype(np.int64)
        return cls(nodes, np.zeros((len(nodes), iterations), dtype=np.uint8))

    @classmethod
    def none(cls, iterations: int) -> Points:
        """Where nobody asks for them."""
        return cls(np.empty(0, dtype=np.int64), np.empty((0, iterations), dtype=np.uint8))

    @property
    def arrays(self) -> tuple[Long, npt.NDArray[np.uint8]]:
        """As the kernel takes them."""
        return self.nodes, self.after

    def sided(self, works: npt.NDArray[np.int32], first: int = 0) -> Long:
        """``(nodes, futures)`` finishes that sort as they come: twice the work done, and one more after a pause.

        Parameters
        ----------
        works
            ``(nodes, futures)`` finishes in working minutes.
        first
            The future that stands at their first place.
        """
        found: Long = works.astype(np.int64) * 2
        found[self.nodes] += self.after[:, first : first + works.shape[1]]
        return found

    def sided_one(self, node: int, works: npt.NDArray[np.int32]) -> Long:
        """The same of one node."""
        found: Long = works.astype(np.int64) * 2
        place = int(np.searchsorted(self.nodes, node))
        if place < len(self.nodes) and self.nodes[place] == node:
            found += self.after[place, : len(found)]
        return found


def sided_moments(clock: ClockArrays, calendars: Long, sided: Long) -> Long:
    """The moments of finishes that ``Points.sided`` gave."""
    works, after = sided >> 1, (sided & 1) == 1
    found: Long = moments_of(clock, calendars, works, True)
    found[after] = moments_of(clock, calendars[after], works[after], False)
    return found
