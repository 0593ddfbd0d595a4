"""Everything that is wrong with a profile, collected, so that it is told at once."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from rechterhand.errors import BadInput
from rechterhand.text import Message
from rechterhand.text.message import Value

MOST = 25


class Problems:
    """The problems found so far; ``file`` is the one being read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Message] = []
        self._first = file

    def add(self, what: str, *, line: int = 0, key: str = "", **values: Value) -> None:
        """One problem: ``profiles.<what>`` says what is wrong, ``profiles.<what>_todo`` what to do about it."""
        problem, todo = Message.of(f"profiles.{what}", **values), Message.of(f"profiles.{what}_todo", **values)
        place = "at_key" if line and key else "at_line" if line else "at_file"
        where: dict[str, Value] = {"file": self.file}
        if line:
            where["line"] = line
        if place == "at_key":
            where["key"] = key
        self.found.append(Message.of(f"profiles.{place}", problem=problem, todo=todo, **where))

    def unknown(self, what: str, name: str, known: Iterable[str], *, line: int, key: str) -> None:
        """A name that doesn't exist, with the one that was probably meant, else all of them where they are few."""
        names = list(known)
        near = get_close_matches(name.lower(), names, n=1, cutoff=0.6)
        suggestion = (
            Message.of("profiles.meant", name=near[0]) if near else Message.of("profiles.one_of", names=names_of(names))
        )
        self.add(what, line=line, key=key, name=name, suggestion=suggestion)

    def settle(self) -> None:
        """Raise BadInput with every problem, when there are any."""
        if self.found:
            raise BadInput(
                Message.of("profiles.refused", count=len(self.found)),
                where={"file": self._first},
                problems=tuple(self.found[:MOST]),
                hint=Message.of("profiles.hint"),
            )


def names_of(names: list[str]) -> str:
    """The names as one text, the first of many."""
    return ", ".join(names[:15]) + (" …" if len(names) > 15 else "")
