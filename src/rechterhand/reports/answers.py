"""Techniques of the toolbox that answer a bottleneck: people work them through together, so they have no price."""

from __future__ import annotations

from dataclasses import dataclass

from rechterhand.text import Language, Message
from rechterhand.toolbox.advise import answering
from rechterhand.toolbox.catalogue import techniques
from rechterhand.toolbox.situation import situation
from rechterhand.verdict import Review

MOST = 2
"""Techniques beside one bottleneck; the toolbox has the others."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A technique as a report names it: what it is for, and the minutes that its steps take."""

    key: str
    name: str
    purpose: str
    minutes: int

    @property
    def told(self) -> Message:
        """Its name with its time."""
        return Message.of("report.technique", name=self.name, minutes=self.minutes)


class Answers:
    """Asks the toolbox what fits a plan's circumstances, as far as the plan itself tells them."""

    def __init__(self, review: Review, language: Language) -> None:
        self._around, self._language = situation(review), language

    def to(self, kind: str, *, most: int = MOST) -> tuple[Answer, ...]:
        """What answers a kind of bottleneck, the best under these circumstances first."""
        return tuple(named(key, self._language) for key in answering(kind, self._around, most=most))


def named(key: str, language: Language) -> Answer:
    """A technique by its key."""
    found = techniques()[key]
    told = found.told[language]
    return Answer(key, told.name, told.purpose, found.minutes)
