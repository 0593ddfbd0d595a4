"""Which ways out bring most together.

All pairs of the best ways, then the best pairs with a third; then each member of the best sets is replaced by whatever
brings more beside the others. Where some ways are applied another path may decide the
futures, on which nothing was proposed; so the plan is looked at again under the best way and the best pairs, and what
is proposed then is tried beside these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from types import MappingProxyType

from rechterhand.findings.priced import WORTH
from rechterhand.remedies.again import relieved
from rechterhand.remedies.heard import Heard
from rechterhand.remedies.pool import Effort, Proposed, proposals
from rechterhand.remedies.sight import Sight
from rechterhand.remedies.tried import Trials, Tried, by_key

TOGETHER = 3
"""Ways out in a combination at most."""
TOLD = 3
"""Combinations that are told."""
SHARED = 1
"""Members that a combination shares at most with one that is told before it, unless it needs fewer of these."""
ENOUGH = 0.7
"""What two of three must bring of what all bring, to be told beside them."""
LITTLE = 0.01
"""Working days that a milder form may bring less in a set."""
PAIRS, LOOKS, TRIPLES, REPLACED, REFINED = 0.48, 0.53, 0.59, 0.63, 0.65
"""The share of a search that is done after each of the parts here, about."""

Set = frozenset[str]


class Together:
    """Sets of ways by their keys, with what they bring on the first futures."""

    def __init__(self, sight: Sight, trials: Trials, effort: Effort, heard: Heard) -> None:
        self._sight, self._trials, self._effort, self._heard = sight, trials, effort, heard
        self._pool: dict[str, Tried] = {}
        self._days: dict[Set, float] = {}

    def best(self, pool: Sequence[Tried], alone: Sequence[Tried]) -> list[tuple[Proposed, ...]]:
        """The best sets of two and three, best first; ``alone`` is all that was tried by itself, best first."""
        self._pool = {one.proposed.key: one for one in pool}
        for one, other in self._heard.each(list(combinations(self._pool, 2)), PAIRS):
            self._try({one, other})
        looked = {one.proposed.key for one in alone}
        single = [frozenset({one}) for one in self._pool]
        single.sort(key=lambda one: (-self._worth(one), *one))
        for base in self._heard.each(single[: self._effort.looks], LOOKS):
            self._look(base, looked)
        pairs = self._ranked(2)[: max(self._effort.beam, self._effort.looks)]
        for place, pair in enumerate(self._heard.each(pairs, TRIPLES)):
            if place < self._effort.looks:
                self._look(pair, looked)
            if place < self._effort.beam:
                self._grow(pair)
        self._improve(alone, looked)
        refined = [self._refined(one) for one in self._heard.each(list(self._told()), REFINED)]
        return [ways for ways, _ in sorted(refined, key=lambda one: -one[1])]

    def seen_under(self, sets: Iterable[Sequence[Proposed]]) -> Mapping[str, tuple[str, ...]]:
        """For each way in these sets that was only proposed once others were applied, and each of those others that was
        so in its turn, the keys of what was applied, in their strongest forms.
        """
        asked, found = [one.key for each in sets for one in each], dict[str, tuple[str, ...]]()
        while asked:
            key = asked.pop()
            under = self._pool[key].proposed.under
            if under and key not in found:
                found[key] = under
                asked += under
        return MappingProxyType(dict(sorted(found.items())))

    def _worth(self, one: Set) -> float:
        """What a set brings; nothing where it can't be planned."""
        if one not in self._days:
            worth = self._trials.by_first([self._pool[key].proposed for key in sorted(one)]) if one else None
            self._days[one] = 0.0 if worth is None else worth.gain.p80
        return self._days[one]

    def _try(self, keys: Iterable[str]) -> None:
        one = frozenset(keys)
        if len(one) > 1 and fit([self._pool[key].proposed for key in one]):
            self._worth(one)

    def _ranked(self, least: int = 2, most: int | None = None) -> list[Set]:
        sizes = range(least, (most or least) + 1)
        found = [one for one, days in self._days.items() if len(one) in sizes and days > 0]
        return sorted(found, key=lambda one: (-self._days[one], len(one), sorted(one)))

    def _grow(self, pair: Set) -> None:
        for key in list(self._pool):
            if len(pair | {key}) == TOGETHER:
                self._try({*pair, key})

    def _improve(self, alone: Sequence[Tried], looked: set[str]) -> None:
        """In each of the best sets, one after another, leave out a member and try what else there is in its place."""
        others = [one for one in alone if one.proposed.way.kind != "promise"]
        self._pool |= {one.proposed.key: one for one in others[: self._effort.reach] if one.days > 0}
        done: set[Set] = set()
        for _ in self._heard.each(range(self._effort.swaps), REPLACED):
            best = next((one for one in self._ranked(2, TOGETHER) if one not in done), None)
            if best is None:
                return
            done.add(best)
            bases = [best - {key} for key in sorted(best)] if len(best) == TOGETHER else [best]
            for base in bases:
                if self._effort.looks > 1:  # of a large plan a look costs as much as many sets
                    self._look(base, looked)
                self._grow(base)

    def _look(self, base: Set, looked: set[str]) -> None:
        """Try beside a set what is proposed on what decides the futures once it is done; what helps joins the pool."""
        ways = [self._pool[key].proposed.way for key in sorted(base)]
        sight = relieved(self._sight, self._trials.judge, ways)
        if sight is None or not self._effort.again:
            return
        forms = by_key(proposals(sight, replace(self._effort, targets=self._effort.again)))
        under = tuple(sorted(base))
        fresh = [
            [replace(one, under=under) for one in each]
            for key, each in forms.items()
            if key not in looked and each[0].way.kind != "promise"
        ]
        fresh.sort(key=lambda each: (-each[0].way.weight, each[0].key))
        beside = [self._pool[key].proposed for key in sorted(base)]
        for each in fresh[: self._effort.again]:
            looked.add(each[0].key)
            worth = self._trials.by_first([*beside, each[0]]) if fit([*beside, each[0]]) else None
            if worth is None or worth.gain.p80 <= self._worth(base) + WORTH:
                continue
            made = self._trials.strongest(each)
            if made is not None:
                self._pool[made.proposed.key] = made
                self._days[base | {made.proposed.key}] = worth.gain.p80

    def _told(self) -> Iterator[Set]:
        """The best that need all their members, none like one before it."""
        told: list[Set] = []
        for one in self._ranked(2, TOGETHER):
            if len(told) == TOLD:
                break
            if all(self._is_another(one, other) for other in told) and self._needs_all(one):
                told.append(one)
        yield from told

    def _is_another(self, one: Set, before: Set) -> bool:
        return len(one & before) <= SHARED or (one < before and self._worth(one) >= ENOUGH * self._worth(before))

    def _needs_all(self, one: Set) -> bool:
        """Whether no set with one member less brings as much."""
        return all(self._worth(one) > self._worth(one - {each}) + WORTH for each in one)

    def _refined(self, keys: Set) -> tuple[tuple[Proposed, ...], float]:
        """A set with each member in its mildest form that brings as much there as its strongest, or more."""
        days, members = self._worth(keys), [self._pool[key] for key in sorted(keys, key=self._by_days)]
        chosen = [one.proposed for one in members]
        for place, one in enumerate(members):
            for other in one.milder:
                tried = [*chosen[:place], other, *chosen[place + 1 :]]
                worth = self._trials.by_first(tried)
                if worth is not None and worth.gain.p80 >= days - LITTLE:
                    chosen, days = tried, max(days, worth.gain.p80)
        return tuple(chosen), days

    def _by_days(self, key: str) -> tuple[float, str]:
        return -self._pool[key].days, key


def clashes(told: Mapping[str, Proposed], sets: Sequence[Sequence[str]]) -> Mapping[str, tuple[str, ...]]:
    """For each way that is told, by its key and in the form in which it is, which others don't go together with it.

    ``sets`` are the keys of the combinations that are told: their members go together, in the forms told there.
    """
    found: dict[str, list[str]] = {}
    for one, other in combinations(told, 2):
        if not fit((told[one], told[other])) and not any(one in each and other in each for each in sets):
            found.setdefault(one, []).append(other)
            found.setdefault(other, []).append(one)
    return MappingProxyType({key: tuple(each) for key, each in sorted(found.items())})


def fit(ways: Sequence[Proposed]) -> bool:
    """Whether they go together: they change different things and answer different bottlenecks."""
    touched = [thing for one in ways for thing in one.way.touches]
    targets = {one.way.target for one in ways}
    return len(touched) == len(set(touched)) and len(targets) == len(ways)
