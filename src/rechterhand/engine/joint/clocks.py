"""The calendars of several plans side by side; each keeps its own rows, and the one without pauses is shared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.clock import ALWAYS
from rechterhand.engine.network.kernel import ClockArrays

Long = npt.NDArray[np.int64]
Number = TypeVar("Number", bound=np.generic)

LATER = np.iinfo(np.int64).max


def joined_clocks(clocks: Sequence[ClockArrays]) -> tuple[ClockArrays, list[Long]]:
    """One clock of several with the same horizon, and for each of them the rows that its calendars have in it."""
    rows, first = [], 1
    for one in clocks:
        own = np.arange(len(one.before), dtype=np.int64) + first - 1
        own[ALWAYS] = ALWAYS
        rows.append(own)
        first += len(one.before) - 1
    shifts = np.cumsum([0, *(len(one.worked) for one in clocks[:-1])])
    open_day, open_before = _padded(clocks, "open_day", 0), _padded(clocks, "open_before", LATER)
    joined = ClockArrays(
        first=clocks[0].first,
        before=_stacked([one.before for one in clocks]),
        pattern=_stacked([one.pattern + shift for one, shift in zip(clocks, shifts.tolist(), strict=True)]),
        worked=np.concatenate([one.worked for one in clocks]),
        minute=np.concatenate([one.minute for one in clocks]),
        open_day=_stacked(open_day),
        open_before=_stacked(open_before),
        bucket=_stacked(_padded(clocks, "bucket", 0)),
    )
    return joined, rows


def _stacked(arrays: Sequence[npt.NDArray[Number]]) -> npt.NDArray[Number]:
    """The rows of all; that of the calendar without pauses only once."""
    return np.concatenate([one if place == 0 else one[1:] for place, one in enumerate(arrays)])


def _padded(clocks: Sequence[ClockArrays], name: str, value: int) -> list[npt.NDArray[Any]]:
    """Rows of equal length; what is added is never looked at, or lies beyond every amount of work."""
    found = [getattr(one, name) for one in clocks]
    most = max(one.shape[1] for one in found)
    return [np.pad(one, ((0, 0), (0, most - one.shape[1])), constant_values=value) for one in found]
