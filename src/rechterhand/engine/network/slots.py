"""Room in a compiled plan for links that it doesn't have: they hold nothing until a change makes them.

So a link that is proposed is priced as a change of the network that everything else is priced on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.network import order
from rechterhand.engine.network.arrays import FS, NO_LINK, PLAIN, Network, NetworkArrays

Short = npt.NDArray[np.int32]
Long = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Number = TypeVar("Number", bound=np.generic)

_OF_LINKS = frozenset({"head", "tail", "into", "to", "kind", "lag", "lag_calendar", "lag_share", "out"})
_OF_NETWORK = ("row", "fixed_start", "fixed_finish", "known_finish", "finished", "as_late_as_possible")


def with_slots(network: Network, ends: Sequence[tuple[int, int]]) -> tuple[Network, list[int]]:
    """The network with finish-to-start links that never hold, and the place of each among its links.

    Parameters
    ----------
    network
        A compiled plan.
    ends
        Predecessor and successor (nodes) of each; they make no loop, not together either.

    Returns
    -------
    Network, list of int
        The same dates in every future; nodes may have another order. New links have no link of the plan (-1).

    Raises
    ------
    ValueError
        The links make a loop.
    """
    if not ends:
        return network, []
    net, count, size = network.arrays, len(network), len(ends)
    before, after = np.array(ends, dtype=np.int32).T
    into, to = np.concatenate([net.into, before]), np.concatenate([net.to, after])
    nodes = _order(count, into, to)
    rank = np.empty(count, dtype=np.int32)
    rank[nodes] = np.arange(count, dtype=np.int32)
    head, by_successor = order.compressed(rank[to], count)
    into, to = rank[into][by_successor], rank[to][by_successor]
    tail, out = order.compressed(into, count)

    def extended(values: npt.NDArray[Number], value: int) -> npt.NDArray[Number]:
        return np.concatenate([values, np.full(size, value, dtype=values.dtype)])[by_successor]

    links = {
        "head": head,
        "tail": tail,
        "into": into,
        "to": to,
        "out": out,
        "kind": extended(net.kind, FS),
        "lag": extended(net.lag, NO_LINK),
        "lag_calendar": extended(net.lag_calendar, PLAIN),
        "lag_share": extended(net.lag_share, 0),
    }
    of_nodes = {name: getattr(net, name)[nodes] for name in NetworkArrays._fields if name not in _OF_LINKS | {"clock"}}
    made = replace(
        network,
        arrays=net._replace(**links, **of_nodes),
        node=np.where(network.node >= 0, rank[network.node], -1).astype(np.int32),
        link=extended(network.link, -1),
        lag_shares=extended(network.lag_shares, 0),
        float_calendar=network.float_calendar[nodes],
        **{name: getattr(network, name)[nodes] for name in _OF_NETWORK},
    )
    places = np.empty(len(by_successor), dtype=np.int64)
    places[by_successor] = np.arange(len(by_successor))
    return made, places[len(net.into) :].tolist()


def _order(count: int, into: Short, to: Short) -> Short:
    """The order of the nodes as it is, where the new links lead forward in it."""
    if (into < to).all():
        return np.arange(count, dtype=np.int32)
    tail, out = order.compressed(into, count)
    nodes: Short = order.topological(count, to, tail, out)
    if len(nodes) < count:
        raise ValueError("the links make a loop")
    return nodes


class Reach:
    """Which nodes hang on which others, also through links that were added since."""

    def __init__(self, network: Network) -> None:
        self._net = network.arrays
        self._first = np.full(len(network), -1, dtype=np.int64)
        self._added: list[tuple[int, int]] = []

    def add(self, before: int, after: int) -> None:
        """Add a link."""
        self._added.append((after, int(self._first[before])))
        self._first[before] = len(self._added) - 1

    def after(self, node: int) -> Flags:
        """``(nodes,)`` whether each hangs on the node; the node itself counts."""
        added = np.array(self._added, dtype=np.int64).reshape(-1, 2)
        return _reached((self._net.tail, self._net.out, self._net.to), self._first, added, node)


@njit(cache=True)
def _reached(links: tuple[Short, Short, Short], first: Long, added: Long, node: int) -> Flags:
    tail, out, to = links
    seen, waiting = np.zeros(first.shape[0], np.bool_), np.empty(first.shape[0], np.int64)
    seen[node], waiting[0], count = True, node, 1
    while count:
        count -= 1
        at = waiting[count]
        for place in range(tail[at], tail[at + 1]):
            after = to[out[place]]
            if not seen[after]:
                seen[after], waiting[count] = True, after
                count += 1
        more = first[at]
        while more >= 0:
            after = added[more, 0]
            if not seen[after]:
                seen[after], waiting[count] = True, after
                count += 1
            more = added[more, 1]
    return seen
