"""Simulates copies of the plan on the same futures, by logic or with people."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from rechterhand.engine.futures.conditional import in_order
from rechterhand.engine.futures.own_forms import OwnForms
from rechterhand.engine.futures.spread import Spreads, spreads_of
from rechterhand.engine.network.arrays import Network
from rechterhand.engine.network.variants import Variants
from rechterhand.engine.price.gain import Gain
from rechterhand.engine.price.solve import Pricing
from rechterhand.engine.schedule.solve import schedule
from rechterhand.engine.simulate.run import Run, finishes_of
from rechterhand.engine.staffed.arrays import staff_of
from rechterhand.engine.staffed.order import lists_of
from rechterhand.engine.staffed.result import PeopleResult
from rechterhand.engine.staffed.solve import finishes_with
from rechterhand.errors import BadPlan
from rechterhand.findings.priced import stands_steep
from rechterhand.remedies.case import Case
from rechterhand.remedies.remedy import Way
from rechterhand.text import Message

Long = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Worth:
    """What a case brings against the plan as it is: the gain, and the chance of what was promised for the whole."""

    gain: Gain
    chance: float | None
    finishes: Long

    @property
    def steep(self) -> bool:
        """Whether the gain on P80 is another one beside it, by the rule of prices."""
        return stands_steep(self.gain)

    @property
    def notes(self) -> tuple[Message, ...]:
        """What would surprise a reader of the gain."""
        if not self.steep:
            return ()
        gain = self.gain
        return (Message.of("remedies.note.steep", p75=gain.p75, p85=gain.p85, mean=gain.mean),)


@dataclass(frozen=True)
class Judge:
    """Judges cases against the plan as it is.

    ``by_logic`` has its futures, ``with_people`` those with people, of which there are fewer, and ``rule`` the rule by
    which work gets its people; both None where the plan says nothing of these. ``forms`` are how activities are drawn,
    which the cases share.
    """

    case: Case
    variants: Variants
    by_logic: Pricing
    with_people: Pricing | None = None
    rule: str | None = None
    forms: OwnForms | None = None

    @classmethod
    def of(cls, case: Case, network: Network, run: Run, finishes: Long, people: PeopleResult | None = None) -> Judge:
        """Of the plan as compiled for its futures, with where these end by logic, and the futures with people."""
        variants, forms = Variants([case.plan], honest=True), OwnForms(case.uncertainty)
        by_logic = Pricing(network, run, case.uncertainty, case.promised, finishes)
        if people is None:
            return cls(case, variants, by_logic, forms=forms)
        common = people.staffed.finishes
        few = replace(run, iterations=len(common), progress=None)
        with_people = Pricing(network, few, case.uncertainty, case.promised, common)
        return cls(case, variants, by_logic, with_people, people.rule, forms)

    @property
    def iterations(self) -> int:
        """How many futures there are by logic."""
        return self.by_logic.run.iterations

    def first(self, iterations: int) -> Judge:
        """The same on the first futures alone."""
        few = None if self.with_people is None else self.with_people.first(iterations)
        return replace(self, by_logic=self.by_logic.first(iterations), with_people=few)

    def worth(self, case: Case, *, with_people: bool, eases: bool = False, within: Long | None = None) -> Worth | None:
        """What a case brings; None where it can't be planned, such as one whose links go round or without people.

        With ``eases`` no future comes out later than it was: what was done before can still be done. What was, is
        ``within`` where that isn't the plan as it is.
        """
        pricing = self.with_people if with_people else self.by_logic
        if pricing is None:
            return None
        try:
            network = in_order(self.variants.compile(case.plan), case.uncertainty.conditional)
        except BadPlan:
            return None
        spreads = spreads_of(network, case.uncertainty, pricing.run.strata, self.forms)
        run = replace(pricing.run, progress=None)
        finishes = self._placed(network, spreads, run) if with_people else finishes_of(network, spreads, run)
        if eases:
            finishes = np.minimum(finishes, pricing.finishes if within is None else within)
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
        if staff is None or self.rule is None:
            return finishes_of(network, spreads, run)
        dates = schedule(network.plan, network=network)
        return finishes_with(staff, spreads, run, lists_of(network, dates)[self.rule])


def applied(case: Case, ways: tuple[Way, ...]) -> Case:
    """Ways out one after another on a copy of the plan."""
    for way in sorted(ways, key=lambda one: one.last):
        case = way.apply(case)
    return case
