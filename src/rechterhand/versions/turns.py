"""Orders in which changes can come so that each comes after those of the work before it.

Whether progress was lost is asked of the first row of a chain first: what follows it starts late because of it, and has
lost nothing itself. A Shapley value under such precedence (Faigle and Kern, 1992), here over drawn orders.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

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

    def _rank(self, node: int, ranks: Mapping[int, int]) -> int:
        """Rows without a change let others through at once."""
        return ranks[self._of[node]] if node in self._of else -1
