"""Work that is only done in some futures: branches of which at most one is taken, as factors on durations.

What isn't taken lasts no time; its links stay, so that what follows waits for what comes before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rechterhand.engine.futures.shapes import Range

ROUNDING = 1e-9
"""By how much probabilities may miss one when they are added up."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way that work may go: its probability, and the ids of the activities that are only done then.

    ``residual`` is its probability after the response, ``cost`` the money that it takes besides, once.
    """

    probability: float
    activity_ids: tuple[int, ...]
    title: str = ""
    residual: float | None = None
    cost: Range | None = None

    def __post_init__(self) -> None:
        if not all(0 <= one <= 1 for one in (self.probability, self.residual or 0.0)):
            raise ValueError("a probability lies between 0 and 1")


@dataclass(frozen=True, slots=True)
class Branch:
    """Options of which at most one is taken in a future; with probabilities that add up to less than one, sometimes
    none.
    """

    key: str
    title: str
    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        if max(sum(one.probability for one in self.options), sum(self.answered)) > 1 + ROUNDING:
            raise ValueError("options exclude each other: their probabilities add up to one at most")

    @property
    def has_response(self) -> bool:
        """Whether any option's response is told."""
        return any(one.residual is not None for one in self.options)

    @property
    def answered(self) -> tuple[float, ...]:
        """The probability of each option after its response."""
        return tuple(one.probability if one.residual is None else one.residual for one in self.options)

    @property
    def taken(self) -> tuple[tuple[float, float], ...]:
        """From which draw up to which each option is taken."""
        ends = tuple(accumulate(one.probability for one in self.options))
        return tuple((end - one.probability, end) for one, end in zip(self.options, ends, strict=True))


@dataclass(frozen=True, slots=True)
class Skipped:
    """Activities that aren't done in the futures in which the draw of a branch lies from ``least`` up to ``most``."""

    branch: Branch
    least: float
    most: float
    activity_ids: tuple[int, ...]


def skipped(branches: Sequence[Branch]) -> Iterator[Skipped]:
    """When each option isn't taken: before its own part of the range of draws, and beyond it."""
    for branch in branches:
        for option, (begin, end) in zip(branch.options, branch.taken, strict=True):
            if begin > 0:
                yield Skipped(branch, 0.0, begin, option.activity_ids)
            if end < 1 - ROUNDING:
                yield Skipped(branch, end, 1.0, option.activity_ids)
