"""Everything that is wrong in a register, collected, so that it is told at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from rechterhand.errors import BadInput
from rechterhand.intake.tables.grid import Cell, Place, shown
from rechterhand.text import Message
from rechterhand.text.message import Value

MOST = 25
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, what to do about it, and where: the row, and the cell with its heading when it is about one."""

    what: Message
    todo: Message
    row: int
    place: Place | None = None
    title: str = ""


@dataclass
class Problems:
    """The problems found so far in a file."""

    file: str
    found: list[Problem] = field(default_factory=list)
    _seen: set[tuple[str, int, Place | None]] = field(default_factory=set)

    def add(self, what: str, row: int, at: tuple[Place, str] | None = None, /, **values: Value) -> None:
        """One problem, once a cell: ``registers.<what>`` says what is wrong, ``registers.<what>_todo`` what to do.

        ``at`` is the cell that it is about, with its heading.
        """
        place = at[0] if at else None
        if (what, row, place) in self._seen:
            return
        self._seen.add((what, row, place))
        problem, todo = Message.of(f"registers.{what}", **values), Message.of(f"registers.{what}_todo", **values)
        self.found.append(Problem(problem, todo, row, *(at or ())))

    def settle(self) -> None:
        """Raise BadInput with every problem, when there are any; a single one with its own row and column."""
        if not self.found:
            return
        self.found.sort(key=lambda one: (one.row, -1 if one.place is None else one.place.column))
        if len(self.found) == 1:
            (one,) = self.found
            raise BadInput(one.what, where={"file": self.file, **_where(one)}, hint=one.todo)
        raise BadInput(
            Message.of("registers.refused", count=len(self.found)),
            where={"file": self.file},
            problems=tuple(_told(one) for one in self.found[:MOST]),
            hint=Message.of("registers.refused_hint"),
        )


def quoted(cell: Cell) -> str:
    """What stands in a cell, short enough for a sentence."""
    text = " ".join(shown(cell).split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _where(one: Problem) -> dict[str, str | int]:
    place = one.place
    sheet: dict[str, str | int] = {"sheet": place.sheet} if place is not None and place.sheet else {}
    column: dict[str, str | int] = {} if place is None else {"column": f"{place.letters} ({one.title})"}
    return {**sheet, "row": one.row, **column}


def _told(one: Problem) -> Message:
    values: dict[str, Value] = {"row": one.row, "problem": one.what, "todo": one.todo}
    if one.place is None:
        return Message.of("registers.at_row", **values)
    return Message.of("registers.at_cell", place=str(one.place), title=one.title, **values)
