"""Work that is only done in some futures: branches of which at most one is taken, as factors on durations.

What isn't taken lasts no time; its links stay, so that what follows waits for what comes before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

ROUNDING = 1e-9
"""By how much probabilities may miss one when they are added up."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way that work may go: its probability, and the ids of the activities that are only done then."""

    probability: float
    activity_ids: tuple[int, ...]
    title: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.probability <= 1:
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
        if sum(one.probability for one in self.options) > 1 + ROUNDING:
            raise ValueError("options exclude each other: their probabilities add up to one at most")


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
        ends = list(accumulate(one.probability for one in branch.options))
        for option, end in zip(branch.options, ends, strict=True):
            begin = end - option.probability
            if begin > 0:
                yield Skipped(branch, 0.0, begin, option.activity_ids)
            if end < 1 - ROUNDING:
                yield Skipped(branch, end, 1.0, option.activity_ids)
