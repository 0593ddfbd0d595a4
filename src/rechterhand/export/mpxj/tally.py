"""Counts what a format can't hold, in the order in which it was found."""

from __future__ import annotations

from collections import Counter

from rechterhand.export.writer import LeftOut


class Tally:
    """How often something was left out or written in another way."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, key: str, count: int = 1) -> None:
        """Count some more of a kind; the texts stand under ``export.left_out.<key>``."""
        if count:
            self._counts[key] += count

    def left_out(self) -> tuple[LeftOut, ...]:
        """What was counted."""
        return tuple(LeftOut(key, count) for key, count in self._counts.items())
