"""Rounded parts that still add up to the rounded whole."""

from __future__ import annotations

import math
from collections.abc import Sequence


def apportioned(parts: Sequence[float], whole: float, digits: int) -> list[float]:
    """Round parts so that they add up to the rounded whole (largest remainders go up).

    Parameters
    ----------
    parts
        What adds up to ``whole``.
    whole
        The sum before rounding.
    digits
        Decimals.
    """
    scale = 10**digits
    scaled = [one * scale for one in parts]
    floors = [math.floor(one + 1e-9) for one in scaled]
    missing = round(whole * scale) - sum(floors)
    order = sorted(range(len(parts)), key=lambda place: (floors[place] - scaled[place], place))
    for place in order[: max(0, missing)]:
        floors[place] += 1
    for place in order[::-1][: max(0, -missing)]:
        floors[place] -= 1
    return [one / scale + 0.0 for one in floors]
