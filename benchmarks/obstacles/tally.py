"""Counts what became of many plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from benchmarks.obstacles.judging import Alarm, Claim, Smelt


@dataclass(frozen=True)
class Unmade:
    """A plan in which no place that was tried lets an obstacle have the price that was asked."""

    kind: str
    shape: str
    wanted: float


Result: TypeAlias = Smelt | Unmade | Alarm


@dataclass(frozen=True)
class Share:
    """So much of so many."""

    score: float
    of: int

    @property
    def value(self) -> float | None:
        """The share; None of nothing."""
        return self.score / self.of if self.of else None

    def __str__(self) -> str:
        return "–" if self.value is None else f"{self.value * 100:.0f}"


def share(rows: Iterable[Smelt], figure: Callable[[Smelt], float | None] = lambda one: one.score) -> Share:
    """The mean of a figure over the rows that have it."""
    found = [value for value in map(figure, rows) if value is not None]
    return Share(float(sum(found)), len(found))


def habit(name: str) -> Callable[[Smelt], float | None]:
    """Whether a habit led to the obstacle."""

    def figure(one: Smelt) -> float | None:
        found = one.users.get(name)
        return None if found is None else float(found)

    return figure


def smelts(results: Sequence[Result], kind: str | None = None, least: float = 0.0, most: float = 99.0) -> list[Smelt]:
    """Plans with a planted obstacle, of a kind and of ratios asked for."""
    return [
        one for one in results if isinstance(one, Smelt) and kind in {None, one.kind} and least <= one.wanted <= most
    ]


def claims(results: Sequence[Result], kind: str | None = None) -> list[Claim]:
    """Prices of a kind that have a known truth."""
    found = [claim for one in results if not isinstance(one, Unmade) for claim in one.claims]
    return [claim for claim in found if kind in {None, claim.kind}]


def right(found: Sequence[Claim]) -> Share:
    """How many prices are right."""
    return Share(float(sum(one.right for one in found)), len(found))


def unmade(results: Sequence[Result], kind: str | None = None) -> int:
    """Plans that couldn't be made."""
    return sum(isinstance(one, Unmade) and kind in {None, one.kind} for one in results)


def alarms(results: Sequence[Result]) -> list[Alarm]:
    """Plans in which nothing was planted."""
    return [one for one in results if isinstance(one, Alarm)]
