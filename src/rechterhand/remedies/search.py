"""The whole search: propose, simulate each by itself, try the best together, and tell what they bring."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from types import MappingProxyType

import numpy as np

from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.schedule.result import EPOCH, to_minute, to_moment
from rechterhand.engine.simulate.paths import paths_near_p80
from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.staffed.result import PeopleResult
from rechterhand.findings.bottleneck import PriceList
from rechterhand.findings.priced import SURE, WORTH
from rechterhand.remedies.answering import answered
from rechterhand.remedies.case import Case
from rechterhand.remedies.heard import Heard
from rechterhand.remedies.judge import Judge, Worth, applied
from rechterhand.remedies.pool import Effort, Proposed, on_path, proposals, remedies
from rechterhand.remedies.sight import Sight
from rechterhand.remedies.way_out import Combination, Degree, WayOut, WaysOut

CELLS = 25_000_000
"""Activities times futures on which the ways out of large plans are told: more of them would take minutes."""
QUICK = 1_000
"""Below so many futures less is tried: they say little of what a few more ways would bring."""
TOGETHER = 3
"""Ways out in a combination at most."""
TOLD = 3
"""Combinations that are told."""
LISTED = 12
MILDER = 0.98
"""A milder form that brings so much of what the strongest brings is the one that is proposed."""

LITTLE = 0.01
"""Working days that a milder form may bring less in a set."""
ALONE, PAIRS, TRIPLES, REFINED, WAYS = 0.4, 0.5, 0.6, 0.65, 0.85
"""The share of a search that is done after each of its parts, about; the last is combinations on all futures."""

Set = tuple[int, ...]


def ways_out(
    network: Network,
    simulation: SimulationResult,
    prices: PriceList,
    *,
    run: Run | None = None,
    uncertainty: Uncertainty | None = None,
    people: PeopleResult | None = None,
    effort: Effort | None = None,
) -> WaysOut:
    """Find ways out of what holds a plan up, priced on the futures of ``simulation``.

    Parameters
    ----------
    network, simulation, run, uncertainty, people
        As for ``findings.pricing.price``; ``run.progress`` hears the share of the search that is done.
    prices
        What holds it up.
    effort
        How much is tried.

    Notes
    -----
    Each way is applied to a copy of the plan, which is compiled and simulated anew with the same samples. All are tried
    on the first futures; the best are simulated on all of them, alone and together.
    """
    started = time.perf_counter()
    run = run or Run(iterations=simulation.iterations, seed=simulation.seed)
    effort = effort or _effort(len(network), simulation.iterations)
    headline = next((to_minute(one.moment) for one in simulation.committed if one.whole), None)
    case = Case(network.plan, uncertainty or Uncertainty(), headline)
    finishes = simulation.finishes
    judge = Judge.of(case, network, run, finishes, people)
    paths = paths_near_p80(network, judge.by_logic.spreads, run.seed, finishes)
    sight = Sight(case, network, judge.by_logic.spreads, run, paths, finishes, people)
    search = _Search(sight, judge, effort, Heard(run.progress))
    found = search.all(prices)
    return replace(found, timings=MappingProxyType({"ways_out": time.perf_counter() - started}))


def _effort(nodes: int, futures: int) -> Effort:
    """Small plans are searched wider: a future of theirs takes next to nothing. Who asks for few futures wants a quick
    look.
    """
    if futures < QUICK:
        return Effort(targets=4, pool=6, beam=2, people=100)
    if nodes <= 40:
        return Effort(targets=40, pool=18, beam=150, people=500)
    if nodes <= 150:
        return Effort(targets=20, pool=24, beam=12, people=500)
    if nodes <= 500:
        return Effort(targets=8, pool=10, beam=4)
    if nodes <= 2_500:
        return Effort(targets=6)
    return Effort(targets=3, futures=640, pool=6, beam=2, people=100, told=max(1_000, CELLS // nodes))


@dataclass(frozen=True, slots=True, eq=False)
class _Tried:
    """A way in its strongest form with what that brings on the first futures, and its milder forms."""

    proposed: Proposed
    worth: Worth
    milder: tuple[Proposed, ...]

    @property
    def days(self) -> float:
        """What it brings."""
        return self.worth.gain.p80


class _Search:
    """The steps of a search."""

    def __init__(self, sight: Sight, judge: Judge, effort: Effort, heard: Heard) -> None:
        self.sight, self.effort, self.heard = sight, effort, heard
        self.judge = judge if judge.iterations <= effort.told else judge.first(effort.told)
        self.first = judge.first(effort.futures)
        self.few = judge.first(min(effort.people, effort.futures))
        self.tried = 0
        self._known: dict[tuple[int, bool, frozenset[tuple[str, str]]], Worth | None] = {}

    def all(self, prices: PriceList) -> WaysOut:
        """Every step."""
        proposed = proposals(self.sight, self.effort)
        alone = self._alone(proposed)
        good = [one for one in alone if one.days > max(WORTH, SURE * one.worth.gain.standard_error)]
        promise = next((one for one in alone if one.proposed.way.kind == "promise"), None)
        sets = self._together(self._pool(good, alone))
        listed = good[:LISTED]
        ways = [self._mildest(one, prices) for one in self.heard.each(listed, WAYS)]
        ways.sort(key=lambda one: (-round(one.days, 1), *_dear(one.cost), one.key))
        together = [made for one in self.heard.each(sets, 1.0) if (made := self._combination(one)) is not None]
        together.sort(key=lambda one: (-round(one.days, 1), *_dear(one.cost), one.members))
        found = WaysOut(
            ways=tuple(replace(one, rank=rank) for rank, one in enumerate(ways, 1) if one.days > 0),
            combinations=tuple(one for one in together if one.days > (ways[0].days if ways else 0.0)),
            promise=None if promise is None else self._way(promise.proposed, prices, promise.worth, ()),
            tried=self.tried,
            chance=self.judge.chance(with_people=False),
        )
        return self._drawn(found, sets)

    # -- each by itself

    def _alone(self, proposed: Sequence[Proposed]) -> list[_Tried]:
        """Every target with the strongest form of what is proposed of it, best first."""
        by_key: dict[str, list[Proposed]] = {}
        for one in proposed:
            by_key.setdefault(one.key, []).append(one)
        targets = self.heard.each(list(by_key.values()), ALONE)
        found = [made for ways in targets if (made := self._strongest(ways)) is not None]
        return sorted(found, key=lambda one: (-one.days, one.proposed.key))

    def _strongest(self, ways: Sequence[Proposed]) -> _Tried | None:
        worth = self._worth(self._judge_of(ways[:1]), ways[:1])
        return None if worth is None else _Tried(ways[0], worth, tuple(ways[1:]))

    def _judge_of(self, ways: Sequence[Proposed]) -> Judge:
        """The first futures; fewer of them where people are counted."""
        return self.few if any(one.way.with_people for one in ways) else self.first

    def _mildest(self, one: _Tried, prices: PriceList) -> WayOut:
        """The mildest form that brings as much as the strongest, with the others beside it."""
        forms = [(one.proposed, one.worth)]
        for other in one.milder:
            worth = self._worth(self._judge_of((other,)), (other,))
            forms += [] if worth is None else [(other, worth)]
        chosen, worth = [pair for pair in forms if pair[1].gain.p80 >= MILDER * one.days][-1]
        others = tuple(_degree(each, found) for each, found in forms if each is not chosen)
        return self._way(chosen, prices, worth, others)

    def _worth(self, judge: Judge, ways: Sequence[Proposed], *, with_people: bool | None = None) -> Worth | None:
        people = any(one.way.with_people for one in ways) if with_people is None else with_people
        name = (id(judge), people, frozenset((one.key, one.way.degree) for one in ways))
        if name not in self._known:
            self.tried += 1
            case = applied(judge.case, tuple(one.way for one in ways))
            self._known[name] = judge.worth(case, with_people=people, eases=all(one.way.eases for one in ways))
        return self._known[name]

    # -- together

    def _pool(self, good: Sequence[_Tried], alone: Sequence[_Tried]) -> list[_Tried]:
        """The best ones, and those that together cover most of the futures near P80 although each by itself brings
        little, because another path takes over; then others, as many as there is room for.
        """
        chosen = list(good[: self.effort.pool // 2])
        covered = np.zeros(self.sight.paths.shape[1], dtype=np.int64)
        for one in chosen:
            covered += on_path(self.sight, one.proposed.way)
        rest = [one for one in alone if one not in chosen and one.proposed.way.kind != "promise"]
        while rest and len(chosen) < self.effort.pool:
            best = max(rest, key=lambda one: self._adds(one, covered))
            if self._adds(best, covered) <= 0:
                break
            chosen.append(best)
            rest.remove(best)
            covered += on_path(self.sight, best.proposed.way)
        return [*chosen, *rest[: self.effort.pool - len(chosen)]]

    def _adds(self, one: _Tried, covered: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> float:
        """What it may bring beside those chosen: its own measure, over the paths that few of them lie on."""
        way = one.proposed.way
        marks = on_path(self.sight, way)
        return float((marks / (1 + covered)).mean() / marks.mean()) * way.weight if marks.any() else 0.0

    def _together(self, pool: Sequence[_Tried]) -> list[tuple[Proposed, ...]]:
        """The best sets of two and three, best first."""
        found: dict[Set, float] = {}
        for pair in self.heard.each(list(combinations(range(len(pool)), 2)), PAIRS):
            self._try(pool, pair, found)
        best = sorted(found, key=lambda one: (-found[one], one))[: self.effort.beam]
        for chosen in self.heard.each(best, TRIPLES):
            for place in range(len(pool)):
                grown = tuple(sorted({*chosen, place}))
                if len(grown) == TOGETHER and grown not in found:
                    self._try(pool, grown, found)
        alone: dict[Set, float] = {(place,): one.days for place, one in enumerate(pool)}
        worth = {**alone, **found}
        needed = [one for one in found if _needs_all(one, worth)]
        ranked = sorted(needed, key=lambda one: (-found[one], len(one), one))[:TOLD]
        refined = [
            self._refined([pool[place] for place in one], found[one]) for one in self.heard.each(ranked, REFINED)
        ]
        refined.sort(key=lambda one: -one[1])
        return [ways for ways, _ in refined]

    def _refined(self, members: Sequence[_Tried], days: float) -> tuple[tuple[Proposed, ...], float]:
        """A set with each member in its mildest form that brings as much there as its strongest, or more."""
        chosen = [one.proposed for one in members]
        judge = self._judge_of(chosen)
        for place, one in enumerate(members):
            for other in one.milder:
                tried = [*chosen[:place], other, *chosen[place + 1 :]]
                worth = self._worth(judge, tried)
                if worth is not None and worth.gain.p80 >= days - LITTLE:
                    chosen, days = tried, max(days, worth.gain.p80)
        return tuple(chosen), days

    def _try(self, pool: Sequence[_Tried], places: Set, found: dict[Set, float]) -> None:
        ways = [pool[place].proposed for place in places]
        if not fit(ways):
            return
        worth = self._worth(self._judge_of(ways), ways)
        if worth is not None:
            found[places] = worth.gain.p80

    # -- what is told

    def _way(self, one: Proposed, prices: PriceList, known: Worth, degrees: tuple[Degree, ...]) -> WayOut:
        """A way on all futures; ``known`` is what it brings on the first."""
        way, remedy = one.way, remedies()[one.remedy]
        worth = self._worth(self.judge, (one,)) or known
        return WayOut(
            rank=0,
            remedy=one.remedy,
            key=one.key,
            degree=way.degree,
            title=way.title,
            effect=way.effect,
            side=way.side,
            activity_ids=tuple(sorted(way.about)),
            answers=answered(way, prices, remedy.answers),
            technique=remedy.technique,
            days=worth.gain.p80,
            standard_error_days=worth.gain.standard_error,
            mean_days=worth.gain.mean,
            chance=worth.chance,
            chance_gain=self._chance_gain(worth, with_people=way.with_people),
            cost=way.cost,
            p80=to_moment(worth.gain.moment) or EPOCH,
            with_people=way.with_people,
            degrees=degrees,
        )

    def _chance_gain(self, worth: Worth, *, with_people: bool) -> float | None:
        before = self.judge.chance(with_people=with_people)
        return None if worth.chance is None or before is None else worth.chance - before

    def _combination(self, ways: Sequence[Proposed]) -> Combination | None:
        people = any(one.way.with_people for one in ways)
        worth = self._worth(self.judge, ways)
        apart = [self._worth(self.judge, (one,), with_people=people) for one in ways]
        if worth is None or None in apart:
            return None
        costs = [one.way.cost for one in ways]
        return Combination(
            members=tuple(one.key for one in ways),
            titles=tuple(one.way.title for one in ways),
            days=worth.gain.p80,
            standard_error_days=worth.gain.standard_error,
            sum_days=sum(one.gain.p80 for one in apart if one is not None),
            chance=worth.chance,
            chance_gain=self._chance_gain(worth, with_people=people),
            cost=None if None in costs else sum(cost for cost in costs if cost is not None),
            p80=to_moment(worth.gain.moment) or EPOCH,
            with_people=people,
        )

    def _drawn(self, found: WaysOut, sets: Sequence[tuple[Proposed, ...]]) -> WaysOut:
        """The futures with and without the best, to be drawn side by side."""
        best = found.best
        pricing = None if best is None else self.judge.with_people if best.with_people else self.judge.by_logic
        if best is None or pricing is None:
            return found
        if isinstance(best, Combination):
            of_sets = {frozenset(one.key for one in each): each for each in sets}
            worth = self._worth(self.judge, of_sets[frozenset(best.members)])
        else:
            worth = self._known.get((id(self.judge), best.with_people, frozenset({(best.key, best.degree)})))
        return found if worth is None else replace(found, before=pricing.finishes, finishes=worth.finishes)


def _degree(one: Proposed, worth: Worth) -> Degree:
    return Degree(one.way.degree, one.way.effect, worth.gain.p80, worth.gain.standard_error, one.way.cost)


def _dear(cost: float | None) -> tuple[bool, float]:
    """To rank what brings as much: the cheapest first, what it costs unknown last."""
    return cost is None, cost or 0.0


def _needs_all(one: Set, worth: Mapping[Set, float]) -> bool:
    """Whether no set with one member less brings as much."""
    fewer = (tuple(each for each in one if each != place) for place in one)
    return all(worth[one] > worth.get(each, 0.0) + WORTH for each in fewer)


def fit(ways: Sequence[Proposed]) -> bool:
    """Whether they go together: they change different things and answer different bottlenecks."""
    touched = [thing for one in ways for thing in one.way.touches]
    targets = {one.way.target for one in ways}
    return len(touched) == len(set(touched)) and len(targets) == len(ways)
