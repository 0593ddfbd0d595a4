"""Topological order of the nodes, and the loop where there is none."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

Short = npt.NDArray[np.int32]


def compressed(ends: Short, count: int) -> tuple[Short, Short]:
    """Offsets and link numbers by node for one end of all links."""
    numbers = np.argsort(ends, kind="stable").astype(np.int32)
    offsets = np.zeros(count + 1, dtype=np.int32)
    np.cumsum(np.bincount(ends, minlength=count), out=offsets[1:])
    return offsets, numbers


@njit(cache=True)
def topological(count: int, to: Short, tail: Short, out: Short) -> Short:
    """Nodes such that every link leads forward; shorter than ``count`` when there is a loop.

    Among nodes that are ready the one that came first stays first, so that an ordered plan keeps its order in memory.
    """
    waiting = np.zeros(count, dtype=np.int32)
    for link in range(to.shape[0]):
        waiting[to[link]] += 1
    order = np.empty(count, dtype=np.int32)
    last = 0
    for node in range(count):
        if waiting[node] == 0:
            order[last] = node
            last += 1
    first = 0
    while first < last:
        node = order[first]
        first += 1
        for place in range(tail[node], tail[node + 1]):
            after = to[out[place]]
            waiting[after] -= 1
            if waiting[after] == 0:
                order[last] = after
                last += 1
    return order[:last]


def find_loop(count: int, into: Short, to: Short, done: Short) -> list[int]:
    """One loop among the nodes that got no place, in the direction of the links."""
    left = set(range(count)) - {int(node) for node in done}
    before: dict[int, int] = {}
    for source, target in zip(into.tolist(), to.tolist(), strict=True):
        if source in left and target in left:
            before[target] = source
    node = next(iter(before))
    path: list[int] = []
    while node not in path:
        path.append(node)
        node = before[node]
    return path[path.index(node) :][::-1]
