"""How well a technique fits: a number from what was found and from the circumstances.

``fit = 3 x (sum of the weights of the troubles that it answers) + 1 for each circumstance that matches
- 2 for each that contradicts - 3 when what forbids it is the case - 1 when it takes longer than people have + prior``

The prior is what an organisation learned of a technique by using it; without such a history it is 0 for all, and left
out. What a technique doesn't ask of the circumstances, and a circumstance that nobody knows, neither matches nor
contradicts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rechterhand.toolbox.situation import Situation
from rechterhand.toolbox.technique import Technique

ANSWERED, MATCHING, CONTRADICTING, FORBIDDEN, TOO_LONG = 3.0, 1.0, -2.0, -3.0, -1.0
DIGITS = 9
"""What is alike to so many decimals is a tie: sums in another order differ behind them."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What speaks for a technique and against it."""

    technique: Technique
    answered: Mapping[str, float]
    matching: tuple[str, ...]
    contradicting: tuple[str, ...]
    forbidden: bool
    too_long: bool

    @property
    def around(self) -> float:
        """The part of the circumstances."""
        return (
            MATCHING * len(self.matching)
            + CONTRADICTING * len(self.contradicting)
            + FORBIDDEN * self.forbidden
            + TOO_LONG * self.too_long
        )

    @property
    def value(self) -> float:
        """The whole."""
        return self.beside({})

    def beside(self, taken: Mapping[str, float]) -> float:
        """The whole, where troubles count for the share in ``taken`` only (1 for those that aren't in it)."""
        answered = sum(weight * taken.get(key, 1.0) for key, weight in self.answered.items())
        return round(self.around + ANSWERED * answered, DIGITS)


def fit(technique: Technique, weights: Mapping[str, float], around: Situation) -> Fit:
    """Hold a technique against what was found (trouble to weight) and the circumstances."""
    asked = {key: values for key, values in technique.fits.items() if key in around.values}
    return Fit(
        technique,
        {key: weights[key] for key in technique.answers if key in weights},
        tuple(key for key, values in sorted(asked.items()) if around.values[key] in values),
        tuple(key for key, values in sorted(asked.items()) if around.values[key] not in values),
        around.forbidden.get(technique.key, False),
        around.minutes is not None and technique.minutes > around.minutes,
    )
