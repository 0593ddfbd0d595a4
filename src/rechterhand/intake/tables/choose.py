"""Which sheet of a workbook holds the plan."""

from __future__ import annotations

from collections.abc import Sequence

from rechterhand import errors
from rechterhand.intake.tables.columns import recognise
from rechterhand.intake.tables.grid import Sheet, shown
from rechterhand.intake.tables.header import SEARCHED, Header, find, headings
from rechterhand.intake.tables.mapping import MappingFile, missing
from rechterhand.intake.tables.notes import Notes, some
from rechterhand.intake.tables.words import meaning, plain
from rechterhand.text import Message

_SHORTEST = 3


def choose(sheets: Sequence[Sheet], mapping: MappingFile, project: str | None, notes: Notes) -> Header:
    """The header of the sheet asked for (``project`` or the mapping's ``sheet``), else of the best one.

    Best is the visible sheet with most recognised columns, the first of equals; the others are noted.

    Raises NoTable when no sheet has a header row, BadInput when the sheet or a mapped column isn't there.
    """
    asked = project or mapping.sheet
    if asked is not None and not any(one.name == asked for one in sheets):
        raise errors.BadInput(
            Message.of("tables.no_such_sheet", name=asked, known=", ".join(one.name for one in sheets)),
            where=None if project else ({"file": mapping.file} if mapping.file else {}) | {"field": "sheet"},
        )
    among = [one for one in sheets if one.name == asked] if asked else list(sheets)
    headers = [found for one in among if (found := find(one, mapping)) is not None]
    headers = [one for one in headers if not _beside(one.sheet)] or headers
    if not headers:
        raise _no_header(among, mapping)
    best = max(headers, key=lambda one: (not one.sheet.hidden, one.score))
    for key in mapping.columns:
        if plain(best.columns.titles.get(key, "")) != plain(mapping.columns[key]):
            raise missing(mapping, headings(best.sheet, best.last), key)
    _tell(sheets, headers, best, notes, asked=asked is not None)
    return best


def _tell(sheets: Sequence[Sheet], headers: Sequence[Header], best: Header, notes: Notes, *, asked: bool) -> None:
    others = [one.sheet.name for one in headers if one is not best and _has_tasks(one)]
    if others and not asked:
        notes.assume(
            "first_sheet",
            Message.of("tables.first_sheet", name=best.sheet.name, others=some(others), count=len(others)),
        )
    for sheet in () if asked else sheets:
        if sheet is best.sheet or sheet.name in others or not sheet.rows or _beside(sheet):
            continue
        row, cells = next(iter(sheet.rows.items()))
        column = next(place for place, cell in enumerate(cells) if cell is not None)
        text = " | ".join(shown(cell) for cell in cells if cell is not None)
        notes.missed(sheet.name, sheet.place(row, column), text, Message.of("tables.other_sheet"))


def _beside(sheet: Sheet) -> bool:
    """The template's own example and explanation."""
    return meaning("sheet", sheet.name) is not None


def _has_tasks(header: Header) -> bool:
    return any(row > header.last for row in header.sheet.rows)


def _no_header(sheets: Sequence[Sheet], mapping: MappingFile) -> errors.NoTable:
    """Says what stands where a header was looked for."""
    fullest: tuple[str, ...] = ()
    where: dict[str, str | int] = {}
    for sheet in sheets:
        for row in list(sheet.rows)[:SEARCHED]:
            texts = tuple(one for one in headings(sheet, row) if one)
            if len(texts) > len(fullest):
                fullest = texts
                where = ({"sheet": sheet.name} if sheet.name else {}) | {"row": row}
    if len(fullest) < _SHORTEST:
        return errors.NoTable(Message.of("tables.no_header", rows=SEARCHED), hint=Message.of("tables.no_header_hint"))
    columns = recognise(fullest, mapping.columns)
    known = [fullest[place] for place in sorted(columns.places.values())]
    if len(known) >= _SHORTEST and not {"name", "phase", "subtask"} & columns.places.keys():
        rest = tuple(one for one in fullest if one not in known)
        message = Message.of("tables.no_header_names", row=where["row"], known=some(known), others=some(rest) or "–")
    else:
        message = Message.of("tables.no_header_near", rows=SEARCHED, found=some(fullest))
    return errors.NoTable(message, where=where, hint=Message.of("tables.no_header_hint"))
