"""What the response to a risk leaves, in words: of its chance, of what it costs when it happens, or of both."""

from __future__ import annotations

import numpy as np

from rechterhand.engine.futures.shapes import Range, quantiles
from rechterhand.text import Message

SHARES = (np.arange(1_000) + 0.5) / 1_000


def mean(one: Range) -> float:
    """The mean of a range, from a thousand of its quantiles."""
    return float(quantiles(one, SHARES).mean())


def answered_text(
    chances: tuple[float, float], ranges: tuple[Range | None, Range | None], *, unit: float = 1.0, times: bool = False
) -> Message:
    """What a response does, given chance and range before and after it.

    Ranges are in units of a working day, or factors on durations with ``times``.
    """
    before, after = (None if one is None else mean(one) / unit for one in ranges)
    if before is None or after is None or ranges[0] == ranges[1]:
        return Message.of("bottlenecks.risk.response", chance=chances[1])
    key = "factor" if times else "days"
    if chances[0] == chances[1]:
        return Message.of(f"bottlenecks.risk.response_{key}", before=before, after=after)
    return Message.of(f"bottlenecks.risk.response_both_{key}", chance=chances[1], before=before, after=after)
