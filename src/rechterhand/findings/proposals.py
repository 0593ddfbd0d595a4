"""The links that open ends lack, as the plan itself suggests them.

What leads nowhere is tied to the closing milestone of its branch of the work breakdown (the last milestone to which
work of that branch leads); else to the activity of the branch that starts next after it; else to the last milestone
outside the branch to which the branch leads. What nothing comes before is tied, by the same look in the other
direction, to the milestone that opens its branch, to the last activity of the branch that ends before it, or to the
milestone from which the branch goes on. Before and after are meant on average in the futures. No proposal makes a
loop, not together with the others either.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.slots import Reach
from rechterhand.engine.network.ties import is_delayed
from rechterhand.findings.above import linked_above
from rechterhand.findings.branches import Branches
from rechterhand.findings.detector import Proposal, Scene
from rechterhand.findings.populations import Populations
from rechterhand.findings.untied import untied
from rechterhand.text import Message

Rows = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def proposals(scene: Scene) -> Iterator[Proposal]:
    """A proposal for each open end that has one: first for what leads nowhere, then for what nothing comes before."""
    looked = _Look(scene)
    no_start, no_finish = looked.open_ends
    names, reach, tied = [one.name for one in scene.plan.activities], Reach(scene.network), set()
    for row in no_finish.tolist():
        found = next((one for one in looked.after(row) if not looked.loops(reach, row, one[0])), None)
        if found is not None:
            other, why = found
            looked.add(reach, row, other)
            tied.add(other)
            title = Message.of("bottlenecks.open_end.leads_nowhere", name=names[row])
            yield Proposal(row, other, row, title, Message.of(f"bottlenecks.open_end.{why}", name=names[other]))
    for row in (one for one in no_start.tolist() if one not in tied):
        found = next((one for one in looked.before(row) if not looked.loops(reach, one[0], row)), None)
        if found is not None:
            other, why = found
            looked.add(reach, other, row)
            title = Message.of("bottlenecks.open_end.follows_nothing", name=names[row])
            yield Proposal(other, row, row, title, Message.of(f"bottlenecks.open_end.{why}", name=names[other]))


class _Look:
    """The plan, its open ends, and where each might be tied."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._node = scene.network.node
        self._rows = Populations(scene.plan)
        self._starts, self._finishes = self._by_row(scene.flow.starts), self._by_row(scene.flow.finishes)
        self._branches = Branches(self._rows, self._rows.present & ~self._rows.effort)

    def _by_row(self, moments: Rows) -> Rows:
        found = np.zeros(len(self._node), dtype=np.int64)
        found[self._node >= 0] = moments[self._node[self._node >= 0]]
        return found

    @cached_property
    def _open(self) -> Flags:
        """Unfinished rows of this project that the futures move."""
        found: Flags = self._rows.inc_plus & (self._node >= 0)
        return found

    @cached_property
    def _waits(self) -> Flags:
        """Those that can still be made to wait."""
        delayed = np.array([is_delayed(one, self._scene.plan) for one in self._scene.plan.activities], dtype=np.bool_)
        found: Flags = self._open & ~self._rows.started & ~delayed
        return found

    @property
    def open_ends(self) -> tuple[Rows, Rows]:
        """Rows without a predecessor, and those without a successor, but for the first start and the last finish.

        Where milestones are among them, the first start and the last finish are milestones: work that ends after the
        closing milestone of the plan is just what escaped it.
        """
        rows = self._rows
        no_start, no_finish = untied(rows, rows.act & ~rows.effort, rows.present & ~rows.effort, external=True)
        start_above, finish_above = linked_above(rows)
        begun = np.flatnonzero(no_start & ~start_above & self._waits)
        ends = np.flatnonzero(no_finish & ~finish_above & self._open)
        moments = rows.milestone
        if len(begun):
            begun = np.delete(begun, np.lexsort((self._starts[begun], ~moments[begun]))[0])
        if len(ends):
            ends = np.delete(ends, np.lexsort((-self._finishes[ends], ~moments[ends]))[0])
        return begun, ends

    def loops(self, reach: Reach, before: int, after: int) -> bool:
        """Whether a link would lead back to its own beginning."""
        return bool(reach.after(int(self._node[after]))[self._node[before]])

    def add(self, reach: Reach, before: int, after: int) -> None:
        """Count a link that is proposed."""
        reach.add(int(self._node[before]), int(self._node[after]))

    def after(self, row: int) -> Iterator[tuple[int, str]]:
        """Where what leads nowhere might lead, the best first, and why."""
        branch = self._branches.of(row)
        if branch is None:
            return
        moments = self._rows.milestone & self._waits
        yield from self._one(branch.ends(moments), row, self._finishes, "closes", last=True)
        inside = branch.rows[self._waits[branch.rows] & ~self._rows.milestone[branch.rows]]
        later = inside[self._starts[inside] >= self._finishes[row]]
        yield from self._one(later, row, self._starts, "next", last=False)
        yield from self._one(branch.leads_to(moments), row, self._finishes, "feeds", last=True)

    def before(self, row: int) -> Iterator[tuple[int, str]]:
        """What might come before what follows nothing, the best first, and why."""
        branch = self._branches.of(row)
        if branch is None:
            return
        moments = self._rows.milestone & self._open
        yield from self._one(branch.begins(moments), row, self._starts, "opens", last=False)
        inside = branch.rows[self._open[branch.rows] & ~self._rows.milestone[branch.rows]]
        earlier = inside[self._finishes[inside] <= self._starts[row]]
        yield from self._one(earlier, row, self._finishes, "previous", last=True)
        yield from self._one(branch.hangs_on(moments), row, self._finishes, "fed", last=False)

    @staticmethod
    def _one(found: Rows, row: int, order: Rows, why: str, *, last: bool) -> Iterator[tuple[int, str]]:
        others = found[found != row]
        if len(others):
            best = np.argmax(order[others]) if last else np.argmin(order[others])
            yield int(others[best]), why
