"""A technique of the toolbox: what it fits, what it answers and how it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rechterhand.text import Language
from rechterhand.toolbox.telling import Telling
from rechterhand.toolbox.vocabulary import ANSWERS, BLOCKS, CIRCUMSTANCES, OUTPUTS


@dataclass(frozen=True, slots=True)
class Technique:
    """One way of working together on something.

    ``fits`` has, for each circumstance that matters to it, the values it fits (a circumstance left out fits any);
    ``minutes`` is the time of all steps; ``block`` the form in which people fill it in; ``out`` what it leaves in the
    record; ``answers`` the kinds of bottlenecks and findings that it helps with.
    """

    key: str
    fits: Mapping[str, frozenset[str]]
    minutes: int
    block: str
    out: tuple[str, ...]
    answers: tuple[str, ...]
    told: Mapping[Language, Telling]

    def __post_init__(self) -> None:
        """Refuse what no program or reader could use.

        Raises
        ------
        ValueError
            What is wrong.
        """
        for name, values in self.fits.items():
            _known(f"fits.{name}", sorted(values), CIRCUMSTANCES.get(name, ()))
        _known("block", (self.block,), BLOCKS)
        _known("out", self.out, OUTPUTS)
        _known("answers", self.answers, ANSWERS)
        minutes = {language: tuple(step.minutes for step in one.steps) for language, one in self.told.items()}
        if len(set(minutes.values())) > 1:
            raise ValueError(f"The steps differ between the languages: {minutes}.")
        if any(sum(each) != self.minutes for each in minutes.values()):
            raise ValueError(f"The steps take {[sum(each) for each in minutes.values()]} minutes, not {self.minutes}.")


def _known(field: str, values: tuple[str, ...] | list[str], allowed: tuple[str, ...]) -> None:
    if not values or not set(values) <= set(allowed) or len(set(values)) < len(values):
        raise ValueError(f"'{field}' takes, each once: {', '.join(allowed) or 'nothing, it is unknown'}; not {values}.")
