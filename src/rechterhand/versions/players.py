"""The changes of a cause as players that come one after another, and the orders in which they can.

Those that get days of their own are players; all others together are the last one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from rechterhand.versions.turns import Orders, Turns

Step = tuple[int, Sequence[int]]
"""A player, and the changes that are made."""


class Players(ABC):
    """Who comes, in which orders, and which changes come with whom; the last player is all that isn't shown."""

    orders: Orders
    count: int
    longest: int

    @abstractmethod
    def following(self, made: frozenset[int], player: int) -> list[Step]:
        """The steps at the turn of a player when some changes have been made."""

    @abstractmethod
    def last(self, made: frozenset[int]) -> list[Step]:
        """The steps after everybody's turn."""

    @abstractmethod
    def draw(self, draw: np.random.Generator) -> tuple[list[Step], list[Step]]:
        """The steps of an order and of its counterpart."""

    def along(self, order: Iterable[int]) -> list[Step]:
        """The steps of an order."""
        steps = self._some(order)
        return [*steps, *self.last(_numbers(steps))]

    def steps(self) -> Iterator[tuple[frozenset[int], list[Step], float]]:
        """Changes made so far, the steps at a next player's turn, and in which share of all orders it comes to that."""
        for some, player, share in self.orders.turns():
            made = _numbers(self._some(some))
            yield made, self.following(made, player), share
        made = _numbers(self._some(range(self.orders.players)))
        yield made, self.last(made), 1.0

    def _some(self, some: Iterable[int]) -> list[Step]:
        """The steps of some players, in any order that has no one before its time."""
        steps: list[Step] = []
        for player in some:
            steps += self.following(_numbers(steps), player)
        return steps


class Free(Players):
    """In any order; all that isn't shown comes at once."""

    def __init__(self, shown: Sequence[int], rest: Sequence[int]) -> None:
        self._groups = [[one] for one in shown] + ([list(rest)] if rest else [])
        self.count = self.longest = len(self._groups)
        self.orders = Orders([frozenset()] * self.count)

    def following(self, made: frozenset[int], player: int) -> list[Step]:
        """Its own changes."""
        return [(player, self._groups[player])]

    def last(self, made: frozenset[int]) -> list[Step]:
        """Nothing is left then."""
        return []

    def draw(self, draw: np.random.Generator) -> tuple[list[Step], list[Step]]:
        """An order and its reverse."""
        order = draw.permutation(self.count).tolist()
        return self.along(order), self.along(order[::-1])


class InTurn(Players):
    """Along the links; what isn't shown comes just before the first that it stands before, else at the end."""

    def __init__(self, shown: Sequence[int], rest: Sequence[int], turns: Turns) -> None:
        self._shown, self._rest = list(shown), frozenset(rest)
        place = {number: player for player, number in enumerate(shown)}
        self._before = [turns.before(number) for number in shown]
        self.orders = Orders([frozenset(place[one] for one in before if one in place) for before in self._before])
        self.count, self.longest = len(shown) + 1, 2 * len(shown) + 1

    def following(self, made: frozenset[int], player: int) -> list[Step]:
        """What isn't shown of the work before it, then its own change."""
        needed = sorted((self._before[player] & self._rest) - made)
        own = (player, [self._shown[player]])
        return [(len(self._shown), needed), own] if needed else [own]

    def last(self, made: frozenset[int]) -> list[Step]:
        """All the rest."""
        left = sorted(self._rest - made)
        return [(len(self._shown), left)] if left else []

    def draw(self, draw: np.random.Generator) -> tuple[list[Step], list[Step]]:
        """An order along the links and one that chooses the other way at each turn."""
        chances = draw.random(len(self._shown))
        there, back = (self.orders.order(some.tolist()) for some in (chances, 1 - chances))
        return self.along(there), self.along(back)


def _numbers(steps: Iterable[Step]) -> frozenset[int]:
    return frozenset(number for _, numbers in steps for number in numbers)
