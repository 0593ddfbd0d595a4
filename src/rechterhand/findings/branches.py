"""Branches of the work breakdown, and how links run inside one, into it and out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rechterhand.engine.schedule.result import Flags
from rechterhand.findings.populations import Populations

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Branch:
    """The rows below one summary; ``before`` and ``after`` are the ends of all links that count as logic."""

    rows: Rows
    inside: Flags
    before: Rows
    after: Rows

    def ends(self, rows: Flags) -> Rows:
        """Those of these rows inside to which others inside lead."""
        return self._among(self.after[self.inside[self.before] & self.inside[self.after]], rows)

    def begins(self, rows: Flags) -> Rows:
        """Those of these rows inside from which others inside go on, and to which none leads."""
        within = self.inside[self.before] & self.inside[self.after]
        return np.setdiff1d(self._among(self.before[within], rows), self.after[within])

    def leads_to(self, rows: Flags) -> Rows:
        """Those of these rows outside to which the branch leads."""
        return self._among(self.after[self.inside[self.before] & ~self.inside[self.after]], rows)

    def hangs_on(self, rows: Flags) -> Rows:
        """Those of these rows outside from which the branch goes on."""
        return self._among(self.before[~self.inside[self.before] & self.inside[self.after]], rows)

    def _among(self, found: Rows, rows: Flags) -> Rows:
        return np.unique(found[rows[found]])


class Branches:
    """All branches of a plan; ``logic`` are the rows with which a link counts."""

    def __init__(self, rows: Populations, logic: Flags) -> None:
        self._plan = rows.plan
        known = (rows.predecessor >= 0) & (rows.successor >= 0)
        before, after = rows.predecessor[known], rows.successor[known]
        counts = logic[before] & logic[after]
        self._before, self._after = before[counts], after[counts]
        self._logic = logic
        self._found: dict[int, Branch] = {}

    def of(self, row: int) -> Branch | None:
        """The branch that a row lies in directly; None at the top of the plan."""
        key = self._plan.activities[row].parent_id
        if key is None or key not in self._below:
            return None
        if key not in self._found:
            rows = np.array([at for at in self._below[key] if self._logic[at]], dtype=np.int64)
            inside = np.zeros(len(self._logic), dtype=np.bool_)
            inside[rows] = True
            self._found[key] = Branch(rows, inside, self._before, self._after)
        return self._found[key]

    @cached_property
    def _below(self) -> dict[int, Sequence[int]]:
        """Rows below each parent, at whatever depth."""
        parents = {one.id: one.parent_id for one in self._plan.activities}
        found: dict[int, list[int]] = {}
        for row, one in enumerate(self._plan.activities):
            above, seen = one.parent_id, set[int]()
            while above is not None and above in parents and above not in seen:
                seen.add(above)
                found.setdefault(above, []).append(row)
                above = parents[above]
        return dict(found)
