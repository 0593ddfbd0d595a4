"""Finds ways out again by the keys that a search told: proposes only what is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rechterhand.remedies.again import relieved
from rechterhand.remedies.judge import Judge
from rechterhand.remedies.pool import Effort, Proposed, proposals
from rechterhand.remedies.sight import Sight
from rechterhand.remedies.tried import by_key

EVERYTHING = 1_000_000
"""Targets of a remedy on which it is proposed: a key that a search told may have fallen behind others meanwhile."""

Forms = list[Proposed]


class FoundAgain:
    """The forms of ways by their keys, each look at the plan taken once.

    ``seen_under`` has the keys under which those ways were looked for that only show once others are applied.
    """

    def __init__(self, sight: Sight, judge: Judge, effort: Effort, seen_under: Mapping[str, tuple[str, ...]]) -> None:
        self._sight, self._judge, self._seen_under = sight, judge, seen_under
        self._effort = replace(effort, targets=EVERYTHING)
        self._looks: dict[tuple[str, ...], Mapping[str, Forms]] = {}

    def forms(self, key: str) -> Forms:
        """Its forms, strongest first; none when no such way is proposed any more."""
        return self._forms(key, ())

    def _forms(self, key: str, above: tuple[str, ...]) -> Forms:
        under = self._seen_under.get(key, ())
        if key in above:  # each under the other: no search tells that
            return []
        bases = [self._forms(each, (*above, key)) for each in under]
        if not all(bases):
            return []
        return list(self._look(under, [each[0] for each in bases], key).get(key, ()))

    def _look(self, under: tuple[str, ...], bases: Forms, key: str) -> Mapping[str, Forms]:
        """What the remedy of a key proposes on what decides the futures once ``bases`` are applied."""
        remedy = key.partition(":")[0]
        name = (remedy, *under)
        if name not in self._looks:
            seen = relieved(self._sight, self._judge, [one.way for one in bases]) if bases else self._sight
            self._looks[name] = {} if seen is None else by_key(proposals(seen, self._effort, (remedy,)))
        return self._looks[name]
