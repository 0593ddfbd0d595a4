"""The networks that a programme's futures are computed in: for each project its own, with all that it waits for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.joint.crossing import Crossing
from rechterhand.engine.joint.network import Joint, Part, horizon_of, join, parts_of, recompiled
from rechterhand.engine.network.kernel import works_before
from rechterhand.engine.price.change import Change
from rechterhand.engine.price.solve import rippled
from rechterhand.engine.simulate import kernel
from rechterhand.engine.simulate.open_work import has_open_work
from rechterhand.engine.simulate.points import Points
from rechterhand.engine.simulate.run import Run, over_blocks
from rechterhand.engine.simulate.statistics import percentile
from rechterhand.programme.link import Member
from rechterhand.record.plan import Plan

Long = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

WATCHED = 2_560
"""Most futures in which longest paths are looked at: shares of them need no more."""
CELLS = 60_000_000


@dataclass(frozen=True)
class Futures:
    """One project with all projects that it waits for, as one network.

    ``places`` are the places of these among all members, ``own`` the place of the project among ``places``, ``links``
    those of its crossings among all crossings.
    """

    joint: Joint
    places: tuple[int, ...]
    own: int
    run: Run
    links: tuple[int, ...] = ()

    @property
    def part(self) -> Part:
        """The project itself."""
        return self.joint.parts[self.own]

    @cached_property
    def ends(self) -> Long:
        """The nodes that can make its finish."""
        return self.joint.ends(self.own)

    @cached_property
    def finishes(self) -> Long:
        """``(iterations,)`` when it is finished in each future, minutes since 1970."""
        return self._finishes(self.joint)

    def _finishes(self, joint: Joint) -> Long:
        if not has_open_work(self.part.plan):
            return np.full(self.run.iterations, _actual_finish(self.part), dtype=np.int64)
        found = np.empty(self.run.iterations, dtype=np.int64)
        given = joint.arrays, joint.spreads.arrays, joint.ends(self.own), np.uint64(self.run.seed)
        over_blocks(self.run, lambda first, last: kernel.futures(*given, (first, last), found))
        return found

    def near_p80(self) -> list[Real]:
        """For each place the share of the futures between P75 and P85 in which each node is on the longest path."""
        nodes = len(self.joint.arrays.duration)
        most = max(1, min(self.run.iterations, WATCHED, CELLS // max(1, nodes)))
        finishes = np.empty(most, dtype=np.int64)
        kept = finishes, np.empty((nodes, most), dtype=np.int32), np.empty((nodes, most), dtype=np.uint8)
        none = self.joint.arrays, np.empty(0, dtype=np.int64), np.empty((0, most), dtype=np.int32)
        given = self.joint.arrays, self.joint.spreads.arrays, self.ends, np.uint64(self.run.seed)
        run = replace(self.run, iterations=most, progress=None)
        besides = kept, none, Points.none(most).arrays
        over_blocks(run, lambda first, last: kernel.futures_in_full(*given, (first, last, 0), *besides))
        ordered = np.sort(finishes)
        band = (finishes >= percentile(ordered, 0.75)) & (finishes <= percentile(ordered, 0.85))
        shares = kept[2][:, band].mean(axis=1, dtype=np.float64)
        return [shares[own] for own in self.joint.nodes]

    def changed(self, changes: Sequence[Change]) -> Long:
        """``(changes, iterations)`` its finishes under changes of the joint network."""
        if not changes:
            return np.empty((0, self.run.iterations), dtype=np.int64)
        gone = [one.link for change in changes for one in change.slack]
        before = self.joint.arrays.into[gone].astype(np.int64)
        mine = self.joint.nodes[self.own][~self.part.network.finished]
        ends = np.union1d(self.ends, np.intersect1d(before, mine))
        ends = ends[np.argsort(self.joint.arrays.calendar[ends], kind="stable")]
        return rippled(self.joint.arrays, self.joint.spreads, ends, self.run, changes)

    def changed_as_a_whole(self, place: int, change: Change) -> Long:
        """``(iterations,)`` its finishes when one of the projects is another network, or drawn otherwise."""
        part = self.joint.parts[place]
        uncertainty: Uncertainty = change.otherwise[1] if change.otherwise else part.uncertainty
        plan: Plan = change.anew().plan if change.anew else part.plan
        other = replace(self, run=replace(self.run, progress=None))
        return other._finishes(self.joint.replaced(place, recompiled(plan, uncertainty, horizon_of(part))))

    def days(self, finishes: Long) -> Real:
        """Finishes as working days of the project's own calendar."""
        return days_of(self.part, finishes)


def days_of(part: Part, finishes: Long) -> Real:
    """Moments as working days of a project's default calendar since the start of the horizon."""
    network, plan = part.network, part.plan
    calendars = np.full(len(finishes), network.clock.position[plan.default_calendar_id], dtype=np.int64)
    return works_before(network.arrays.clock, calendars, finishes) / max(1, plan.options.minutes_per_day)


def _actual_finish(part: Part) -> int:
    network = part.network
    known = network.fixed_finish[network.fixed_finish > np.iinfo(np.int64).min]
    return int(known.max()) if len(known) else network.project_start


def compiled(members: Sequence[Member]) -> list[Part]:
    """All projects on one horizon. Equal keys of plans are told apart, or their work would be drawn as one."""
    plans = [one.plan for one in members]
    keys = [one.key for one in plans]
    apart = [
        replace(one, key=f"{one.key}\x1e{member.key}") if keys.count(one.key) > 1 else one
        for one, member in zip(plans, members, strict=True)
    ]
    return parts_of([(plan, one.uncertainty or Uncertainty()) for plan, one in zip(apart, members, strict=True)])


def futures_of(parts: Sequence[Part], crossings: Sequence[Crossing], run: Run) -> list[Futures]:
    """The futures of each project with all that it waits for."""
    found = []
    for own in range(len(parts)):
        places = tuple(sorted(upstream(own, crossings) | {own}))
        found.append(_futures(parts, places, own, crossings, run))
    return found


def alone(parts: Sequence[Part], own: int, run: Run) -> Futures:
    """The futures of one project by itself."""
    return _futures(parts, (own,), own, (), run)


def _futures(
    parts: Sequence[Part], places: tuple[int, ...], own: int, crossings: Sequence[Crossing], run: Run
) -> Futures:
    at = {place: index for index, place in enumerate(places)}
    links = tuple(place for place, one in enumerate(crossings) if one.after[0] in at)
    within = [
        replace(one, before=(at[one.before[0]], one.before[1]), after=(at[one.after[0]], one.after[1]))
        for one in (crossings[place] for place in links)
    ]
    return Futures(join([parts[place] for place in places], within), places, at[own], run, links)


def upstream(own: int, crossings: Sequence[Crossing]) -> set[int]:
    """The projects from which a chain of links leads to one."""
    found, waiting = set[int](), [own]
    while waiting:
        after = waiting.pop()
        for one in crossings:
            if one.after[0] == after and one.before[0] not in found:
                found.add(one.before[0])
                waiting.append(one.before[0])
    return found
