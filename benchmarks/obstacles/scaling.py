"""Makes a planted obstacle so large that its true price is a given number of times the dearest natural one."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from benchmarks.obstacles.case import Case
from benchmarks.obstacles.definitions import Thing
from benchmarks.obstacles.planting import Plant, Planted, spots
from benchmarks.obstacles.truth import Truth
from rechterhand.engine.simulate.run import Run

SEED = 20_260_101
"""Of the truth; prices are made on the futures of seed 1."""
TOLERANCE = 0.1
"""Share by which the ratio may differ from what was asked."""
SPOTS = 4
"""Places that are tried in a plan."""
STEPS, CHECKS = 10, 3
SEARCHED_WITH_PEOPLE = 300
GUESS = {"merge": 15.0, "chain": 2.0, "resource": 8.0, "open_end": 15.0}
WIDEST = {"activity": 60.0, "chain": 25.0, "merge": 80.0, "resource": 60.0, "constraint": 250.0, "open_end": 250.0}
LARGEST, SMALLEST = 90.0, 0.25
TRIED = {"activity": 12, "chain": 4, "merge": 6, "link": 6, "constraint": 4, "calendar": 3, "risk": 4, "resource": 4}
"""Natural things of each kind that are priced to find the dearest."""
DEAREST = 2
LEAST = 0.2
"""Working days that the dearest natural one costs at least: below it there is nothing to be ranked against."""


@dataclass(frozen=True)
class Scale:
    """How many futures the search takes, and how many the truth, by logic and with people."""

    search: int = 3_000
    truth: int = 200_000
    people: int = 10_000

    def searching(self) -> Run:
        """The futures in which the size is sought."""
        return Run(self.search, SEED + 1, threads=1)

    def true(self) -> Run:
        """The futures of the truth."""
        return Run(self.truth, SEED, threads=1)


@dataclass(frozen=True)
class Made:
    """A plan with an obstacle of a known price. ``planted`` and ``dearest`` (the natural ones, the dearest first) are
    in ``truth``.
    """

    planted: Planted
    thing: Thing
    truth: Truth
    dearest: tuple[Thing, ...]
    ratio: float
    wanted: float

    @property
    def case(self) -> Case:
        """The plan."""
        return self.planted.case


def made(kind: str, case: Case, wanted: float, scale: Scale, random: np.random.Generator) -> Made | None:
    """The plan with an obstacle of this kind, or None where none of the places tried lets it have that price."""
    likely = Truth(case, scale.searching()).likely
    for plant, _ in zip(spots(kind, case, likely, random), range(SPOTS), strict=False):
        found = _Search(kind, case, plant, wanted, scale).found()
        if found is not None:
            return found
    return None


def dearest(truth: Truth, but: str | None) -> list[Thing]:
    """The natural things, the dearest first, of those from which most may be expected: all but what was planted."""
    chosen = [one for kind, count in TRIED.items() for one in truth.dearest(kind, count + 1)]
    if but is not None:
        chosen = [one for one in chosen if not holds(one, truth.things[but])]
    worth = {one.key: truth.price(one).figure(by_band=truth.by_band)[0] for one in chosen}
    return sorted(chosen, key=lambda one: -worth[one.key])


def holds(one: Thing, planted: Thing) -> bool:
    """Whether something is what was planted, or holds it: work that lasts as agreed has no part in its risks either."""
    inside = planted.kind in {"activity", "risk"} and one.kind in {"activity", "chain"}
    return one.key == planted.key or (inside and set(planted.ids) <= set(one.ids))


class _Search:
    """Looks for the size at one place."""

    def __init__(self, kind: str, case: Case, plant: Plant, wanted: float, scale: Scale) -> None:
        self._kind, self._case, self._plant, self._wanted, self._scale = kind, case, plant, wanted, scale
        self._rivals: tuple[str, ...] = ()

    def found(self) -> Made | None:
        """The plan, if there is one within the tolerance on the futures of the truth."""
        size = self._sought()
        for _ in range(CHECKS):
            checked = None if size is None else self._checked(size)
            if size is None or checked is None:
                return None
            if abs(checked.ratio / self._wanted - 1) <= TOLERANCE:
                return checked
            size *= min(2.0, max(0.5, self._wanted / max(0.1, checked.ratio)))
        return None

    def _sought(self) -> float | None:
        """By interpolation between the logarithms of sizes that are too small and too large."""
        size, largest = GUESS.get(self._kind, 5.0) * self._wanted, WIDEST.get(self._kind, LARGEST)
        low, high = (math.log(SMALLEST), 0.0), (math.log(largest), math.inf)
        for step in range(STEPS):
            full = step % 4 == 0
            ratio = self._ratio(size, full=full)
            if self._near(ratio) and not full:
                ratio = self._ratio(size, full=True)  # others may have become dearer
            if self._near(ratio):
                return size
            at = (math.log(size), ratio)
            low, high = (at, high) if ratio < self._wanted else (low, at)
            if high[0] - low[0] < math.log1p(TOLERANCE / 4):
                return None
            size = self._between(low, high)
        return None

    def _near(self, ratio: float) -> bool:
        return abs(ratio / self._wanted - 1) < TOLERANCE / 2

    def _between(self, low: tuple[float, float], high: tuple[float, float]) -> float:
        """A size from logarithms of sizes with their ratios; three times as large while none is too large."""
        if math.isinf(high[1]):
            return math.exp(min(high[0], low[0] + math.log(3)))
        share = 0.5
        if low[1] > 0:
            first, wanted, last = math.log(low[1]), math.log(self._wanted), math.log(high[1])
            share = min(0.85, max(0.15, (wanted - first) / (last - first)))
        return math.exp(low[0] + share * (high[0] - low[0]))

    def _ratio(self, size: float, *, full: bool) -> float:
        """The planted price against the dearest natural one, on few futures; ``full`` looks for the dearest anew."""
        planted = self._plant(self._case, size)
        truth = Truth(planted.case, self._scale.searching(), SEARCHED_WITH_PEOPLE)
        if planted.key not in truth.things:
            return 0.0
        rivals = [truth.things[key] for key in self._rivals if key in truth.things]
        if full:
            rivals = dearest(truth, planted.key)[: 2 * DEAREST]
            self._rivals = tuple(one.key for one in rivals)
        return _against(truth, truth.things[planted.key], rivals)

    def _checked(self, size: float) -> Made | None:
        """On the futures of the truth, against those that were the dearest."""
        planted = self._plant(self._case, size)
        truth = Truth(planted.case, self._scale.true(), self._scale.people)
        keys = [key for key in self._rivals if key in truth.things]
        if planted.key not in truth.things or not keys:
            return None
        few = Truth(planted.case, self._scale.searching(), SEARCHED_WITH_PEOPLE)
        keys = sorted(keys, key=lambda key: -few.price(few.things[key]).figure(by_band=few.by_band)[0])[:DEAREST]
        worth = {key: truth.price(truth.things[key]).figure(by_band=truth.by_band)[0] for key in keys}
        if max(worth.values()) < LEAST:
            return None
        rivals = [truth.things[key] for key in sorted(keys, key=lambda key: -worth[key])]
        thing = truth.things[planted.key]
        return Made(planted, thing, truth, tuple(rivals), _against(truth, thing, rivals), self._wanted)


def _against(truth: Truth, thing: Thing, rivals: list[Thing]) -> float:
    worth = abs(truth.price(thing).figure(by_band=truth.by_band)[0])
    most = max((truth.price(one).figure(by_band=truth.by_band)[0] for one in rivals), default=0.0)
    return worth / max(most, 0.01)
