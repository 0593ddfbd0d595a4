"""Parts of long lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")
USUAL, MOST = 50, 200
"""Rows that one answer of the API holds when nothing is said, and at most."""


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """Some of a list, and how many there are in all."""

    items: Sequence[Item]
    total: int


def part(everything: Sequence[Item], skip: int, most: int) -> Part[Item]:
    """A part of what is short enough to be read as a whole."""
    return Part(everything[skip : skip + most], len(everything))
