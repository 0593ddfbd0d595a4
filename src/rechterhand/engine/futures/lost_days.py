"""Calendar risks: periods in which working days are lost, such as frost, a strike or a closed building."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from rechterhand.engine.futures.shapes import Range


@dataclass(frozen=True, slots=True)
class LostDays:
    """Working days that are lost one after the other, somewhere between two moments.

    Parameters
    ----------
    key, title
        The risk.
    probability
        Of losing any.
    since, until
        The period in which they lie. Where it has fewer working days than are lost they begin with it.
    days
        How many working days of the project's calendar, drawn each time.
    activity_ids
        Whose work they strike: it goes on afterwards, later by the working time of its own calendar that it lost. Waits
        (lags) go on.
    residual_probability, residual_days
        What the response leaves; what isn't told stays as it was.
    cost
        Money that it takes besides when it happens, once.
    """

    key: str
    title: str
    probability: float
    since: datetime
    until: datetime
    days: Range
    activity_ids: tuple[int, ...]
    residual_probability: float | None = None
    residual_days: Range | None = None
    cost: Range | None = None

    def __post_init__(self) -> None:
        if not all(0 <= one <= 1 for one in (self.probability, self.residual_probability or 0.0)):
            raise ValueError("a probability lies between 0 and 1")
        if self.until <= self.since:
            raise ValueError("a period ends after its begin")
        if min(self.days.least, 0 if self.residual_days is None else self.residual_days.least) < 0:
            raise ValueError("lost days aren't below nought")

    @property
    def answered(self) -> LostDays | None:
        """What the response leaves; None without one."""
        if self.residual_probability is None and self.residual_days is None:
            return None
        chance = self.probability if self.residual_probability is None else self.residual_probability
        return replace(self, probability=chance, days=self.residual_days or self.days)

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        return (self.until - timedelta(minutes=1)).date()

    def renumbered(self, ids: Mapping[int, int]) -> LostDays:
        """The same by other ids; what isn't among them is left out."""
        return replace(self, activity_ids=tuple(ids[key] for key in self.activity_ids if key in ids))
