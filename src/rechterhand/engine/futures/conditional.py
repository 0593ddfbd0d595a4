"""Conditional branches: work that is only done in futures in which other work is late, or only where it is in time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from rechterhand.engine.futures.shapes import Range
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.slots import with_slots
from rechterhand.errors import BadPlan
from rechterhand.text import Message


@dataclass(frozen=True, slots=True)
class ConditionalBranch:
    """What is done when an activity finishes after a moment, and what when it finishes by then, by activity ids.

    Nothing of the branch starts by itself later or earlier: what isn't done lasts no time. The activity on which it
    hangs needn't be linked to it, but may not come after it. Costs are what a side takes besides, once.
    """

    key: str
    title: str
    activity_id: int
    by: datetime
    late: tuple[int, ...] = ()
    in_time: tuple[int, ...] = ()
    late_cost: Range | None = None
    in_time_cost: Range | None = None

    def __post_init__(self) -> None:
        if {self.activity_id} & {*self.late, *self.in_time} or set(self.late) & set(self.in_time):
            raise ValueError("a branch hangs on other work than its own, and its two sides on different work")

    @property
    def last_day(self) -> date:
        """The last day on which the activity is in time."""
        return (self.by - timedelta(minutes=1)).date()

    def renumbered(self, ids: Mapping[int, int]) -> ConditionalBranch | None:
        """The same by other ids; None where there is no such activity to hang on."""
        if self.activity_id not in ids:
            return None
        late, in_time = (tuple(ids[key] for key in side if key in ids) for side in (self.late, self.in_time))
        return replace(self, activity_id=ids[self.activity_id], late=late, in_time=in_time)


def in_order(network: Network, branches: Iterable[ConditionalBranch]) -> Network:
    """The network with the activity on which each branch hangs before the work of that branch.

    Raises
    ------
    BadPlan
        That activity comes after the work that hangs on it.
    """
    nodes = {one.id: int(network.node[row]) for row, one in enumerate(network.plan.activities)}
    names = {one.id: one.name for one in network.plan.activities}
    for branch in branches:
        on = nodes.get(branch.activity_id, -1)
        own = {nodes.get(key, -1) for key in (*branch.late, *branch.in_time)} - {-1}
        if on < 0 or not own:
            continue
        try:
            network, _ = with_slots(network, [(on, node) for node in sorted(own)])
        except ValueError:
            raise BadPlan(
                Message.of("simulate.branch_in_circle", title=branch.title, name=names[branch.activity_id]),
                hint=Message.of("simulate.branch_in_circle_hint"),
            ) from None
        nodes = {one.id: int(network.node[row]) for row, one in enumerate(network.plan.activities)}
    return network
