"""Which activity somebody means: by its number or code, with or without its name, or by a name that only one has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rechterhand.text import Message
from rechterhand.web.queries.asked import whole

TOLD = 10
"""Marks of activities of one name that a message tells."""
LONGEST = 60
"""Characters that a message repeats of what somebody wrote."""


@dataclass(frozen=True, slots=True)
class Named:
    """An activity as lists offer it."""

    number: int
    code: str
    name: str

    @property
    def mark(self) -> str:
        """How people find it again."""
        return self.code or str(self.number)

    @property
    def label(self) -> str:
        """As a list offers it; in a line of several, semicolons stand between them."""
        return f"{self.mark} · {self.name.replace(';', ',')}".strip(" ·")


class Meant:
    """Activities that can be meant; ``unknown`` says what no other is told."""

    def __init__(self, rows: Iterable[Named], unknown: str = "plans.uncertain.unknown") -> None:
        self._unknown = unknown
        self.by_number = {one.number: one for one in rows}
        self._labels: dict[str, list[Named]] = defaultdict(list)
        self._marks: dict[str, list[Named]] = defaultdict(list)
        self._names: dict[str, list[Named]] = defaultdict(list)
        for one in self.by_number.values():
            self._labels[_key(one.label)].append(one)
            self._marks[_key(one.mark)].append(one)
            self._names[_key(one.name)].append(one)

    def __contains__(self, number: int) -> bool:
        return number in self.by_number

    def label(self, number: int) -> str:
        """What stands in a field for an activity, or for one that is gone."""
        found = self.by_number.get(number)
        return str(number) if found is None else found.label

    def find(self, text: str) -> int | Message:
        """The number of the one activity that is meant; else what is wrong."""
        asked = text.strip()
        mark = _key(asked.partition("·")[0])
        number = mark.partition(" ")[0]
        by_number = self.by_number.get(whole(number, -1)) if number.isdecimal() else None
        named = self._names.get(_key(asked), [])
        for meant in (
            self._labels.get(_key(asked), []),
            self._marks.get(mark, []),
            [by_number] if by_number is not None and mark == number else [],
            named,
            [] if by_number is None else [by_number],
        ):
            if len(meant) == 1:
                return meant[0].number
            if meant:
                marks = ", ".join(one.mark if meant is named else str(one.number) for one in meant[:TOLD])
                return Message.of("records.activity.several", told=asked[:LONGEST], items=marks)
        return Message.of(self._unknown, told=asked[:LONGEST])


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
