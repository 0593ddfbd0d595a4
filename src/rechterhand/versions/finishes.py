"""When mixtures of two versions are finished."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.compile import clock_of, compile_plan
from rechterhand.engine.network.kernel import arrays_of, works_before
from rechterhand.engine.network.rule import is_scheduled
from rechterhand.engine.network.variants import Variants
from rechterhand.engine.schedule.solve import finishes
from rechterhand.errors import BadPlan
from rechterhand.record.activity import Activity
from rechterhand.record.link import Link
from rechterhand.versions.joined import Joined
from rechterhand.versions.mixture import Flags, Mixture, Mixtures

Long = npt.NDArray[np.int64]


class Finishes:
    """Finishes of the project and its milestones in any mixture.

    ``milestones`` are those of both versions, in the order of the new one, by their common ids. ``loops`` counts the
    mixtures in which links of both versions went round in a circle and were left out.
    """

    def __init__(self, joined: Joined, mixtures: Mixtures) -> None:
        self.joined = joined
        self.mixtures = mixtures
        self.networks = compile_plan(joined.old), compile_plan(joined.new)
        self.variants = Variants((joined.old, joined.new))
        self.milestones = tuple(
            key
            for key, one in joined.new_rows.items()
            if key in joined.old_rows and is_scheduled(one) and is_scheduled(joined.old_rows[key])
            and (one.type.is_milestone or joined.old_rows[key].type.is_milestone)
        )  # fmt: skip
        self.loops = 0
        new = joined.new
        clock = clock_of(new, {new.default_calendar_id}, self.variants.first, self.variants.last)
        self._clock, self._calendar = arrays_of(clock), clock.position[new.default_calendar_id]
        self.minutes_per_day = max(1, new.options.minutes_per_day)

    def of(self, flags: Flags) -> Long:
        """``(1 + milestones,)`` finishes as moments, minutes since 1970: the project's, then each milestone's."""
        return self.read(self.network(flags))

    def read(self, network: Network) -> Long:
        """The same of a compiled plan."""
        end, moments = finishes(network)
        place = {one.id: row for row, one in enumerate(network.plan.activities)}
        nodes = [int(network.node[place[key]]) for key in self.milestones]
        return np.array([end, *(moments[node] for node in nodes)], dtype=np.int64)

    def ends(self) -> tuple[Long, Long]:
        """The finishes of both versions themselves."""
        return self.read(self.networks[0]), self.read(self.networks[1])

    def network(self, flags: Flags) -> Network:
        """A mixture, compiled."""
        made = self.mixtures.mixture(flags)
        try:
            return self.variants.compile(made.plan, made.data_dates)
        except BadPlan as error:
            if "activities" not in error.where:
                raise
            self.loops += 1
            return self._without_loops(made, error)

    def working(self, moments: Long) -> Long:
        """Working minutes of the new version's project calendar before each moment."""
        return works_before(self._clock, np.full(len(moments), self._calendar, dtype=np.int64), moments)

    def _without_loops(self, made: Mixture, error: BadPlan) -> Network:
        """Leave out links of one version alone that stand in a loop, until there is none."""
        shared = _pairs(self.joined.old.links) & _pairs(self.joined.new.links)
        plan = made.plan
        for _ in range(len(plan.links)):
            inside = self._family(plan.activities, {int(key) for key in str(error.where["activities"]).split(",")})
            kept = tuple(
                one
                for one in plan.links
                if (one.predecessor_id, one.successor_id) in shared
                or not {one.predecessor_id, one.successor_id} <= inside
            )
            if len(kept) == len(plan.links):
                break
            plan = replace(plan, links=kept)
            try:
                return self.variants.compile(plan, made.data_dates)
            except BadPlan as again:
                error = again
        raise error

    @staticmethod
    def _family(rows: Sequence[Activity], keys: set[int]) -> set[int]:
        """The rows with all summaries above them."""
        above = {one.id: one.parent_id for one in rows}
        found = set(keys)
        for key in keys:
            parent = above.get(key)
            while parent is not None and parent not in found:
                found.add(parent)
                parent = above.get(parent)
        return found


def _pairs(links: Iterable[Link]) -> set[tuple[int, int]]:
    return {(one.predecessor_id, one.successor_id) for one in links}
