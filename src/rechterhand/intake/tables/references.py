"""What a task is called by other tasks: its number, its WBS, its place, its row, or its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rechterhand.intake.tables.grid import Cell, shown
from rechterhand.intake.tables.table import Table
from rechterhand.intake.tables.words import plain


@dataclass(frozen=True, slots=True)
class References:
    """Tasks (by place from 0) by what they are called. Names and codes that several tasks share mean none."""

    ids: Mapping[str, int] = field(default_factory=dict)
    wbs: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, int] = field(default_factory=dict)
    rows: Mapping[int, int] = field(default_factory=dict)
    count: int = 0

    def resolve(self, text: str, numbers: str) -> int | None:
        """The task that a text means; ``numbers`` says what a bare number is: 'id', 'order' or 'row'."""
        bare = text.strip()
        if not bare:
            return None
        if bare.isascii() and bare.isdecimal() and len(bare) < 10 and numbers != "id":
            return self._numbered(int(bare), numbers)
        key = code(bare)
        for calls in (self.ids, self.wbs):
            if key in calls:
                return calls[key]
        return self.names.get(plain(bare)) if any(sign.isalpha() for sign in bare) else None

    def _numbered(self, number: int, numbers: str) -> int | None:
        if numbers == "row":
            return self.rows.get(number)
        return number - 1 if 1 <= number <= self.count else None


def references(table: Table, wbs: Sequence[str | None]) -> References:
    """Everything that the tasks of a table can be called by."""
    ids = [code(shown(table.cell(line, "id"))) for line in table.lines]
    uids = [code(shown(table.cell(line, "uid"))) for line in table.lines]
    return References(
        ids=_unique(ids) or _unique(uids),
        wbs=_unique([code(one or "") for one in wbs]),
        names=_unique([plain(line.name) for line in table.lines]),
        rows={line.row: place for place, line in enumerate(table.lines)},
        count=len(table.lines),
    )


def code(text: str) -> str:
    """A number or code in the form it is compared by: '007' is '7', ' a-10 ' is 'A-10', '1.2.' is '1.2'."""
    bare = " ".join(text.split()).upper().rstrip(".")
    return str(int(bare)) if bare.isascii() and bare.isdecimal() and len(bare) < 19 else bare


def _unique(texts: Sequence[str]) -> dict[str, int]:
    counts = Counter(texts)
    return {text: place for place, text in enumerate(texts) if text and counts[text] == 1}


def number_style(table: Table, calls: References, told: str | None) -> str | None:
    """What bare numbers among the predecessors are, without a look at dates; None when it may be order or row."""
    if told is not None:
        return told
    if calls.ids or (calls.wbs and _dotted(table)):
        return "id"
    numbers = [int(one) for one in _bare_numbers(table)]
    if not numbers:
        return "order"
    by_order = all(1 <= one <= calls.count for one in numbers)
    by_row = all(one in calls.rows for one in numbers)
    if by_order != by_row:
        return "order" if by_order else "row"
    return None


def _dotted(table: Table) -> bool:
    """Whether predecessors are written as WBS numbers: then a bare 3 is one too."""
    return any("." in one and one.replace(".", "").isdecimal() for one in _words(table))


def _bare_numbers(table: Table) -> list[str]:
    found = []
    for word in _words(table):
        head = "".join(sign if sign.isdecimal() else " " for sign in word).split(" ")[0]
        if head and len(head) < 10:
            found.append(head)
    return found


def _words(table: Table) -> list[str]:
    cells: list[Cell] = [table.cell(line, key) for line in table.lines for key in ("predecessors", "successors")]
    return [
        word for cell in cells if cell is not None for word in shown(cell).replace(",", ";").replace(" ", "").split(";")
    ]
