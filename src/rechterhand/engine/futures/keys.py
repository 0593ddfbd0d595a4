"""Keys of activities: stable 64-bit numbers that hang on the project's short name and the activity's id, never on its
row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt


def key_of(project: str, name: str | int) -> int:
    """The 64-bit key of something in a project (BLAKE2b of both, little endian)."""
    text = f"{project}\x1f{name}".encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")


def keys_of(project: str, names: Iterable[str | int]) -> npt.NDArray[np.uint64]:
    """The keys of many."""
    return np.array([key_of(project, name) for name in names], dtype=np.uint64)
