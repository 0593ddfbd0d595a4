"""Working time of one calendar in that of the project's."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.clock import ALWAYS, DAY

Real = npt.NDArray[np.float64]


def minutes_in_project(network: Network, calendar: int) -> float:
    """Working minutes of the project's calendar that pass, on average, in one of a calendar's (by its row)."""
    return float(_ratios(network)[calendar])


def project_minutes(network: Network) -> Real:
    """``(nodes,)`` the same of each node's own calendar."""
    found: Real = _ratios(network)[network.arrays.calendar]
    return found


def _ratios(network: Network) -> Real:
    before = network.arrays.clock.before
    whole = before[:, -1].astype(np.float64)
    whole[ALWAYS] = (before.shape[1] - 1) * DAY
    project = network.clock.position[network.plan.default_calendar_id]
    found: Real = whole[project] / np.maximum(1.0, whole)
    return found
