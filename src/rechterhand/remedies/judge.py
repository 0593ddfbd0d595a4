"""Simulates copies of the plan on the same futures, by logic or with people."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.conditional import in_order
from rechterhand.engine.futures.spread import Spreads, spreads_of
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.variants import Variants
from rechterhand.engine.price.solve import Gain, Pricing
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.run import Run, finishes_of
from rechterhand.engine.staffed.arrays import staff_of
from rechterhand.engine.staffed.order import lists_of
from rechterhand.engine.staffed.result import PeopleResult
from rechterhand.engine.staffed.solve import finishes_with
from rechterhand.errors import BadPlan
from rechterhand.remedies.case import Case
from rechterhand.remedies.remedy import Way

Long = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Worth:
    """What a case brings against the plan as it is: the gain, and the chance of what was promised for the whole."""

    gain: Gain
    chance: float | None
    finishes: Long


class Judge:
    """Judges cases against the plan as it is.

    Parameters
    ----------
    case, network
        The plan as it is, and as compiled for its futures.
    run, finishes
        The futures, and where they end by logic.
    people
        The futures with people, of which there are fewer.
    """

    def __init__(
        self, case: Case, network: Network, run: Run, finishes: Long, people: PeopleResult | None = None
    ) -> None:
        self.case, self.people, self.run = case, people, run
        self._variants = Variants([case.plan], honest=True)
        self.by_logic = Pricing(network, run, case.uncertainty, case.promised, finishes)
        self.with_people = None
        if people is not None:
            common = people.staffed.finishes
            few = replace(run, iterations=len(common), progress=None)
            self.with_people = Pricing(network, few, case.uncertainty, case.promised, common)

    def first(self, iterations: int) -> Judge:
        """The same on the first futures alone."""
        found = object.__new__(Judge)
        found.case, found.people, found._variants = self.case, self.people, self._variants
        found.by_logic, found.with_people = self.by_logic.first(iterations), self.with_people
        if self.with_people is not None and iterations < self.with_people.run.iterations:
            found.with_people = self.with_people.first(iterations)
        found.run = found.by_logic.run
        return found

    def worth(self, case: Case, *, with_people: bool, eases: bool = False) -> Worth | None:
        """What a case brings; None where it can't be planned, such as one whose links go round or without people.

        With ``eases`` no future comes out later than it was: what was done before can still be done.
        """
        pricing = self.with_people if with_people else self.by_logic
        if pricing is None:
            return None
        try:
            network = in_order(self._variants.compile(case.plan), case.uncertainty.conditional)
        except BadPlan:
            return None
        spreads = spreads_of(network, case.uncertainty, pricing.run.strata)
        run = replace(pricing.run, progress=None)
        finishes = self._placed(network, spreads, run) if with_people else finishes_of(network, spreads, run)
        if eases:
            finishes = np.minimum(finishes, pricing.finishes)
        promised = case.promised
        chance = None if promised is None else float((finishes <= promised).mean())
        return Worth(pricing.gain(finishes), chance, finishes)

    def chance(self, *, with_people: bool) -> float | None:
        """The chance of the promise as the plan is."""
        pricing = self.with_people if with_people else self.by_logic
        if pricing is None or self.case.promised is None:
            return None
        return float((pricing.finishes <= self.case.promised).mean())

    def _placed(self, network: Network, spreads: Spreads, run: Run) -> Long:
        staff = staff_of(network)
        if staff is None or self.people is None:
            return finishes_of(network, spreads, run)
        dates = schedule(network.plan, network=network)
        return finishes_with(staff, spreads, run, lists_of(network, dates)[self.people.rule])


def applied(case: Case, ways: tuple[Way, ...]) -> Case:
    """Ways out one after another on a copy of the plan."""
    for way in ways:
        case = way.apply(case)
    return case
