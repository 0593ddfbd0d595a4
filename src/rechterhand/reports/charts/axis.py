"""A time axis: where a moment stands, and months that fit below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, datetime, timedelta

from rechterhand.engine.schedule.result import EPOCH, to_minute

STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
"""Months between two ticks."""
WHOLE_DATE = 1.6
"""Room of a whole date against that of a month; the outer ones stand beside their tick, not under it."""

_MONTH = 60 * 24 * 30.4
_DAY = 60 * 24


@dataclass(frozen=True)
class Axis:
    """Minutes since 1970 from ``low`` to ``high`` over so many units from ``left`` to ``right``."""

    low: int
    high: int
    left: float
    right: float

    @classmethod
    def over(cls, minutes: list[int], left: float, right: float) -> Axis:
        """An axis that shows all these minutes; at least a day long."""
        low = min(minutes)
        return cls(low, max(*minutes, low + _DAY), left, right)

    def place(self, minute: float) -> float:
        """Where a minute stands."""
        return self.left + (minute - self.low) / (self.high - self.low) * (self.right - self.left)

    def ticks(self, room: float) -> Iterator[tuple[float, datetime, bool]]:
        """First days of months, or single days where fewer than two of these fall in it; True says it is a month."""
        months = list(self.months(room))
        if len(months) > 1:
            yield from ((place, day, True) for place, day in months)
            return
        step = -(-(self.high - self.low) * room * WHOLE_DATE // ((self.right - self.left) * _DAY))
        first = EPOCH + timedelta(minutes=self.low)
        day = datetime(first.year, first.month, first.day)
        while (minute := to_minute(day)) <= self.high:
            if minute >= self.low:
                yield self.place(minute), day, False
            if datetime(MAXYEAR, 12, 31) - day < timedelta(days=max(1, int(step))):
                return
            day += timedelta(days=max(1, int(step)))

    def months(self, room: float) -> Iterator[tuple[float, datetime]]:
        """First days of months with their place, so far apart that each has room for its name."""
        wanted = room / (self.right - self.left) * (self.high - self.low) / _MONTH
        step = next((one for one in STEPS if one >= wanted), STEPS[-1])
        first = EPOCH + timedelta(minutes=self.low)
        number = first.year * 12 + first.month
        number += -number % step
        while True:
            if number // 12 > MAXYEAR:
                return
            day = datetime(number // 12, number % 12 + 1, 1)
            minute = to_minute(day)
            if minute > self.high:
                return
            if minute >= self.low:
                yield self.place(minute), day
            number += step
