"""Shapley's value: shares that players have in what all of them bring about together.

L. S. Shapley, A Value for n-person Games, 1953: the mean over all orders in which players can come of what each adds
when it comes. It is the only division that adds up to the whole, treats equals alike, gives nothing to whom adds
nothing, and of two games together is the sum of both.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Real = npt.NDArray[np.float64]
Value = Callable[[int], Real]
"""What the players of a bit mask bring about: one number for each thing that is looked at."""

EXACT = 10
"""Most players for which all combinations are looked at."""


@dataclass(frozen=True)
class Shares:
    """``shares`` and ``standard_errors`` are ``(players, things)``; they add up over players to the whole."""

    shares: Real
    standard_errors: Real
    exact: bool


def shapley(players: int, value: Value, *, exact_up_to: int = EXACT, orders: int = 400, seed: int = 1) -> Shares:
    """Divide what all players bring about.

    Parameters
    ----------
    players
        How many.
    value
        What a combination brings about; asked once for each combination that is needed.
    exact_up_to
        Up to so many players all ``2 ** players`` combinations are looked at; with more of them orders are drawn, each
        together with its reverse.
    orders
        How many orders are drawn.
    seed
        Of the orders.

    Returns
    -------
    Shares
        Exact ones have no standard error but for the rounding of a float; whole numbers that fit 2^53 add up exactly.
    """
    known: dict[int, Real] = {}

    def asked(mask: int) -> Real:
        if mask not in known:
            known[mask] = np.asarray(value(mask), dtype=np.float64)
        return known[mask]

    if players <= exact_up_to:
        return _exact(players, asked)
    return _sampled(players, asked, orders, seed)


def _exact(players: int, value: Value) -> Shares:
    """All combinations; summed as whole multiples of 1/players! so that nothing is lost before the last division."""
    things = len(value(0))
    total = np.zeros((players, things))
    weights = [math.factorial(size) * math.factorial(players - size - 1) for size in range(players)]
    for mask in range(1 << players):
        size = mask.bit_count()
        for player in range(players):
            if not mask >> player & 1:
                total[player] += weights[size] * (value(mask | 1 << player) - value(mask))
    return Shares(total / math.factorial(players), np.zeros_like(total), exact=True)


def _sampled(players: int, value: Value, orders: int, seed: int) -> Shares:
    """The mean over drawn orders; each draw with its reverse counts as one."""
    generator = np.random.default_rng(seed)
    pairs = max(2, orders // 2)
    draws = np.zeros((pairs, players, len(value(0))))
    for pair in range(pairs):
        order = generator.permutation(players).tolist()
        draws[pair] = (_along(order, value) + _along(order[::-1], value)) / 2
    return Shares(draws.mean(axis=0), draws.std(axis=0, ddof=1) / math.sqrt(pairs), exact=False)


def _along(order: Sequence[int], value: Value) -> Real:
    """What each player adds when they come in this order."""
    mask, before = 0, value(0)
    added = np.zeros((len(order), len(before)))
    for player in order:
        mask |= 1 << player
        after = value(mask)
        added[player] = after - before
        before = after
    return added
