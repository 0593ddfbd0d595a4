"""How many futures lie side by side, and the arrays that hold them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

LANES = 64
"""A row of lanes is one stretch of memory; rows of a thousand activities still fit the second cache of a core."""

Lanes = npt.NDArray[np.int64]
"""``(nodes, LANES)``: a number for each node in each future."""
Sides = npt.NDArray[np.int8]
Long = npt.NDArray[np.int64]
