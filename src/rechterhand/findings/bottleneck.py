"""A bottleneck with its price, and what a detector of one kind declares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from rechterhand.record.assumption import Assumption
from rechterhand.text import Message, render
from rechterhand.text.notebook import counted, table


@dataclass(frozen=True, slots=True)
class Alike:
    """Another bottleneck that says the same: relieving one of them brings as much as relieving all."""

    key: str
    title: Message
    activity_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another bottleneck that lies inside this one, with its own price (the one that ranks): once this one is relieved
    it brings next to nothing.
    """

    kind: str
    key: str
    title: Message
    activity_ids: tuple[int, ...]
    price_days: float
    standard_error_days: float


@dataclass(frozen=True, slots=True)
class Together:
    """A member of a joint relief, with what it brings by itself."""

    kind: str
    key: str
    title: Message
    price_days: float


@dataclass(frozen=True, slots=True)
class Joint:
    """Bottlenecks that together bring more, or less, than the sum of their prices; together: on the first futures."""

    members: tuple[Together, ...]
    price_days: float
    standard_error_days: float
    sum_days: float

    @property
    def more(self) -> bool:
        """Whether together they bring more than the sum."""
        return self.price_days > self.sum_days


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """Something that holds up the finish. All prices are in working days of the project calendar.

    ``price_days`` is what P80 gains by the relief (domain: relief, section 2), to ``p80_relieved``; ``band_days`` what
    the futures between P75 and P85 gain on average. ``per_day`` is what one working day less brings, ``ceiling_days``
    what it brings when gone altogether (never ranked): of the ten dearest, None for the others and where it means
    nothing. Each figure has its standard error. ``chance_gain`` is the gain in the chance of the date promised for the
    whole. ``steep``: near P80 the price at least doubles or halves. ``notes`` say what would surprise a reader of the
    price.
    """

    rank: int
    kind: str
    key: str
    title: Message
    activity_ids: tuple[int, ...]
    price_days: float
    standard_error_days: float
    mean_days: float
    p90_days: float
    band_days: float
    band_error_days: float
    per_day: float | None
    ceiling_days: float | None
    chance_gain: float | None
    steep: bool
    relief: Message
    p80_relieved: datetime
    notes: tuple[Message, ...] = ()
    alike: tuple[Alike, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    mean_error_days: float = 0.0
    p90_error_days: float = 0.0
    per_day_error: float | None = None
    ceiling_error_days: float | None = None


@dataclass(frozen=True, slots=True)
class Hidden:
    """What would make the date honestly later when repaired: the plan is this much too rosy. ``relief`` says how."""

    kind: str
    key: str
    title: Message
    activity_ids: tuple[int, ...]
    later_days: float
    standard_error_days: float
    relief: Message | None = None


@dataclass(frozen=True, slots=True, repr=False)
class PriceList:
    """The lists that never mix. ``ranked_on`` is 'p80', or 'band' where P80 moves in steps of ``step_days``."""

    bottlenecks: tuple[Bottleneck, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    ranked_on: str = "p80"
    step_days: float | None = None
    joint: tuple[Joint, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    timings: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def ranked(self, one: Bottleneck) -> tuple[float, float]:
        """The price that ranks, with its standard error: on P80, or around it where that moves in steps."""
        if self.ranked_on == "band":
            return one.band_days, one.band_error_days
        return one.price_days, one.standard_error_days

    def sentence(self, one: Bottleneck) -> Message:
        """The price as one sentence: what P80 gains without it, or with the response that is registered."""
        days, error = self.ranked(one)
        _, _, known = one.title.key.partition(".")
        if known == "risk.either":
            known = "risk.shifted"
        elif one.kind == "risk" and one.relief.key != "bottlenecks.risk.whole":
            known = "risk.answered"
        what = Message(f"bottlenecks.without.{known}", one.title.values)
        return Message.of(f"bottlenecks.sentence.{self.ranked_on}", what=what, days=days, error=error)

    def __repr__(self) -> str:
        """The lists on one line."""
        return f"PriceList({counted(len(self.bottlenecks), 'bottleneck')}, {len(self.hidden)} hidden)"

    def _repr_html_(self) -> str:
        """The bottlenecks as a table, for notebooks."""
        heads = ("rank", "price (days)", "standard error", "kind", "title")
        rows = ((one.rank, *self.ranked(one), one.kind, render(one.title, "en")) for one in self.bottlenecks)
        return table(repr(self), heads, rows, of=len(self.bottlenecks))
