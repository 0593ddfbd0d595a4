"""Bottlenecks that say the same thing: of one chain, where relieving any one brings as much as relieving all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from rechterhand.engine.price.change import Change, together
from rechterhand.engine.price.solve import Pricing

Days = npt.NDArray[np.float64]
Long = npt.NDArray[np.int64]
Places = tuple[int, ...]

CLOSE = 0.02
"""Share of its price by which another's finishes may differ on average."""


def groups(
    pricing: Pricing, changes: Sequence[Change], relieved: Sequence[Long], close: Sequence[float]
) -> list[Places]:
    """Places of the changes that say the same, the first of each first; a change that stands alone by itself.

    Parameters
    ----------
    pricing
        The futures.
    changes, relieved
        Reliefs, the dearest first, and the finishes (minutes since 1970) of these futures under each.
    close
        Working days by which the finishes under another relief may differ on average to be the same.

    Notes
    -----
    Reliefs are alike when each makes the same finish of the futures, and all of them together no earlier one: on one
    path that another is about to take over from. Two on paths beside each other bring nothing alone and much together,
    two on one path that is the longest by far bring both their own: neither are alike.
    """
    finishes = [pricing.working_days(one) for one in relieved]
    found = list(_near(finishes, close))
    several = {places: together([changes[one] for one in places]) for places in found if len(places) > 1}
    joint = {places: change for places, change in several.items() if change is not None}
    at_once = map(pricing.working_days, pricing.changed(list(joint.values())))
    same = {
        places
        for places, days in zip(joint, at_once, strict=True)
        if float((finishes[places[0]] - days).mean()) <= close[places[0]]
    }
    return sorted(one for places in found for one in ([places] if places in same else [(place,) for place in places]))


def _near(finishes: Sequence[Days], close: Sequence[float]) -> Iterator[Places]:
    """Each with the later ones that make nearly the same finishes."""
    left = list(range(len(finishes)))
    while left:
        first, *others = left
        same = [one for one in others if float(np.abs(finishes[one] - finishes[first]).mean()) <= close[first]]
        yield (first, *same)
        left = [one for one in others if one not in same]
