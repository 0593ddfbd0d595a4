"""What is noted while a table is read: what wasn't understood and where, and what had to be assumed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rechterhand.intake.reader import NotUnderstood
from rechterhand.intake.tables.grid import Cell, Place, shown
from rechterhand.record.assumption import Assumption
from rechterhand.text import Message

_LONGEST = 80
_MOST_PLACES = 5


@dataclass(slots=True)
class _Line:
    field: str
    reason: Message
    count: int
    example: str
    where: str


@dataclass(slots=True)
class Notes:
    """Collects notes; equal ones are counted, the first is the example."""

    _lines: dict[tuple[str, str], _Line] = field(default_factory=dict)
    _seen: set[tuple[Place, str]] = field(default_factory=set)
    _assumptions: dict[str, Assumption] = field(default_factory=dict)

    def missed(self, title: str, place: Place, cell: Cell, reason: Message) -> None:
        """A cell that wasn't understood: its column's title, where, what stands there, why and what to do.

        The same cell counts once for one reason.
        """
        if (place, reason.key) in self._seen:
            return
        self._seen.add((place, reason.key))
        key = (title, reason.key)
        if key in self._lines:
            self._lines[key].count += 1
            return
        example = shown(cell).replace("\n", " ")
        example = example if len(example) <= _LONGEST else example[: _LONGEST - 1] + "…"
        self._lines[key] = _Line(title, reason, 1, example, str(place))

    def assume(self, key: str, text: Message, *, loud: bool = False) -> None:
        """Something taken as given; the first text of a key stands. Loud is what decides the verdict."""
        self._assumptions.setdefault(key, Assumption(key, text, loud))

    def not_understood(self) -> Iterator[NotUnderstood]:
        """The lines of the intake report, in the order in which they came up."""
        for one in self._lines.values():
            yield NotUnderstood(one.field, one.count, one.example, one.where, one.reason)

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What was assumed, in order."""
        return tuple(self._assumptions.values())


def some(texts: Sequence[str]) -> str:
    """The first few of many, for a sentence."""
    told = ", ".join(texts[:_MOST_PLACES])
    return told if len(texts) <= _MOST_PLACES else told + ", …"
