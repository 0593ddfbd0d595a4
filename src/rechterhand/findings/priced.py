"""A candidate with its price, and when a figure is more than chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rechterhand.engine.price.gain import Gain
from rechterhand.findings.detector import Candidate, Relief
from rechterhand.text import Message

WORTH = 0.05
"""Working days below which a price is not listed."""
SURE = 2.0
"""Standard errors by which a figure must lie above nought."""
CLIFF = 0.5
"""Working days by which the price beside P80 must differ to be called steep."""


@dataclass(frozen=True)
class Priced:
    """A candidate with its relief and what that brings; ``worth`` ranks, with its standard error; ``finishes`` are
    those of the first futures under the relief, ``notes`` what has to be said besides.
    """

    kind: str
    candidate: Candidate
    relief: Relief
    gain: Gain
    worth: float
    error: float
    finishes: npt.NDArray[np.int64]
    notes: tuple[Message, ...] = ()

    @property
    def costs(self) -> bool:
        """Whether it holds up the finish beyond its sampling error: P80, its neighbours, or the mean."""
        gain = self.gain
        figures = ((gain.p80, gain.standard_error), (gain.mean, gain.mean_error), (gain.band, gain.band_error))
        return any(days > max(WORTH, SURE * error) for days, error in figures)

    @property
    def hides(self) -> bool:
        """Whether the finish honestly gets later without it."""
        return self.worth < -max(WORTH, SURE * self.error)

    @property
    def steep(self) -> bool:
        """Whether P80 stands near a cliff."""
        return stands_steep(self.gain)


def stands_steep(gain: Gain) -> bool:
    """Whether P80 stands near a cliff: five futures in a hundred further the gain doubles or halves."""
    sure = max(CLIFF, SURE * gain.standard_error)
    return any(
        abs(beside - gain.p80) > sure and not gain.p80 / 2 < beside < gain.p80 * 2 for beside in (gain.p75, gain.p85)
    )
