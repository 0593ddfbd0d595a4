"""Ways out with what they bring, and combinations of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from rechterhand.record.assumption import Assumption
from rechterhand.text import Message, render
from rechterhand.text.notebook import counted, table

Long = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Degree:
    """A milder or stronger form of a way out, on fewer futures than the one that was chosen."""

    degree: str
    title: Message
    effect: Message
    days: float
    standard_error_days: float
    cost: float | None


@dataclass(frozen=True, slots=True)
class WayOut:
    """A way out and what it brings.

    ``days`` are working days of the project's calendar by which P80 comes earlier (negative: later), to ``p80``;
    ``mean_days`` those of the average future. ``chance`` is the chance of the date promised for the whole with this way
    out, ``chance_gain`` what it adds to that. ``cost`` is money in the plan's currency, negative where it saves; None
    where no rate is known. ``answers`` are the keys of the bottlenecks that it answers, ``technique`` a page of the
    toolbox. ``with_people`` says that it was simulated with people, of which there are fewer futures. ``degrees`` are
    its other forms. ``steep``: near P80 what it brings at least doubles or halves; ``notes`` say what would surprise a
    reader of it.
    """

    rank: int
    remedy: str
    key: str
    degree: str
    title: Message
    effect: Message
    side: Message
    activity_ids: tuple[int, ...]
    answers: tuple[str, ...]
    technique: str
    days: float
    standard_error_days: float
    mean_days: float
    chance: float | None
    chance_gain: float | None
    cost: float | None
    p80: datetime
    with_people: bool
    degrees: tuple[Degree, ...] = ()
    steep: bool = False
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Combination:
    """Ways out taken together, by their keys; ``sum_days`` is what they bring apart, added up, on the same futures.

    ``degrees`` and ``effects`` say in which form each is taken: the mildest that is worth as much here; ``sides`` what
    comes with each. ``steep`` and ``notes`` as of one way out.
    """

    members: tuple[str, ...]
    degrees: tuple[str, ...]
    titles: tuple[Message, ...]
    effects: tuple[Message, ...]
    sides: tuple[Message, ...]
    days: float
    standard_error_days: float
    sum_days: float
    chance: float | None
    chance_gain: float | None
    cost: float | None
    p80: datetime
    with_people: bool
    steep: bool = False
    notes: tuple[Message, ...] = ()

    @property
    def interaction_days(self) -> float:
        """What they bring together beyond the sum of what they bring apart."""
        return self.days - self.sum_days


class Answering(Protocol):
    """A way out in whatever form: its rank, and the keys of what it answers, the dearest first."""

    @property
    def rank(self) -> int: ...

    @property
    def answers(self) -> tuple[str, ...]: ...


Answers = TypeVar("Answers", bound=Answering)


def leading(ways: Sequence[Answers], most: int) -> tuple[Answers, ...]:
    """The best ways out of different bottlenecks, and when these are too few, the next best of all."""
    found: list[Answers] = []
    for one in ways:
        if not any(_of_one(one, other) for other in found):
            found.append(one)
    chosen = [*found[:most], *(one for one in ways if one not in found)][:most]
    return tuple(sorted(chosen, key=lambda one: one.rank))


def _of_one(one: Answering, other: Answering) -> bool:
    """Whether both answer what is dearest of what one of them answers."""
    return bool({*one.answers[:1]} & {*other.answers} or {*other.answers[:1]} & {*one.answers})


@dataclass(frozen=True, repr=False, eq=False)
class WaysOut:
    """What can be done about it: the ways out by what they bring, and the best of them together, best first.

    ``tried`` is how many were simulated. ``chance`` is the chance of the promise as the plan is, by logic;
    ``chance_with_people`` the same in the futures with people, None where there are none. ``finishes`` are those of the
    best way out or combination (minutes since 1970), ``before`` the same futures as the plan is. ``seen_under`` has, by
    the keys of ways that only show once others are applied, the keys of these others; ``clashes``, by the key of a way
    that is told, the keys of those that don't go together with it.
    """

    ways: tuple[WayOut, ...] = ()
    combinations: tuple[Combination, ...] = ()
    promise: WayOut | None = None
    tried: int = 0
    chance: float | None = None
    chance_with_people: float | None = None
    before: Long = field(default_factory=lambda: np.empty(0, np.int64))
    finishes: Long = field(default_factory=lambda: np.empty(0, np.int64))
    seen_under: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    clashes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    assumptions: tuple[Assumption, ...] = ()
    timings: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def best(self) -> WayOut | Combination | None:
        """What brings most, alone or together."""
        both: list[WayOut | Combination] = [*self.combinations[:1], *self.ways[:1]]
        return max(both, key=lambda one: one.days, default=None)

    def leading(self, most: int = 3) -> tuple[WayOut, ...]:
        """The best ways out of different bottlenecks, and when these are too few, the next best of all."""
        return leading(self.ways, most)

    def __repr__(self) -> str:
        """The best on one line."""
        first = f", best {self.best.days:.1f} days" if self.best else ""
        return f"WaysOut({counted(len(self.ways), 'way')} out of {self.tried} tried{first}{self._now})"

    @property
    def _now(self) -> str:
        """The chance of the promise as the plan is, by logic and with people."""
        if self.chance is None:
            return ""
        people = "" if self.chance_with_people is None else f", {self.chance_with_people:.0%} with people"
        return f", promise kept in {self.chance:.0%} by logic{people}"

    def _repr_html_(self) -> str:
        """The ways out as a table, for notebooks."""
        heads = ("rank", "days", "standard error", "chance", "cost", "way out")
        rows = (
            (one.rank, one.days, one.standard_error_days, one.chance, one.cost, render(one.title, "en"))
            for one in self.ways
        )
        return table(repr(self), heads, rows, of=len(self.ways))
