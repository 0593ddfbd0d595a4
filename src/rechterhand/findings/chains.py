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
        floats = np.nan_to_num(rows.float_days, nan=np.inf)
        linked = np.flatnonzero(through)
        before, after = rows.predecessor[linked], rows.successor[linked]
        least_first = np.lexsort((after, floats[after]))
        of, first = np.unique(before[least_first], return_index=True)
        self._next = dict(zip(of.tolist(), after[least_first[first]].tolist(), strict=True))

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
