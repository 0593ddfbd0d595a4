"""Shapley's value as it is defined: the mean over every order of what a player adds when it comes."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import permutations
from math import factorial


def shapley(players: int, value: Callable[[frozenset[int]], int]) -> list[Fraction]:
    """The exact share of each player."""
    shares = [Fraction(0)] * players
    for order in permutations(range(players)):
        here: frozenset[int] = frozenset()
        for player in order:
            shares[player] += value(here | {player}) - value(here)
            here |= {player}
    return [one / factorial(players) for one in shares]
