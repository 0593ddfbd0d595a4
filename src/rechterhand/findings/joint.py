"""What reliefs bring together: on one path less than their prices add up to, on paths beside each other more.

Sets are sought among the dearest rows, and among what lies on the paths that drive the futures near P80 and brings
nothing by itself, because another path takes over.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from rechterhand.engine.price.change import together
from rechterhand.engine.price.solve import Pricing
from rechterhand.findings.bottleneck import Joint, Together
from rechterhand.findings.priced import SURE, Priced

DEAREST, BESIDE = 4, 2
"""Rows of the list that are tried together, and candidates beside it."""
MOST = 3
"""Members of a set at most."""
TOLD = 3
APART, SHARE = 0.5, 0.15
"""Working days, and share of the sum, by which a set must bring more or less than its members add up to."""
FUTURES = 1_250
"""Most futures on which sets are tried."""
LITTLE = 0.1
"""Working days that a third member must add beyond its own price."""
OF_PATHS = frozenset({"merge", "open_end"})
"""Kinds that are about several paths already, or whose repair never gains a day."""
DRIVES = 0.1
"""Share of the futures near P80 in which a candidate beside the list must be on the longest path."""

Places = tuple[int, ...]


def joint_reliefs(
    pricing: Pricing, leaders: Sequence[Priced], priced: Sequence[Priced], *, by_band: bool
) -> tuple[Joint, ...]:
    """The sets that bring most more, or most less, than their prices add up to.

    Parameters
    ----------
    pricing
        The first futures.
    leaders
        Those that lead the rows of the list, the dearest first.
    priced
        All that were priced.
    by_band
        Whether the mean between P75 and P85 ranks, not P80.
    """
    dearest = [one for one in leaders if one.kind not in OF_PATHS][:DEAREST]
    pool = [*dearest, *_beside(leaders, priced)]
    tried = _Tried(pricing, pool, by_band=by_band)
    tried.price(list(combinations(range(len(pool)), 2)))
    for size in range(3, MOST + 1):
        grown = [set_ for set_ in tried.known if len(set_) == size - 1 and tried.differs(set_) > 0]
        best = max(grown, key=tried.differs, default=None)
        if best is None:
            break
        tried.price([tuple(sorted({*best, place})) for place in range(len(pool)) if place not in best])
    found = ((set_, _joint(pool, set_, tried)) for set_ in _told(tried))
    return tuple(one for set_, one in found if one.more == (tried.differs(set_) > 0))


def _beside(leaders: Sequence[Priced], priced: Sequence[Priced]) -> list[Priced]:
    """What decides futures near P80 and has no price of its own."""
    listed = {one.candidate.key for one in leaders}
    found = [
        one
        for one in priced
        if one.kind not in OF_PATHS and one.candidate.weight >= DRIVES
        if not (one.costs or one.hides or one.candidate.key in listed)
    ]
    return sorted(found, key=lambda one: (-one.candidate.weight, one.candidate.key))[:BESIDE]


@dataclass(frozen=True, slots=True)
class _Brought:
    """What a set brings: the figure that ranks, and the mean, each with its standard error."""

    ranks: float
    error: float
    mean: float
    mean_error: float


class _Tried:
    """What sets of the pool bring."""

    def __init__(self, pricing: Pricing, pool: Sequence[Priced], *, by_band: bool) -> None:
        self._pricing, self._by_band = pricing.first(FUTURES), by_band
        self._changes = [one.relief.change for one in pool]
        self.known: dict[Places, _Brought] = {}
        for place, one in enumerate(pool):
            self.known[place,] = self._brought(one.finishes[:FUTURES])

    def price(self, sets: Sequence[Places]) -> None:
        """Price sets that aren't known yet and can be relieved at once."""
        at_once = {one: together([self._changes[place] for place in one]) for one in sets if one not in self.known}
        wanted = {one: change for one, change in at_once.items() if change is not None}
        for one, finishes in zip(wanted, self._pricing.changed(list(wanted.values())), strict=True):
            self.known[one] = self._brought(finishes)

    def _brought(self, finishes: npt.NDArray[np.int64]) -> _Brought:
        gain = self._pricing.gain(finishes)
        ranks = (gain.band, gain.band_error) if self._by_band else (gain.p80, gain.standard_error)
        return _Brought(*ranks, gain.mean, gain.mean_error)

    def sum_of(self, one: Places) -> float:
        """What the members bring by themselves."""
        return sum(self.known[place,].ranks for place in one)

    def adds(self, one: Places) -> bool:
        """Whether each member adds to what the others bring together more than it brings by itself, beyond chance."""
        for place in one:
            rest = self.known.get(tuple(other for other in one if other != place))
            if rest is None:
                return False
            more = self.known[one].ranks - rest.ranks - self.known[place,].ranks
            if more <= max(LITTLE, SURE * math.hypot(self.known[one].error - rest.error, self.known[place,].error)):
                return False
        return True

    def differs(self, one: Places) -> float:
        """By how much a set brings more (or less) than its members; 0 where that may be chance.

        The mean must say the same: P80 alone may stand beside a step.
        """
        own, each = self.known[one], [self.known[place,] for place in one]
        apart, mean = own.ranks - self.sum_of(one), own.mean - sum(member.mean for member in each)
        sure = SURE * math.hypot(own.error, *(member.error for member in each))
        if abs(apart) <= max(APART, sure, SHARE * abs(self.sum_of(one))):
            return 0.0
        agrees = mean * apart > 0 and abs(mean) > SURE * math.hypot(own.mean_error, *(one.mean_error for one in each))
        return apart if agrees else 0.0


def _told(tried: _Tried) -> Iterator[Places]:
    """The set that brings most more than its sum, then pairs that bring most less; none twice with the same members."""
    sets = [one for one in tried.known if len(one) > 1]
    more = [one for one in sets if tried.differs(one) > 0 and (len(one) == 2 or tried.adds(one))]
    pairs = (one for one in sets if len(one) == 2 and tried.differs(one) < 0)
    less = sorted(pairs, key=lambda one: (tried.differs(one), one))
    told = [max(more, key=lambda one: (tried.differs(one), one))] if more else []
    yield from told
    yield from less[: TOLD - len(told)]


def _joint(pool: Sequence[Priced], one: Places, tried: _Tried) -> Joint:
    """What the members bring is told as the list has it, of all futures, so that a reader can add it up."""
    members = tuple(
        Together(pool[place].kind, pool[place].candidate.key, pool[place].candidate.title, pool[place].worth)
        for place in one
    )
    own = tried.known[one]
    return Joint(members, own.ranks, own.error, sum(member.price_days for member in members))
