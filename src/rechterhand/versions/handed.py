"""Which data date finished work hands on in a plan between two versions.

In Primavera finished work hands the data date on to what follows. As long as something that follows still feels the
earlier one, the work hands on when it ended itself: else finishing in time would look like lost days, won back by the
work behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from rechterhand.record.activity import Activity
from rechterhand.record.link import Link


class Handed:
    """Remembers for the links looked at last what comes before each row."""

    def __init__(self) -> None:
        self._links: tuple[Link, ...] | None = None
        self._before: dict[int, list[int]] = {}

    def dates(
        self, rows: Sequence[Activity], links: tuple[Link, ...], felt: Mapping[int, datetime], usual: datetime
    ) -> dict[int, datetime]:
        """The data dates of rows for which another one holds than the ``usual``, finished ones by what follows them.

        Parameters
        ----------
        rows, links
            Of the mixture.
        felt
            Rows that feel another data date than the usual one: all of them the same.
        usual
            The plan's own.
        """
        found = dict(felt)
        other = next(iter(felt.values()), usual)
        early, late = min(other, usual), max(other, usual)
        if early == late:
            return found
        finished = {one.id: one.actual_finish for one in rows if one.finished and one.actual_finish is not None}
        waiting = [
            one.id
            for one in rows
            if one.id not in finished and not one.type.is_summary and felt.get(one.id, usual) == early
        ]
        for key in self._behind(waiting, links, finished.keys()):
            found[key] = max(early, min(finished[key], late))
        return found

    def _behind(self, waiting: Iterable[int], links: tuple[Link, ...], finished: Iterable[int]) -> set[int]:
        """Finished rows from which something that waits is reached through finished ones alone."""
        if links is not self._links:
            self._links, self._before = links, {}
            for link in links:
                self._before.setdefault(link.successor_id, []).append(link.predecessor_id)
        done, found, stack = set(finished), set[int](), list(waiting)
        while stack:
            for key in self._before.get(stack.pop(), ()):
                if key in done and key not in found:
                    found.add(key)
                    stack.append(key)
        return found
