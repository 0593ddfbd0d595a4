"""Single values of MPXJ's JSON: moments, durations, percentages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]

_MARK = 9e14
"""Microsoft Project writes -922337203685477.5808, the lowest amount it knows, for money that isn't there."""

_HALF_MINUTE = timedelta(seconds=30)


def moment(text: Any) -> datetime | None:
    """A date and time, rounded to the minute; None when absent or outside the calendar's years."""
    if not isinstance(text, str):
        return None
    try:
        exact = datetime.fromisoformat(text)
    except ValueError:
        return None
    if exact.second or exact.microsecond:
        exact = (exact + _HALF_MINUTE).replace(second=0, microsecond=0)
    return exact


def day(text: str) -> date:
    """A date without time."""
    return date.fromisoformat(text)


def minutes(seconds: Any) -> int | None:
    """Whole minutes from the JSON's seconds; None when absent."""
    return None if not isinstance(seconds, int | float) else round(seconds / 60)


def exact_minutes(seconds: Any) -> float:
    """Minutes with their fraction, for effort; nought when absent."""
    return seconds / 60 if isinstance(seconds, int | float) else 0.0


def number(value: Any) -> float | None:
    """A number as float; None when absent or where the file marks it as such."""
    return float(value) if isinstance(value, int | float) and abs(value) < _MARK else None


def share(percentage: Any, otherwise: float | None = None) -> float | None:
    """1.0 from 100 %."""
    return percentage / 100 if isinstance(percentage, int | float) else otherwise


def clock(text: str) -> int:
    """Minutes after midnight of 'HH:MM'."""
    hours, _, rest = text.partition(":")
    return int(hours) * 60 + int(rest[:2])
