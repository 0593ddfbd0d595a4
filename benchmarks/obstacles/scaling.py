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
TOLERANCE = 0.08
"""Share by which the ratio may differ from what was asked."""
SPOTS = 4
"""Places that are tried in a plan."""
STEPS = 9
WIDEST = {"activity": 60.0, "chain": 25.0, "merge": 80.0, "resource": 60.0, "constraint": 250.0, "open_end": 250.0}
LARGEST, SMALLEST = 90.0, 0.25
TRIED = {"activity": 16, "chain": 4, "merge": 8, "link": 8, "constraint": 6, "calendar": 3, "risk": 4, "resource": 4}
"""Natural things of each kind that are priced to find the dearest."""
DEAREST = 3
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


def dearest(truth: Truth, but: str | None, tried: dict[str, int] | None = None) -> list[Thing]:
    """The natural things, the dearest first, of those from which most may be expected."""
    chosen = [one for kind, count in (tried or TRIED).items() for one in truth.dearest(kind, count + 1)]
    worth = {one.key: truth.price(one).figure(by_band=truth.by_band)[0] for one in chosen if one.key != but}
    return sorted((one for one in chosen if one.key in worth), key=lambda one: -worth[one.key])


class _Search:
    """Looks for the size at one place."""

    def __init__(self, kind: str, case: Case, plant: Plant, wanted: float, scale: Scale) -> None:
        self._kind, self._case, self._plant, self._wanted, self._scale = kind, case, plant, wanted, scale
        self._rivals: tuple[str, ...] = ()

    def found(self) -> Made | None:
        """The plan, if there is one within the tolerance on the futures of the truth."""
        size = self._sought()
        for factor in (1.0, None, None):
            if size is None:
                return None
            if factor is None:
                self._rivals = ()
            checked = self._checked(size)
            if checked is None:
                return None
            if abs(checked.ratio / self._wanted - 1) <= TOLERANCE:
                return checked
            # by the slope of logarithms near one: a little further than the ratio is off
            size *= min(2.0, max(0.5, (self._wanted / max(0.1, checked.ratio)) ** 0.9))
        return None

    def _sought(self) -> float | None:
        """By bisection on the logarithm of the size."""
        low, high = math.log(SMALLEST), math.log(WIDEST.get(self._kind, LARGEST))
        if not self._ratio(math.exp(high)) >= self._wanted:
            return None
        for step in range(STEPS):
            if step in {3, 6}:
                self._rivals = ()  # others may have become dearer
            middle = (low + high) / 2
            ratio = self._ratio(math.exp(middle))
            if abs(ratio / self._wanted - 1) < TOLERANCE / 4:
                return math.exp(middle)
            low, high = (low, middle) if ratio > self._wanted else (middle, high)
        return math.exp((low + high) / 2)

    def _ratio(self, size: float) -> float:
        """The planted price against the dearest natural one, on few futures."""
        planted = self._plant(self._case, size)
        truth = Truth(planted.case, self._scale.searching())
        if planted.key not in truth.things:
            return 0.0
        if self._rivals:
            rivals = [truth.things[key] for key in self._rivals if key in truth.things]
        else:
            rivals = dearest(truth, planted.key)
            self._rivals = tuple(one.key for one in rivals[: 2 * DEAREST])
        return _against(truth, truth.things[planted.key], rivals)

    def _checked(self, size: float) -> Made | None:
        planted = self._plant(self._case, size)
        searched = Truth(planted.case, self._scale.searching())
        if planted.key not in searched.things:
            return None
        keys = [one.key for one in dearest(searched, planted.key)[:DEAREST]]
        truth = Truth(planted.case, self._scale.true(), self._scale.people)
        thing = truth.things[planted.key]
        rivals = sorted(
            (truth.things[key] for key in keys),
            key=lambda one: -truth.price(one).figure(by_band=truth.by_band)[0],
        )
        if not rivals or truth.price(rivals[0]).figure(by_band=truth.by_band)[0] < LEAST:
            return None
        return Made(planted, thing, truth, tuple(rivals), _against(truth, thing, rivals), self._wanted)


def _against(truth: Truth, thing: Thing, rivals: list[Thing]) -> float:
    worth = abs(truth.price(thing).figure(by_band=truth.by_band)[0])
    most = max((truth.price(one).figure(by_band=truth.by_band)[0] for one in rivals), default=0.0)
    return worth / max(most, 0.01)
