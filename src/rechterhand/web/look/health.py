"""Health as shape, word and colour; the computed one always beside what a person declared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from rechterhand.web.look.say import Words, say

State: TypeAlias = Literal["late", "risk", "fine", "none"]

SHAPES: dict[State, str] = {
    "late": "M6 .5 11.5 6 6 11.5.5 6Z",
    "risk": "M6 1 11.5 11H.5Z",
    "fine": "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1Z",
    "none": "M6 1.25a4.75 4.75 0 1 1 0 9.5 4.75 4.75 0 0 1 0-9.5Z",
}
"""A diamond, a triangle, a disc and a ring, in a square of 12."""

NAMES: dict[State, str] = {
    "late": "look.health.late",
    "risk": "look.health.risk",
    "fine": "look.health.fine",
    "none": "look.health.none",
}


@dataclass(frozen=True)
class Health:
    """What was computed, and what a person declared with a reason where they did."""

    computed: State
    declared: State | None = None
    reason: Words = ""
    by: str = ""


def word(state: State) -> str:
    """The word for a state."""
    return say(NAMES[state])
