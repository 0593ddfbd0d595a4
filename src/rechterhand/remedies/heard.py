"""Lets who waits for a search hear how far it is, and end it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

One = TypeVar("One")


class Heard:
    """Tells the share of a search that is done while its parts are gone through, one part after another.

    ``progress`` hears it and may raise to cancel, as ``Run.progress`` of a simulation does.
    """

    def __init__(self, progress: Callable[[float], None] | None) -> None:
        self._progress = progress
        self._done = 0.0

    def each(self, items: Sequence[One], until: float) -> Iterator[One]:
        """The items one by one; when the last was taken care of, the share ``until`` of the whole is done."""
        begun, count = self._done, len(items)
        for place, one in enumerate(items, 1):
            yield one
            self._say(until - (until - begun) * (count - place) / count)
        self._say(until)  # also where there was nothing

    def _say(self, done: float) -> None:
        self._done = done
        if self._progress is not None:
            self._progress(done)
