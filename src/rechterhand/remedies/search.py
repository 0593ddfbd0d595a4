"""The whole search: propose, simulate each by itself, try the best together, and tell what they bring."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import numpy as np

from rechterhand.engine.futures.uncertainty import Uncertainty
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.schedule.result import EPOCH, to_moment
from rechterhand.engine.simulate.result import SimulationResult
from rechterhand.engine.simulate.run import Run
from rechterhand.engine.staffed.result import PeopleResult
from rechterhand.findings.bottleneck import PriceList
from rechterhand.findings.priced import SURE, WORTH
from rechterhand.remedies.answering import answered
from rechterhand.remedies.ground import Ground
from rechterhand.remedies.heard import Heard
from rechterhand.remedies.judge import Judge, Worth
from rechterhand.remedies.pool import Effort, Proposed, effort_for, on_path, proposals, remedies
from rechterhand.remedies.sight import Sight
from rechterhand.remedies.together import Together, clashes
from rechterhand.remedies.tried import Trials, Tried, by_key
from rechterhand.remedies.way_out import Combination, Degree, WayOut, WaysOut
from rechterhand.text import render

LISTED = 9
"""Ways out that are told because they bring most."""
ALIKE = 2
"""Of ways that do one thing to the same, so many are told."""
ANSWERED = 5
"""Of so many of the dearest bottlenecks the best way out is told besides."""
MILDER = 0.98
"""A milder form that brings so much of what the strongest brings is the one that is proposed."""
ALONE, WAYS = 0.4, 0.85
"""The share of a search that is done when each was tried by itself, and when the ways are told, about; combinations
are tried between these, and told last.
"""


def ways_out(
    network: Network,
    simulation: SimulationResult,
    prices: PriceList,
    *,
    run: Run | None = None,
    uncertainty: Uncertainty | None = None,
    people: PeopleResult | None = None,
    today: date | None = None,
    effort: Effort | None = None,
) -> WaysOut:
    """Find ways out of what holds a plan up, priced on the futures of ``simulation``.

    Parameters
    ----------
    network, simulation, run, uncertainty, people
        As for ``findings.pricing.price``; ``run.progress`` hears the share of the search that is done.
    prices
        What holds it up.
    today
        The day of judgement: nothing is proposed that should have begun before.
    effort
        How much is tried.

    Notes
    -----
    Each way is applied to a copy of the plan, which is compiled and simulated anew with the same samples. All are tried
    on the first futures; the best are simulated on all of them, alone and together.
    """
    started = time.perf_counter()
    effort = effort or effort_for(len(network), simulation.iterations)
    ground = Ground.of(network, simulation, run=run, uncertainty=uncertainty, people=people, today=today)
    search = _Search(ground.sight, ground.judge, effort, Heard(ground.judge.by_logic.run.progress))
    found = search.all(prices)
    return replace(found, timings=MappingProxyType({"ways_out": time.perf_counter() - started}))


class _Search:
    """The steps of a search."""

    def __init__(self, sight: Sight, judge: Judge, effort: Effort, heard: Heard) -> None:
        self.sight, self.effort, self.heard = sight, effort, heard
        self.trials = Trials(judge, effort)
        self.forms: dict[str, Proposed] = {}
        """What is told, by its key, in the form in which it is taken by itself."""

    def all(self, prices: PriceList) -> WaysOut:
        """Every step."""
        alone = self._alone(proposals(self.sight, self.effort))
        good = [one for one in alone if one.days > max(WORTH, SURE * one.worth.gain.standard_error)]
        promise = next((one for one in alone if one.proposed.way.kind == "promise"), None)
        together = Together(self.sight, self.trials, self.effort, self.heard)
        sets = together.best(self._pool(good, alone), alone)
        ways = _once([self._mildest(one, prices) for one in self.heard.each(_listed(good, prices), WAYS)])
        ways.sort(key=lambda one: (-round(one.days, 1), *_dear(one.cost), one.key))
        made = [one for each in self.heard.each(sets, 1.0) if (one := self._combination(each)) is not None]
        made.sort(key=lambda one: (-round(one.days, 1), *_dear(one.cost), one.members))
        judge = self.trials.judge
        found = WaysOut(
            ways=tuple(replace(one, rank=rank) for rank, one in enumerate(ways, 1) if one.days > 0),
            combinations=tuple(one for one in made if one.days > (ways[0].days if ways else 0.0)),
            promise=None if promise is None else self._way(promise.proposed, prices, promise.worth, ()),
            tried=self.trials.count,
            chance=judge.chance(with_people=False),
            chance_with_people=judge.chance(with_people=True),
            seen_under=together.seen_under(sets),
        )
        return self._drawn(replace(found, clashes=self._clashes(found, sets)))

    def _clashes(self, found: WaysOut, sets: Sequence[Sequence[Proposed]]) -> Mapping[str, tuple[str, ...]]:
        """Among all that somebody can choose."""
        members = {one.key: one for each in sets for one in each}
        keys = [*(one.key for one in found.ways), *(key for one in found.combinations for key in one.members)]
        told = {key: self.forms.get(key) or members[key] for key in dict.fromkeys(keys)}
        return clashes(told, [one.members for one in found.combinations])

    # -- each by itself

    def _alone(self, proposed: Sequence[Proposed]) -> list[Tried]:
        """Every target with the strongest form of what is proposed of it, best first."""
        targets = self.heard.each(list(by_key(proposed).values()), ALONE)
        found = [made for ways in targets if (made := self.trials.strongest(ways)) is not None]
        return sorted(found, key=lambda one: (-one.days, one.proposed.key))

    def _mildest(self, one: Tried, prices: PriceList) -> WayOut:
        """The mildest form that brings as much as the strongest, with the others beside it."""
        forms = [(one.proposed, one.worth)]
        for other in one.milder:
            worth = self.trials.by_first((other,))
            forms += [] if worth is None else [(other, worth)]
        chosen, worth = [pair for pair in forms if pair[1].gain.p80 >= MILDER * one.days][-1]
        others = tuple(_degree(each, found) for each, found in forms if each is not chosen)
        self.forms[chosen.key] = chosen
        return self._way(chosen, prices, worth, others)

    # -- together

    def _pool(self, good: Sequence[Tried], alone: Sequence[Tried]) -> list[Tried]:
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

    def _adds(self, one: Tried, covered: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> float:
        """What it may bring beside those chosen: its own measure, over the paths that few of them lie on."""
        way = one.proposed.way
        marks = on_path(self.sight, way)
        return float((marks / (1 + covered)).mean() / marks.mean()) * way.weight if marks.any() else 0.0

    # -- what is told

    def _way(self, one: Proposed, prices: PriceList, known: Worth, degrees: tuple[Degree, ...]) -> WayOut:
        """A way on all futures; ``known`` is what it brings on the first."""
        way, remedy = one.way, remedies()[one.remedy]
        worth = self.trials.by_all((one,)) or known
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
            steep=worth.steep,
            notes=worth.notes,
        )

    def _chance_gain(self, worth: Worth, *, with_people: bool) -> float | None:
        before = self.trials.judge.chance(with_people=with_people)
        return None if worth.chance is None or before is None else worth.chance - before

    def _combination(self, ways: Sequence[Proposed]) -> Combination | None:
        people = any(one.way.with_people for one in ways)
        worth = self.trials.by_all(ways)
        apart = [self.trials.by_all((one,), with_people=people) for one in ways]
        if worth is None or None in apart:
            return None
        costs = [one.way.cost for one in ways]
        return Combination(
            members=tuple(one.key for one in ways),
            degrees=tuple(one.way.degree for one in ways),
            titles=tuple(one.way.title for one in ways),
            effects=tuple(one.way.effect for one in ways),
            sides=tuple(one.way.side for one in ways),
            days=worth.gain.p80,
            standard_error_days=worth.gain.standard_error,
            sum_days=sum(one.gain.p80 for one in apart if one is not None),
            chance=worth.chance,
            chance_gain=self._chance_gain(worth, with_people=people),
            cost=None if None in costs else sum(cost for cost in costs if cost is not None),
            p80=to_moment(worth.gain.moment) or EPOCH,
            with_people=people,
            steep=worth.steep,
            notes=worth.notes,
        )

    def _drawn(self, found: WaysOut) -> WaysOut:
        """The futures with and without the best, to be drawn side by side."""
        best, judge = found.best, self.trials.judge
        pricing = None if best is None else judge.with_people if best.with_people else judge.by_logic
        if best is None or pricing is None:
            return found
        if isinstance(best, Combination):
            forms = tuple(zip(best.members, best.degrees, strict=True))
        else:
            forms = ((best.key, best.degree),)
        worth = self.trials.known(forms, with_people=best.with_people)
        return found if worth is None else replace(found, before=pricing.finishes, finishes=worth.finishes)


def _listed(good: Sequence[Tried], prices: PriceList) -> list[Tried]:
    """Those that bring most, the best answer to each of the dearest bottlenecks, and the best of each remedy."""
    chosen: list[Tried] = []
    for each in good:
        if len(chosen) < LISTED and sum(_alike(each, other) for other in chosen) < ALIKE:
            chosen.append(each)
    for one in prices.bottlenecks[:ANSWERED]:
        if not any(one.key in _answers(each, prices) for each in chosen):
            chosen += [each for each in good if one.key in _answers(each, prices)][:1]
    told = {one.proposed.remedy for one in chosen}
    best = {one.proposed.remedy: one for one in reversed(good)}
    return [*chosen, *(one for key, one in best.items() if key not in told)]


def _once(ways: Sequence[WayOut]) -> list[WayOut]:
    """Of those that are told in the same words the one that brings most, and of as much the one that asks least."""
    found: dict[str, WayOut] = {}
    for one in sorted(ways, key=lambda each: (-round(each.days, 1), len(each.activity_ids), each.key)):
        found.setdefault(render(one.title, "en"), one)
    return list(found.values())


def _alike(one: Tried, other: Tried) -> bool:
    """Whether both do one thing to the same: such as other weeks with Saturdays."""
    ways = one.proposed.way, other.proposed.way
    return one.proposed.remedy == other.proposed.remedy and not ways[0].touches.isdisjoint(ways[1].touches)


def _answers(one: Tried, prices: PriceList) -> tuple[str, ...]:
    return answered(one.proposed.way, prices, remedies()[one.proposed.remedy].answers)


def _degree(one: Proposed, worth: Worth) -> Degree:
    return Degree(
        one.way.degree, one.way.title, one.way.effect, worth.gain.p80, worth.gain.standard_error, one.way.cost
    )


def _dear(cost: float | None) -> tuple[bool, float]:
    """To rank what brings as much: the cheapest first, what it costs unknown last."""
    return cost is None, cost or 0.0
