"""Single values as the worker takes them: moments as ISO texts, durations as an amount and a unit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeAlias

Length: TypeAlias = tuple[float, str]


def text(moment: datetime | None) -> str | None:
    """A moment to the minute; None stays None."""
    return None if moment is None else moment.isoformat(timespec="minutes")


def length(minutes: float | None, minutes_per_day: int, *, elapsed: bool = False) -> Length | None:
    """A duration in the largest unit that holds it without rest."""
    if minutes is None:
        return None
    day = 1440 if elapsed else minutes_per_day
    head = "ELAPSED_" if elapsed else ""
    if minutes % day == 0:
        return minutes // day, f"{head}DAYS"
    if minutes % 60 == 0:
        return minutes // 60, f"{head}HOURS"
    return minutes, f"{head}MINUTES"


def effort(minutes: float | None) -> Length | None:
    """Work, which tools show in hours; what rounding left below nought is none."""
    return None if minutes is None else (max(0.0, minutes) / 60, "HOURS")


def told(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Without what isn't known."""
    return {name: value for name, value in fields.items() if value is not None}
