"""Which ways out are simulated: those on what drives the futures near P80, alone and together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from rechterhand.registry import members
from rechterhand.remedies.remedy import Remedy, Thing, Way
from rechterhand.remedies.sight import Flags, Sight

CELLS = 25_000_000
"""Activities times futures on which the ways out of large plans are told: more of them would take minutes."""
QUICK = 1_000
"""Below so many futures less is tried: they say little of what a few more ways would bring."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A way out with the remedy that it is of.

    ``under`` are the keys of the ways under which the plan was looked at when it was proposed; none when that was the
    plan as it is.
    """

    remedy: str
    way: Way
    under: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Its name among all ways of a plan; milder and stronger forms share it."""
        return f"{self.remedy}:{self.way.target[1]}"


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is tried: ways of each remedy on how many targets, of these with how many futures, and in how many sets.

    ``pool`` is how many ways are tried together; ``beam`` how many sets of two are grown by a third; ``people`` on how
    many futures with people. Under how many of the best ways and of the best sets of two the plan is looked at again
    say ``looks``, how many ways more are tried beside each ``again``. In so many of the best sets each member is
    replaced (``swaps``), by those of the pool and so many others that bring most by themselves (``reach``). What is
    told is simulated on ``told`` futures at most.
    """

    targets: int = 8
    futures: int = 2_500
    pool: int = 10
    beam: int = 4
    people: int = 250
    looks: int = 1
    again: int = 4
    swaps: int = 1
    reach: int = 8
    told: int = 10_000_000


def effort_for(nodes: int, futures: int) -> Effort:
    """Small plans are searched wider: a future of theirs takes next to nothing. Who asks for few futures wants a quick
    look.
    """
    if futures < QUICK:
        return Effort(targets=4, pool=6, beam=2, people=100, looks=1, again=2, swaps=0)
    if nodes <= 40:
        return Effort(targets=40, pool=18, beam=16, people=500, looks=16, again=16, swaps=8, reach=60)
    if nodes <= 150:
        return Effort(targets=20, pool=24, beam=12, people=500, looks=4, again=12, swaps=4, reach=24)
    if nodes <= 500:
        return Effort(targets=8, pool=12, beam=4, looks=2, again=6, swaps=3, reach=12)
    if nodes <= 2_500:
        return Effort(targets=6, futures=1_600, pool=8, people=160, swaps=1, reach=0)
    return Effort(targets=3, futures=640, pool=6, beam=2, people=100, again=2, swaps=0, told=max(1_000, CELLS // nodes))


def remedies() -> Mapping[str, Remedy]:
    """All remedies by key."""
    return MappingProxyType(dict(members("rechterhand.remedies.ways", "remedy", Remedy)))


def proposals(sight: Sight, effort: Effort, only: Collection[str] | None = None) -> list[Proposed]:
    """The ways out that are worth simulating: of each remedy those on the targets that may bring most.

    For each target all degrees are given; the first is the strongest. ``only`` names the remedies that are asked, where
    not all are.
    """
    found: list[Proposed] = []
    for name, remedy in remedies().items():
        if only is not None and name not in only:
            continue
        by_target: dict[Thing, list[Way]] = {}
        for way in remedy.propose(sight):
            by_target.setdefault(way.target, []).append(way)
        ranked = sorted(by_target.values(), key=lambda ways: (-max(one.weight for one in ways), str(ways[0].target)))
        chosen = [*ranked[: effort.targets], *_of_other_paths(sight, ranked, effort)]
        found += [Proposed(name, way) for ways in chosen for way in ways]
    return found


def _of_other_paths(sight: Sight, ranked: Sequence[list[Way]], effort: Effort) -> Iterator[list[Way]]:
    """Ways on paths that none of the first ones lie on: what drives the other futures."""
    covered = np.zeros(sight.paths.shape[1], dtype=np.bool_)
    for ways in ranked[: effort.targets]:
        covered |= on_path(sight, ways[0])
    for ways in ranked[effort.targets : 4 * effort.targets]:
        if (on_path(sight, ways[0]) & ~covered).any():
            covered |= on_path(sight, ways[0])
            yield ways


def on_path(sight: Sight, way: Way) -> Flags:
    """``(futures,)``: those near P80 with one of its activities on the longest path."""
    rows = [sight.rows[key] for key in way.about if key in sight.rows]
    return np.asarray(sight.paths[rows].any(axis=0))
