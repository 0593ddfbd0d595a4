"""The rows of a register: which sheet and header it has, and what stands in its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from rechterhand.errors import NoTable, TooLarge
from rechterhand.intake.tables import words as table_words
from rechterhand.intake.tables.grid import Cell, Place, Sheet, shown
from rechterhand.intake.tables.words import says_nothing
from rechterhand.registers.problems import Problems, quoted
from rechterhand.registers.words import Form, bare, kinds, named
from rechterhand.text import Message
from rechterhand.text.message import Value

SEARCHED = 20
MOST_ROWS = 20_000
_LONGEST_HEADING = 120
_NEEDED: Mapping[Form, tuple[frozenset[str], frozenset[str]]] = {
    "uncertainty": (
        frozenset({"activities", "wbs", "code", "id", "name"}),
        frozenset({"low", "likely", "high", "shape", "values", "correlation"}),
    ),
    "risks": (frozenset({"title", "id"}), frozenset({"probability"})),
}
"""Of each of these a header row has at least one."""


@dataclass(frozen=True)
class Columns:
    """Where each column stands, its title and unit by key, and the headings that nothing knows.

    ``named`` are the places of all columns that have a heading.
    """

    places: Mapping[str, int] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    named: tuple[int, ...] = ()


@dataclass(frozen=True)
class Register:
    """A form's sheet with its columns; ``rows`` are the numbers of those with something in them."""

    form: Form
    sheet: Sheet
    columns: Columns
    rows: tuple[int, ...]
    problems: Problems

    def cell(self, row: int, key: str) -> Cell:
        """What stands there; None when the table lacks the column, the cell is empty, or says that nothing applies."""
        found = self.sheet.cell(row, self.columns.places.get(key))
        return None if isinstance(found, str) and says_nothing(found) else found

    def text(self, row: int, key: str) -> str:
        """The text of a cell; empty when there is none."""
        return shown(self.cell(row, key))

    def wrong(self, row: int, key: str, what: str, /, **values: Value) -> None:
        """Note a problem with a cell; with the row when the table has no such column."""
        column = self.columns.places.get(key)
        if column is None:
            self.problems.add(what, row, **values)
            return
        told: dict[str, Value] = {"cell": quoted(self.sheet.cell(row, column)), **values}
        self.problems.add(what, row, (self.place(row, key), self.columns.titles[key]), **told)

    def place(self, row: int, key: str) -> Place:
        """Where a cell of a known column stands."""
        return self.sheet.place(row, self.columns.places[key])


def register(sheets: Sequence[Sheet], form: Form, file: str) -> Register:
    """Find the form in a file: of the visible sheets the one with most known columns, the first of equals.

    Raises NoTable when no sheet has a header row of the form, or none has a row beneath it; TooLarge.
    """
    found = [(sheet, *header) for sheet in sheets if (header := _header(sheet, form)) is not None]
    found = [one for one in found if not _beside(one[0])] or found
    hint = Message.of(f"registers.{form}.header_hint")
    if not found:
        raise NoTable(Message.of(f"registers.{form}.no_header", rows=SEARCHED), where={"file": file}, hint=hint)
    sheet, last, columns = max(found, key=lambda one: (not one[0].hidden, len(one[2].places)))
    rows = tuple(row for row in sheet.rows if row > last and any(one is not None for one in sheet.rows[row]))
    if not rows:
        where: dict[str, str | int] = {"file": file} | ({"sheet": sheet.name} if sheet.name else {}) | {"row": last}
        raise NoTable(Message.of(f"registers.{form}.no_rows"), where=where, hint=hint)
    if len(rows) > MOST_ROWS:
        hint = Message.of("tables.too_large_hint")
        raise TooLarge(Message.of("tables.too_many_rows", most=MOST_ROWS), where={"file": file}, hint=hint)
    return Register(form, sheet, columns, rows, Problems(file))


def _beside(sheet: Sheet) -> bool:
    """The template's own example and explanation."""
    return table_words.meaning("sheet", sheet.name) is not None


def _header(sheet: Sheet, form: Form) -> tuple[int, Columns] | None:
    """The last row of the header and its columns: the one with most known ones, of equals the upper and shorter."""
    best: tuple[int, Columns] | None = None
    for row in islice(sheet.rows, SEARCHED):
        for last, texts in _candidates(sheet, row):
            columns = _recognise(texts, form)
            if not all(columns.places.keys() & some for some in _NEEDED[form]):
                continue
            if best is None or len(columns.places) > len(best[1].places):
                best = last, columns
    return best


def _candidates(sheet: Sheet, row: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """A row as header, and the same with the row beneath it: 'Na maatregel' over 'Kans' and 'Gevolg'."""
    upper, lower = _texts(sheet, row), _texts(sheet, row + 1)
    yield row, upper
    if lower and all(one is None or isinstance(one, str) for one in sheet.rows[row + 1]):
        yield row + 1, tuple(_joined(upper, lower))


def _texts(sheet: Sheet, row: int) -> tuple[str, ...]:
    cells = (shown(one) if isinstance(one, str) else "" for one in sheet.rows.get(row, ()))
    return tuple(" ".join(one.split()) if len(one) <= _LONGEST_HEADING else "" for one in cells)


def _joined(upper: Sequence[str], lower: Sequence[str]) -> Iterator[str]:
    group = ""
    for place in range(max(len(upper), len(lower))):
        above = upper[place] if place < len(upper) else ""
        below = lower[place] if place < len(lower) else ""
        group = above or group
        yield f"{group} {below}".strip() if below else above


def _recognise(headings: Iterable[str], form: Form) -> Columns:
    places: dict[str, int] = {}
    titles, units, unknown, headed = {}, {}, [], []
    for column, heading in enumerate(headings):
        if not heading:
            continue
        headed.append(column)
        whole, (head, unit) = table_words.plain(heading), bare(heading)
        key = named(form).get(whole) or named(form).get(head)
        if key is None or key in places:
            unknown.append(heading)
            continue
        places[key], titles[key] = column, heading
        if unit:
            units[key] = unit
    used = [key for key in places if not kinds(form)[key].known]
    return Columns({key: places[key] for key in used}, titles, units, tuple(unknown), tuple(headed))
