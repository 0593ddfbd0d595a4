"""The days of a cause divided among its changes: Owen's value, exactly where mixtures are few, else over drawn orders.

Changes of one cause come one after another, between the other causes. Where their order is free all orders are as
likely; where it follows the links (``turns.py``) all orders that do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from math import factorial
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from rechterhand.versions.cause import Cause
from rechterhand.versions.mixture import Mixtures
from rechterhand.versions.players import Free, InTurn, Players, Step
from rechterhand.versions.turns import Turns

Real = npt.NDArray[np.float64]
T = TypeVar("T")

EXACT = 512
"""Mixtures up to which all orders are gone through, instead of some that are drawn."""

FEW = 9
"""Changes of a cause of which all orders are looked at to find those that move the finish."""

WORK = 300_000
"""Rows that are computed at most to divide a cause."""

FEWEST, MOST = 2, 16
"""Draws: at least and at most."""


@dataclass(frozen=True)
class Divided:
    """Working minutes of each shown change, with their standard errors, and those of all others together."""

    means: Real
    errors: Real
    rest: float


@dataclass(frozen=True)
class Division:
    """``finish`` gives the working minutes before the finish with some changes made, ``rows`` how many it computes."""

    mixtures: Mixtures
    finish: Callable[[Sequence[bool]], int]
    rows: int

    def of(self, cause: Cause, shown: Sequence[int], rest: Sequence[int], turns: Turns | None) -> Divided:
        """Divide what a cause moved.

        Parameters
        ----------
        cause
            Whose changes they are.
        shown
            Numbers of the changes that get days of their own.
        rest
            Those of all its other changes.
        turns
            What comes before what, where the order isn't free: what isn't shown comes just before the first that it
            stands before, so that work which moved nothing holds up nobody's turn.
        """
        players = Free(shown, rest) if turns is None else InTurn(shown, rest, turns)
        others = self._others(cause)
        if self._few(others, players):
            added = sum((share * gained for gained, share in self._gains(others, players)), np.zeros(players.count))
            return Divided(added[: len(shown)], np.zeros(len(shown)), float(added[len(shown) :].sum()))
        means, errors = self._drawn(others, players)
        return Divided(means[: len(shown)], errors[: len(shown)], _beyond_chance(means, errors, len(shown)))

    def moving(self, cause: Cause, numbers: Sequence[int], turns: Turns) -> list[int] | None:
        """Changes that move the finish at their turn in any order, those that do most first; None where many are to be
        gone through.
        """
        if len(numbers) > FEW:
            return None
        players, others = InTurn(numbers, (), turns), self._others(cause)
        if not self._few(others, players):
            return None
        effect = sum(
            (share * np.abs(gained) for gained, share in self._gains(others, players)), np.zeros(players.count)
        )
        found = [place for place in range(len(numbers)) if effect[place]]
        return [numbers[place] for place in sorted(found, key=lambda place: (-effect[place], numbers[place]))]

    def _others(self, cause: Cause) -> list[Cause]:
        return [one for one in self.mixtures.causes if one is not cause]

    def _few(self, others: Sequence[Cause], players: Players) -> bool:
        """Whether all orders can be gone through."""
        mixtures = len(players.orders) << len(others)
        return mixtures <= EXACT and 4 * self.rows * mixtures <= 2 * WORK

    def _gains(self, others: Sequence[Cause], players: Players) -> Iterator[tuple[Real, float]]:
        """What players add at each turn there can be, and in which share of all orders of the causes and of the changes
        inside theirs.
        """
        for before in _subsets(others):
            outer = _weight(len(before), len(others) + 1)
            known: dict[frozenset[int], int] = {}
            for first, following, share in players.steps():
                gained, made = np.zeros(players.count), first
                for player, numbers in following:
                    after = made | frozenset(numbers)
                    gained[player] += self._made(before, after, known) - self._made(before, made, known)
                    made = after
                yield gained, outer * share

    def _made(self, causes: Sequence[Cause], numbers: frozenset[int], known: dict[frozenset[int], int]) -> int:
        if numbers not in known:
            flags = self.mixtures.flags(frozenset(causes))
            for number in numbers:
                flags[number] = True
            known[numbers] = self.finish(flags)
        return known[numbers]

    def _drawn(self, others: Sequence[Cause], players: Players) -> tuple[Real, Real]:
        """Mean and standard error of what each adds in some orders, each drawn with its counterpart."""
        draw = np.random.default_rng(1)
        draws = max(FEWEST, min(MOST, WORK // (2 * self.rows * players.longest)))
        samples = np.zeros((draws, players.count))
        for place in range(draws):
            causes = [others[one] for one in draw.permutation(len(others))]
            before = int(draw.integers(0, len(others) + 1))
            there, back = players.draw(draw)
            one = self._along(frozenset(causes[:before]), players.count, there)
            other = self._along(frozenset(causes[before:]), players.count, back)
            samples[place] = (one + other) / 2
        return samples.mean(axis=0), samples.std(axis=0, ddof=1) / np.sqrt(draws)

    def _along(self, causes: frozenset[Cause], players: int, steps: Iterable[Step]) -> Real:
        flags = self.mixtures.flags(causes)
        added = np.zeros(players)
        before = self.finish(flags)
        for player, numbers in steps:
            for number in numbers:
                flags[number] = True
            after = self.finish(flags)
            added[player] += after - before
            before = after
        return added


def adding_up(found: Divided, share: float) -> Divided:
    """Drawn figures that together must be the cause's own: what they miss goes where they are least certain."""
    spread = found.errors**2
    if not spread.any():
        return found
    missing = share - found.rest - found.means.sum()
    return Divided(found.means + missing * spread / spread.sum(), found.errors, found.rest)


def _beyond_chance(means: Real, errors: Real, shown: int) -> float:
    """What the rest did, as far as it isn't only the error of the draws."""
    rest, error = float(means[shown:].sum()), float(errors[shown:].sum())
    return rest if abs(rest) > 2 * error else 0.0


def _subsets(members: Iterable[T]) -> Iterator[tuple[T, ...]]:
    kept = tuple(members)
    return chain.from_iterable(combinations(kept, size) for size in range(len(kept) + 1))


def _weight(before: int, players: int) -> float:
    """In which share of all orders exactly these come before a player."""
    return factorial(before) * factorial(players - before - 1) / factorial(players)
