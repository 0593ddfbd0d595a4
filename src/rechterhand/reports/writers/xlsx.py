"""Sheets as an Excel workbook: real dates and numbers, a frozen head, filters; texts are never formulas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from rechterhand.reports.document import Column, Form, Formed, Sheet
from rechterhand.text import Language
from rechterhand.text.plain import plain_lines

LONGEST = 32_767
"""Characters that a cell holds."""

DEEPEST = 7
"""Outline levels that a sheet has."""

_DATES = {"nl": "dd-mm-yyyy", "en": "d mmm yyyy"}
_NUMBERS = {Form.TEXT: "General", Form.COUNT: "#,##0", Form.DAYS: "#,##0.0", Form.FIGURE: "#,##0.00", Form.SHARE: "0 %"}
_PLACES = {Form.DAYS: 1}
"""Days hold what they show; all else so much that sums come out, and no more than that."""
PLACES = 4
_STARTS = ("=", "+", "-", "@")
FIRST_YEAR = 1900
"""Excel knows no dates before."""


def write(sheets: Sequence[Sheet], language: Language, *, title: str, made: datetime) -> bytes:
    """Write a workbook.

    Parameters
    ----------
    sheets
        What stands in it, in this order.
    language
        How dates are written.
    title, made
        Its properties; nothing else in it hangs on the clock, so that equal input gives equal bytes.
    """
    stream = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": _clean(title), "created": made})
        forms = _Forms(book, language)
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name), sheet, forms)
    return stream.getvalue()


class _Forms:
    """The formats of a workbook, made once."""

    def __init__(self, book: Any, language: Language) -> None:
        day = _DATES[language]
        self._book = book
        self._texts: dict[tuple[int, bool], Any] = {}
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
        self.day = book.add_format({"valign": "top", "num_format": day, "align": "left"})
        self.moment = book.add_format({"valign": "top", "num_format": f"{day} hh:mm", "align": "left"})
        self.number = {form: book.add_format({"valign": "top", "num_format": told}) for form, told in _NUMBERS.items()}

    def text(self, level: int, *, quoted: bool) -> Any:
        """A text so many levels in; a quoted one stays a text when somebody edits the cell."""
        key = (min(level, DEEPEST), quoted)
        if key not in self._texts:
            self._texts[key] = self._book.add_format(
                {"valign": "top", "text_wrap": True, "indent": key[0], "quote_prefix": quoted}
            )
        return self._texts[key]


def _write_sheet(page: Any, sheet: Sheet, forms: _Forms) -> None:
    last = max(len(sheet.rows), 1)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_row(0, 32)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, _clean(column.title), forms.head)
    if sheet.levels:
        page.outline_settings(symbols_below=False)
    for row, cells in enumerate(sheet.rows, 1):
        level = sheet.levels[row - 1] if sheet.levels else 0
        if level:
            page.set_row(row, None, None, {"level": min(level, DEEPEST)})
        for place, (column, cell) in enumerate(zip(sheet.columns, cells, strict=True)):
            if isinstance(cell, str):
                _write_text(page, (row, place), cell, level if column.inset else 0, forms)
            else:
                _write_value(page, (row, place), cell, column, forms)


def _write_text(page: Any, at: tuple[int, int], cell: str, level: int, forms: _Forms) -> None:
    text = _clean(cell)
    if not text:
        return  # a cell of its own for nothing takes as long as one with a text
    page.write_string(*at, text, forms.text(level, quoted=text.startswith(_STARTS)))


def _write_value(
    page: Any, at: tuple[int, int], cell: float | date | Formed | None, column: Column, forms: _Forms
) -> None:
    if cell is None:
        return
    if isinstance(cell, date) and cell.year < FIRST_YEAR:
        page.write_string(*at, cell.isoformat(), forms.text(0, quoted=False))
    elif isinstance(cell, datetime):
        page.write_datetime(*at, cell, forms.moment)
    elif isinstance(cell, date):
        page.write_datetime(*at, cell, forms.day)
    else:
        value, form = (cell.value, cell.form) if isinstance(cell, Formed) else (cell, column.form)
        page.write_number(*at, round(value, _PLACES.get(form, PLACES)), forms.number[form])


def _clean(text: str) -> str:
    return plain_lines(text)[:LONGEST]
