"""Orders in which changes can come so that each comes after those of the work before it.

Whether progress was lost is asked of the first row of a chain first: what follows it starts late because of it, and has
lost nothing itself. A Shapley value under such precedence (Faigle and Kern, 1992), over all orders that keep to it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache

from rechterhand.engine.network.arrays import Network


class Turns:
    """Orders of some changes along the links of a plan.

    Parameters
    ----------
    network
        The plan whose links say what comes before what.
    rows
        Change to the ids of its rows; one without a row in the plan may come at any time.
    """

    def __init__(self, network: Network, rows: Mapping[int, Sequence[int]]) -> None:
        node = {one.id: int(network.node[row]) for row, one in enumerate(network.plan.activities)}
        self._of: dict[int, int] = {}
        self._free = []
        for number, ids in rows.items():
            places = [node[key] for key in ids if node.get(key, -1) >= 0]
            if len(ids) == len(places) == 1:
                self._of[places[0]] = number
            else:
                self._free.append(number)
        into, to = network.arrays.into.tolist(), network.arrays.to.tolist()
        self._into, self._head = into, network.arrays.head.tolist()
        self._after: list[list[int]] = [[] for _ in range(len(network))]
        self._waits = [0] * len(network)
        for before, after in zip(into, to, strict=True):
            self._after[before].append(after)
            self._waits[after] += 1

    def order(self, ranks: Mapping[int, int]) -> list[int]:
        """All changes: of those that may come, the one with the lowest rank first."""
        waits = list(self._waits)
        queue = [(self._rank(node, ranks), node) for node, count in enumerate(waits) if not count]
        queue += [(ranks[number], -1 - number) for number in self._free]
        heapq.heapify(queue)
        found = []
        while queue:
            _, node = heapq.heappop(queue)
            if node < 0:
                found.append(-1 - node)
                continue
            if node in self._of:
                found.append(self._of[node])
            for after in self._after[node]:
                waits[after] -= 1
                if not waits[after]:
                    heapq.heappush(queue, (self._rank(after, ranks), after))
        return found

    def before(self, number: int) -> frozenset[int]:
        """The changes of all work before that of a change."""
        seen: set[int] = set()
        queue = [node for node, one in self._of.items() if one == number]
        while queue:
            node = queue.pop()
            ones = self._into[self._head[node] : self._head[node + 1]]
            queue += [one for one in ones if one not in seen]
            seen.update(ones)
        return frozenset(self._of[node] for node in seen if node in self._of)

    def _rank(self, node: int, ranks: Mapping[int, int]) -> int:
        """Rows without a change let others through at once."""
        return ranks[self._of[node]] if node in self._of else -1


class Orders:
    """All orders of a few players in which each comes after those before it, all as likely.

    Parameters
    ----------
    before
        For each player those that must come before it.
    """

    def __init__(self, before: Sequence[Set[int]]) -> None:
        self.players = len(before)
        self._before = [sum(1 << one for one in ones) for ones in before]
        self._all = (1 << self.players) - 1
        self._ends = cache(self._count_ends)
        ways = {0: 1}
        for mask in range(self._all + 1):
            for player in self._next(mask) if mask in ways else ():
                ways[mask | 1 << player] = ways.get(mask | 1 << player, 0) + ways[mask]
        self._ways = ways

    def __len__(self) -> int:
        """Sets of players that can have come first."""
        return len(self._ways)

    def turns(self) -> Iterator[tuple[tuple[int, ...], int, float]]:
        """Who has come, in an order that may be, who comes next, and in which share of all orders."""
        total = self._ways[self._all]
        for mask, ways in self._ways.items():
            for player in self._next(mask):
                yield self._some_order(mask), player, ways * self._ends(mask | 1 << player) / total

    def order(self, chances: Sequence[float]) -> list[int]:
        """The order that a chance for each turn, from 0 to 1, chooses."""
        mask, found = 0, []
        for chance in chances:
            left = chance * self._ends(mask)
            for player in self._next(mask):
                chosen = player
                left -= self._ends(mask | 1 << player)
                if left < 0:
                    break
            found.append(chosen)
            mask |= 1 << chosen
        return found

    def _next(self, mask: int) -> list[int]:
        """Who may come next."""
        return [one for one in range(self.players) if not mask >> one & 1 and not self._before[one] & ~mask]

    def _some_order(self, mask: int) -> tuple[int, ...]:
        """Players that have come, each after those before it."""
        found: list[int] = []
        while mask:
            player = next(one for one in range(self.players) if mask >> one & 1 and self._free_in(one, mask))
            found.append(player)
            mask ^= 1 << player
        return tuple(found)

    def _free_in(self, player: int, mask: int) -> bool:
        return not self._before[player] & mask

    def _count_ends(self, mask: int) -> int:
        """In how many orders the others can follow."""
        return 1 if mask == self._all else sum(self._ends(mask | 1 << one) for one in self._next(mask))
