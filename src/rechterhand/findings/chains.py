"""Where a row's float comes from: the chain of successors that leaves it the least room."""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.result import Flags
from rechterhand.findings.populations import Populations


class Chains:
    """Follows, from any row, the successors with the least float, to where the chain ends.

    ``through`` marks the links to follow, ``ends`` the rows at which a chain stops.
    """

    def __init__(self, rows: Populations, through: Flags, ends: Flags) -> None:
        self._ends = ends
        self._known: dict[int, int] = {}
        self._next: dict[int, int] = {}
        floats = np.nan_to_num(rows.float_days, nan=np.inf)
        linked = np.flatnonzero(through)
        before, after = rows.predecessor[linked], rows.successor[linked]
        for at in np.lexsort((after, floats[after]))[::-1]:
            self._next[int(before[at])] = int(after[at])

    def end_of(self, at: int) -> int:
        """The last row of the chain that begins here; the row itself where nothing follows."""
        walked = []
        while at not in self._known:
            walked.append(at)
            self._known[at] = at
            if self._ends[at] or at not in self._next:
                break
            at = self._next[at]
        end = self._known[at]
        for one in walked:
            self._known[one] = end
        return end
