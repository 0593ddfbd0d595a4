"""What was found in a plan, as troubles with a weight: what techniques are held against.

Weights: each trouble has the share of the price of the bottlenecks that it is behind. A hidden bottleneck and a failed
check have no price; a trouble behind one of them weighs a little besides, however many there are. Together at most 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rechterhand.findings.bottleneck import Bottleneck, Hidden
from rechterhand.findings.check import CheckResult, Severity, Verdict
from rechterhand.toolbox.answers import answers_of_check, answers_of_kind
from rechterhand.toolbox.seen import Seen

HIDDEN, FAILED = 0.25, 0.1
"""What a trouble weighs for being behind a hidden bottleneck, and behind a failed check."""

WORTH = 0.05
"""Working days below which a price is shown as nought."""


@dataclass(frozen=True, slots=True)
class Priced:
    """A bottleneck with its price in working days, and its share in the sum of all."""

    bottleneck: Bottleneck
    days: float
    share: float
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """Bottlenecks, the dearest first, hidden ones and failed checks; ``weights`` has each trouble."""

    priced: tuple[Priced, ...] = ()
    hidden: tuple[tuple[Hidden, tuple[str, ...]], ...] = ()
    failed: tuple[tuple[CheckResult, tuple[str, ...]], ...] = ()

    @property
    def weights(self) -> Mapping[str, float]:
        """Trouble to weight, between 0 and 1."""
        made: dict[str, float] = {}
        for one in self.priced:
            for answer in one.answers:
                made[answer] = made.get(answer, 0.0) + one.share
        for weight, rows in ((HIDDEN, self.hidden), (FAILED, self.failed)):
            for answer in {answer for _, answers in rows for answer in answers}:
                made[answer] = made.get(answer, 0.0) + weight
        return MappingProxyType({answer: min(1.0, weight) for answer, weight in sorted(made.items())})


def found_in(seen: Seen) -> Found:
    """What a review found. Checks that only look at tidiness, and those that warn, say nothing here."""
    prices = seen.prices
    dear = [(one, prices.ranked(one)[0]) for one in prices.bottlenecks if prices.ranked(one)[0] >= WORTH]
    total = sum(days for _, days in dear)
    return Found(
        tuple(Priced(one, days, days / total, answers_of_kind(one.kind)) for one, days in dear),
        tuple((one, answers_of_kind(one.kind)) for one in prices.hidden),
        tuple(
            (one, answers)
            for one in seen.checks
            if one.finding.verdict is Verdict.FAIL
            and one.check.severity is not Severity.TIDINESS
            and (answers := answers_of_check(one.id, one.check))
        ),
    )
