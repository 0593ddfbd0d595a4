"""Where a row's float comes from: the chain of successors that leaves it the least room."""

from __future__ import annotations

import numpy as np

from rechterhand.engine.schedule.result import Flags
from rechterhand.findings.populations import Days, Populations, Rows


def chain_ends(rows: Populations, through: Flags, ends: Flags, room: Days | None = None) -> Rows:
    """Follow, from each row, the successors with the least float, to where the chain ends.

    Parameters
    ----------
    rows
        The plan.
    through
        ``(links,)`` the links to follow.
    ends
        ``(rows,)`` rows at which a chain stops.
    room
        ``(links,)`` what decides between successors instead of their float: the least is followed.

    Returns
    -------
    Rows
        ``(rows,)`` the last row of the chain that begins there; the row itself where nothing follows.
    """
    floats = np.nan_to_num(rows.float_days, nan=np.inf)
    linked = np.flatnonzero(through)
    before, after = rows.predecessor[linked], rows.successor[linked]
    least_first = np.lexsort((after, floats[after] if room is None else room[linked]))
    of, first = np.unique(before[least_first], return_index=True)
    reached = np.arange(len(floats))
    reached[of] = after[least_first[first]]
    reached[ends] = np.flatnonzero(ends)
    for _ in range(len(floats).bit_length()):  # each turn doubles how far is looked, so a circle ends too
        reached = reached[reached]
    return reached
