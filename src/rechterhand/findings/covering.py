"""Which links say nothing new, since a longer way through the network already holds the same two ends apart.

Each activity is seen as two moments, its start and its finish, and each link without lead as 'this moment isn't before
that one'. A link without lag is covered when its two moments are also tied through others. That holds whatever the
calendars are; it doesn't hold through an activity whose own date overrules its links.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.order import compressed, topological
from rechterhand.record.link import LinkType

Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]

AT_ONCE = 4096
"""Links looked at together: sets of ends are whole numbers with so many bits."""

_ENDS = {LinkType.FS: (1, 0), LinkType.SS: (0, 0), LinkType.FF: (1, 1), LinkType.SF: (0, 1)}


def _leads_there(reach: list[int], low: int, mark: int, at: int) -> bool:
    """Whether the marked end is among those that a moment reaches."""
    return bool(reach[at - low] & mark)


class Moments:
    """Starts (even numbers) and finishes (odd) of activities in an order in which no link leads back.

    Parameters
    ----------
    before, after
        ``(links,)`` row of each link's predecessor and successor; no circle among them.
    types
        Their types.
    firm
        ``(rows,)`` activities that move with their links: ways lead through these only.
    """

    def __init__(self, before: Rows, after: Rows, types: Sequence[LinkType], firm: Flags) -> None:
        size = len(firm)
        into, to = before.astype(np.int32), after.astype(np.int32)
        tail, out = compressed(into, size)
        self.row = topological(size, to, tail, out)
        rank = np.empty(size, np.int64)
        rank[self.row] = np.arange(size)
        ends = np.array([_ENDS[one] for one in types], np.int64).reshape(-1, 2)
        self.source: list[int] = (2 * rank[before] + ends[:, 0]).tolist()
        self.target: list[int] = (2 * rank[after] + ends[:, 1]).tolist()
        self.firm: list[bool] = firm[self.row].tolist()
        self.following: list[list[int]] = [[at + 1] if at % 2 == 0 else [] for at in range(2 * size)]
        for one, other in zip(self.source, self.target, strict=True):
            self.following[one].append(other)

    def covered(self, links: Rows) -> Iterator[tuple[int, list[int]]]:
        """Those of these links that are covered, each with the rows of the activities on the shortest other way."""
        into = Counter(self.target)
        into.update(range(1, len(self.following), 2))  # a finish follows its own start
        parted = (one for one in links.tolist() if len(self.following[self.source[one]]) > 1)
        order = sorted((one for one in parted if into[self.target[one]] > 1), key=lambda link: self.target[link])
        for first in range(0, len(order), AT_ONCE):
            yield from self._block(order[first : first + AT_ONCE])

    def _block(self, links: list[int]) -> Iterator[tuple[int, list[int]]]:
        bit = {target: 1 << place for place, target in enumerate(dict.fromkeys(self.target[link] for link in links))}
        low, high = min(self.source[link] for link in links), max(bit)
        reach = [0] * (high + 1 - low)
        following, firm = self.following, self.firm
        for at in range(high, low - 1, -1):
            found = bit.get(at, 0)
            if firm[at >> 1]:
                for after in following[at]:
                    if after <= high:
                        found |= reach[after - low]
            reach[at - low] = found
        for link in links:
            source, target = self.source[link], self.target[link]
            mark = bit[target]
            ways = [at for at in following[source] if at < target and reach[at - low] & mark]
            if ways:
                yield link, self._way((source, target), ways, partial(_leads_there, reach, low, mark))

    def _way(self, ends: tuple[int, int], first: list[int], leads_there: Callable[[int], bool]) -> list[int]:
        """The rows between two moments on the shortest way over one of these first steps."""
        source, target = ends
        came = dict.fromkeys(first, source)
        queue = deque(came)
        while True:
            at = queue.popleft()
            for after in self.following[at]:
                if after == target:
                    return self._rows(came, at, source, target)
                if after < target and after not in came and leads_there(after):
                    came[after] = at
                    queue.append(after)

    def _rows(self, came: dict[int, int], at: int, source: int, target: int) -> list[int]:
        found: list[int] = []
        while at != source:
            found.append(at >> 1)
            at = came[at]
        between = dict.fromkeys(reversed(found))
        return [int(self.row[rank]) for rank in between if rank not in {source >> 1, target >> 1}]
