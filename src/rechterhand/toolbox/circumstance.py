"""What a circumstance declares: the values it can have, how it is measured in a plan, and how it is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rechterhand.registry import members
from rechterhand.text import Message
from rechterhand.toolbox.seen import Seen

NAMES: Mapping[str, Message] = {
    "conflict": Message.of("toolbox.circumstance.conflict"),
    "method": Message.of("toolbox.circumstance.method"),
    "phase": Message.of("toolbox.circumstance.phase"),
    "place": Message.of("toolbox.circumstance.place"),
    "size": Message.of("toolbox.circumstance.size"),
    "time": Message.of("toolbox.circumstance.time"),
    "uncertainty": Message.of("toolbox.circumstance.uncertainty"),
    "urgency": Message.of("toolbox.circumstance.urgency"),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """A value that was found in a plan, and in words how."""

    value: str
    how: Message


@dataclass(frozen=True, slots=True)
class Circumstance:
    """Something about a project that decides which way of working together fits; its key is the file's name.

    Parameters
    ----------
    question
        How people are asked for it.
    values
        What it can be, as techniques name it; none for a number of minutes.
    measure
        Finds it in a plan; None there where the plan doesn't tell, None here where no plan ever does.
    count
        The value that belongs to a number, for what people rather count: 8 people are ``m``.
    """

    question: Message
    values: tuple[str, ...] = ()
    measure: Callable[[Seen], Measured | None] | None = None
    count: Callable[[int], str] | None = None

    @property
    def is_number(self) -> bool:
        """Whether people answer with a number."""
        return not self.values or self.count is not None


def circumstances() -> Mapping[str, Circumstance]:
    """Every circumstance by key."""
    return members("rechterhand.toolbox.circumstances", "circumstance", Circumstance)


def name_of(key: str) -> Message:
    """A circumstance for people."""
    return NAMES[key]


def value_of(key: str, value: str) -> Message:
    """A value of a circumstance for people."""
    return Message(f"toolbox.value.{key}.{value}")
