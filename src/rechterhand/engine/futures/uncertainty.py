"""What is uncertain in a plan: ranges of durations, their default, what moves together, and risks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from rechterhand.engine.futures.branches import Branch
from rechterhand.engine.futures.conditional import ConditionalBranch
from rechterhand.engine.futures.lost_days import LostDays
from rechterhand.engine.futures.shapes import Range
from rechterhand.record.assumption import Assumption


@dataclass(frozen=True, slots=True)
class Impact:
    """A chance, and what comes with it: working minutes more (less for an opportunity), or a factor on durations.

    Both ranges are of one draw a future, which all activities of the risk share. ``cost`` is the money that it takes
    besides when it happens, once.
    """

    probability: float
    minutes: Range | None = None
    factor: Range | None = None
    cost: Range | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.probability <= 1:
            raise ValueError("a probability lies between 0 and 1")
        if (self.minutes is None) == (self.factor is None):
            raise ValueError("an impact is a number of minutes or a factor")
        if self.factor is not None and self.factor.least < 0:
            raise ValueError("a factor on durations isn't below nought")


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk event (minutes) or risk driver (a factor), by activity ids. ``residual`` is what its response leaves."""

    key: str
    title: str
    impact: Impact
    activity_ids: tuple[int, ...]
    residual: Impact | None = None

    def __post_init__(self) -> None:
        if self.residual is not None and (self.residual.factor is None) != (self.impact.factor is None):
            raise ValueError("what a response leaves is of the kind that the risk is: minutes, or a factor")


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """What futures are drawn by.

    Parameters
    ----------
    low, likely, high
        The spread of activities without a range of their own, as factors of the planned duration.
    correlation
        Of all activities (0-1), from one shared driver: project circumstances that help or hurt all work at once.
    ranges
        Ranges by activity id; they go before the three points of the file.
    risks
        What may happen besides.
    correlations
        Spearman's rank correlations between durations, by pairs of activity ids; the shared driver comes besides.
    branches
        Work that is only done in some futures.
    conditional
        Work that is only done in futures in which other work is late, or in time.
    lost_days
        Periods in which working days are lost.
    parts
        Later parts of work that is cut, by their ids: the id of the whole, whose range and draws are theirs too.
    assumptions
        Where ranges and risks came from, told with every result that rests on them.
    """

    low: float = 0.9
    likely: float = 1.0
    high: float = 1.3
    correlation: float = 0.3
    ranges: Mapping[int, Range] = field(default_factory=lambda: MappingProxyType({}))
    risks: tuple[Risk, ...] = ()
    correlations: Mapping[tuple[int, int], float] = field(default_factory=lambda: MappingProxyType({}))
    branches: tuple[Branch, ...] = ()
    conditional: tuple[ConditionalBranch, ...] = ()
    lost_days: tuple[LostDays, ...] = ()
    parts: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    assumptions: tuple[Assumption, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < self.low <= self.likely <= self.high:
            raise ValueError("a spread needs 0 < low <= likely <= high")
        if not 0 <= self.correlation < 1:
            raise ValueError("a correlation from one shared driver lies between 0 and 1")
        if any(not -1 < value < 1 or pair[0] == pair[1] for pair, value in self.correlations.items()):
            raise ValueError("a rank correlation is one of two activities and lies between -1 and 1")
        for (one, other), value in self.correlations.items():
            if self.correlations.get((other, one), value) != value:
                raise ValueError(f"activities {one} and {other} have two rank correlations that differ")
        for key, told in self.ranges.items():
            if told.least < 0:
                raise ValueError(f"the range of activity {key} goes below nought: durations are factors of the planned")
        hanging = [key for one in self.conditional for key in (*one.late, *one.in_time)]
        if len(hanging) > len(set(hanging)):
            raise ValueError("work hangs on one conditional branch at most")

    @property
    def activity_ids(self) -> frozenset[int]:
        """The activities that anything here is about."""
        each = [key for pair in self.correlations for key in pair]
        each += [key for risk in self.risks for key in risk.activity_ids]
        each += [key for branch in self.branches for option in branch.options for key in option.activity_ids]
        for hanging in self.conditional:
            each += [hanging.activity_id, *hanging.late, *hanging.in_time]
        each += [key for period in self.lost_days for key in period.activity_ids]
        return frozenset((*self.ranges, *each))

    def renumbered(self, ids: Mapping[int, int]) -> Uncertainty:
        """The same for a plan that has other ids for these activities; what it doesn't have is left out."""

        def again(known: tuple[int, ...]) -> tuple[int, ...]:
            return tuple(ids[key] for key in known if key in ids)

        risks = (replace(one, activity_ids=again(one.activity_ids)) for one in self.risks)
        branches = (
            replace(one, options=tuple(replace(each, activity_ids=again(each.activity_ids)) for each in one.options))
            for one in self.branches
        )
        ranges = {ids[key]: one for key, one in self.ranges.items() if key in ids}
        pairs = {
            (ids[one], ids[other]): value
            for (one, other), value in self.correlations.items()
            if one in ids and other in ids
        }
        return replace(
            self,
            ranges=MappingProxyType(ranges),
            risks=tuple(risks),
            branches=tuple(branches),
            conditional=tuple(made for one in self.conditional if (made := one.renumbered(ids)) is not None),
            lost_days=tuple(one.renumbered(ids) for one in self.lost_days),
            correlations=MappingProxyType(pairs),
            parts=MappingProxyType(
                {ids[one]: ids[whole] for one, whole in self.parts.items() if {one, whole} <= ids.keys()}
            ),
        )
