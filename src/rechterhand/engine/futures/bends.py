"""Work whose length hangs on when it can be done: what the kernels know of it."""

from __future__ import annotations

from numba import njit

from rechterhand.engine.futures.draws import BendArrays

ALWAYS, IN_TIME, LATE = -1, 0, 1
"""When work is done: in each future; when other work finishes by a moment, or after it."""
MOST = 64
"""Periods of lost days that one plan has at most: a bit each."""


@njit(cache=True, nogil=True)
def turns_at_all(bends: BendArrays) -> bool:
    """Whether any work hangs on when other work finishes: then what gets shorter may make something later."""
    found = False
    for place in range(bends.done.shape[0]):
        found |= bends.done[place] != ALWAYS
    return found
