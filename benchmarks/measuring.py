"""Timing, and the rows in which benchmarks hand over what they found."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measured figure.

    ``allowed`` is the target in the same unit, None where there is none; ``more`` says that more is better.
    """

    what: str
    value: float
    unit: str
    allowed: float | None = None
    more: bool = False
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without target."""
        if self.allowed is None:
            return None
        return self.value >= self.allowed if self.more else self.value <= self.allowed


@dataclass(frozen=True)
class Timing:
    """Seconds of several equal runs."""

    seconds: tuple[float, ...]

    @property
    def best(self) -> float:
        """The fastest run: the one that was disturbed least."""
        return min(self.seconds)

    @property
    def median(self) -> float:
        """The run in the middle."""
        return statistics.median(self.seconds)


def timed(
    work: Callable[[], object], *, runs: int = 5, warm: bool = True, clock: Callable[[], float] = time.perf_counter
) -> Timing:
    """Run the work several times after one that isn't counted; ``clock`` may be that of the processor."""
    if warm:
        work()
    seconds = []
    for _ in range(runs):
        gc.collect()
        begun = clock()
        work()
        seconds.append(clock() - begun)
    return Timing(tuple(seconds))
