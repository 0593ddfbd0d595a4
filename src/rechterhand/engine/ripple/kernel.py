"""Recomputing the forward pass from a few nodes on, over futures side by side.

A change runs down in topological order through a set of waiting nodes (a bit for each) and stops where a node's dates
stay what they were in all lanes.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

from rechterhand.engine.lanes.bent import Dates
from rechterhand.engine.lanes.dates import settle_here
from rechterhand.engine.lanes.width import LANES, Lanes, Long
from rechterhand.engine.network.arrays import NetworkArrays
from rechterhand.engine.network.uncounted import uncounted

Bits = npt.NDArray[np.uint64]

_ONE = np.uint64(1)
_WORD = np.uint64(63)


@njit(cache=True, nogil=True, inline="always")
def lowest(word: int) -> int:
    """The place of the lowest bit that is set."""
    place = 0
    rest = np.uint64(word)
    for step in (32, 16, 8, 4, 2, 1):
        if rest & ((_ONE << np.uint64(step)) - _ONE) == 0:
            rest >>= np.uint64(step)
            place += step
    return place


@njit(cache=True, nogil=True, inline="always")
def wait(waiting: Bits, node: int | np.int64) -> None:
    """Put a node among the waiting ones."""
    waiting[node >> 6] |= _ONE << (np.uint64(node) & _WORD)


@uncounted
def ripple(
    net: NetworkArrays,
    duration: Lanes,
    dates: Dates,
    waiting: Bits,
    first: int,
    touched: Long,
    was: Dates,
) -> int:
    """Settle the waiting nodes, and those that hang on the ones that changed, in topological order.

    Parameters
    ----------
    dates
        The forward pass's start, finish and side; overwritten.
    waiting, first
        ``(nodes / 64 + 1,)`` bits of the nodes to settle, and the first of these; empty again afterwards.
    touched, was
        ``(nodes,)`` and three times ``(nodes, LANES)``, filled with the nodes that changed and their dates before.

    Returns
    -------
    int
        How many nodes changed.
    """
    tail, out, to = net.tail, net.out, net.to
    count = 0
    word = first >> 6
    while word < waiting.shape[0]:
        if waiting[word] == 0:
            word += 1
            continue
        node = (word << 6) + lowest(waiting[word])
        waiting[word] &= waiting[word] - _ONE
        _copy(dates, node, was, count)
        settle_here(net, node, duration[node], dates)
        if not _differ(dates, node, was, count):
            continue
        touched[count] = node
        count += 1
        for place in range(tail[node], tail[node + 1]):
            wait(waiting, to[out[place]])
    return count


@uncounted
def restore(touched: Long, was: Dates, count: int, dates: Dates) -> None:
    """Put the dates of the nodes that changed back."""
    for index in range(count):
        _copy(was, index, dates, touched[index])


@uncounted
def _copy(source: Dates, at: int, target: Dates, to: int) -> None:
    for lane in range(LANES):
        target[0][to, lane] = source[0][at, lane]
        target[1][to, lane] = source[1][at, lane]
        target[2][to, lane] = source[2][at, lane]


@uncounted
def _differ(one: Dates, at: int, other: Dates, place: int) -> bool:
    found = np.int64(0)
    for lane in range(LANES):
        found |= one[0][at, lane] ^ other[0][place, lane]
        found |= one[1][at, lane] ^ other[1][place, lane]
        found |= np.int64(one[2][at, lane] ^ other[2][place, lane])
    return found != 0
