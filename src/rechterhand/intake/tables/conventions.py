"""In which order day and month stand, decided for each column from what its dates can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rechterhand.intake.tables.columns import kinds
from rechterhand.intake.tables.dates import Numbers, Order, ambiguous, stamp
from rechterhand.intake.tables.grid import Place
from rechterhand.intake.tables.header import Header
from rechterhand.intake.tables.lines import Line
from rechterhand.intake.tables.notes import Notes
from rechterhand.text import Message


@dataclass(slots=True)
class _Seen:
    """What the texts of one column show; each with its place."""

    title: str
    day_first: list[tuple[str, Place]] = field(default_factory=list)
    month_first: list[tuple[str, Place]] = field(default_factory=list)
    open: list[tuple[str, Place]] = field(default_factory=list)

    @property
    def evident(self) -> Order | None:
        """What most of the plain ones say."""
        if len(self.day_first) == len(self.month_first):
            return None
        return Order.DMY if len(self.day_first) > len(self.month_first) else Order.MDY

    def plain(self, order: Order) -> list[tuple[str, Place]]:
        """Those that can only be read in this order."""
        return self.day_first if order is Order.DMY else self.month_first

    @property
    def texts(self) -> int:
        """How many dates of the column are texts with numbers."""
        return len(self.day_first) + len(self.month_first) + len(self.open)


def orders(header: Header, lines: Sequence[Line], told: str | None, notes: Notes) -> Mapping[str, Order]:
    """The order for each column of dates; how it was decided is noted.

    A column's own dates decide (a 13 can't be a month); else those of the other columns; else by which reading fewer
    tasks end before they start. ``told`` by a mapping file goes before all.
    """
    keys = [key for key in header.columns.places if kinds()[key].kind == "date"]
    if told is not None:
        return dict.fromkeys(keys, Order(told))
    seen = {key: _look(header, lines, key) for key in keys}
    evident = {key: order for key, one in seen.items() if (order := one.evident)}
    others = set(evident.values())
    fallback = others.pop() if len(others) == 1 else None
    fitting = None if fallback else _fitting(header, lines)
    found = {key: evident.get(key) or fallback or fitting or Order.DMY for key in keys}
    _tell(seen, evident, found, guessed=fallback is None and fitting is None, notes=notes)
    return found


def _look(header: Header, lines: Sequence[Line], key: str) -> _Seen:
    column = header.columns.places[key]
    found = _Seen(header.columns.titles[key])
    for line in lines:
        cell = header.sheet.cell(line.row, column)
        numbers = ambiguous(cell) if isinstance(cell, str) else None
        if numbers is None or not isinstance(cell, str):
            continue
        _sort(found, numbers, (cell.strip(), header.sheet.place(line.row, column)))
    return found


def _sort(found: _Seen, numbers: Numbers, one: tuple[str, Place]) -> None:
    if numbers.day_first:
        found.day_first.append(one)
    elif numbers.month_first:
        found.month_first.append(one)
    elif numbers.first != numbers.second and numbers.possible:
        found.open.append(one)


def _fitting(header: Header, lines: Sequence[Line]) -> Order | None:
    """The order by which fewer tasks end before they start, or last over a year; None when neither is better."""
    start, finish = header.columns.of("start"), header.columns.of("finish")
    if start is None or finish is None:
        return None
    wrong = {}
    for order in Order:
        pairs = [
            (stamp(header.sheet.cell(line.row, start), order), stamp(header.sheet.cell(line.row, finish), order))
            for line in lines
        ]
        wrong[order] = sum(_odd(a.moment, b.moment) for a, b in pairs if a is not None and b is not None)
    if wrong[Order.DMY] == wrong[Order.MDY]:
        return None
    return min(wrong, key=lambda order: wrong[order])


def _odd(start: datetime, finish: datetime) -> bool:
    return finish < start or (finish - start).days > 400


def _tell(
    seen: Mapping[str, _Seen],
    evident: Mapping[str, Order],
    found: Mapping[str, Order],
    *,
    guessed: bool,
    notes: Notes,
) -> None:
    for order in Order:
        keys = [key for key in seen if found[key] is order and seen[key].texts]
        proof = [one for key in keys if key in evident for one in seen[key].plain(order)]
        doubt = [one for key in keys for one in seen[key].open]
        kind = "" if proof else "_guessed" if guessed else "_fitted"
        if proof or doubt:
            text, place = (proof or doubt)[0]
            titles = ", ".join(seen[key].title for key in keys)
            message = Message.of(f"tables.dates_{order}{kind}", titles=titles, example=text, where=str(place))
            notes.assume(f"dates_{order}{kind}", message)
    for key, one in seen.items():
        against = one.plain(Order.MDY if found[key] is Order.DMY else Order.DMY)
        if against:
            text, place = against[0]
            count = sum(len(each.open) for each in seen.values())
            values = {"title": one.title, "example": text, "where": str(place)}
            kind = "dates_mixed" if count else "dates_mixed_plain"
            notes.assume(f"dates_mixed_{key}", Message.of(f"tables.{kind}", count=count, **values))
