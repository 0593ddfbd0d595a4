"""Plans in tables, made here: workbooks, OpenDocument sheets and separated text from rows of values."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

Row = Sequence[object]

HEADER = ("Nr", "Taak", "Duur", "Begin", "Einde", "Voorgangers")
SMALL: tuple[Row, ...] = (
    HEADER,
    (1, "Ontwerp", "5d", dt.datetime(2026, 3, 2), dt.datetime(2026, 3, 6), None),
    (2, "Bouw", "10d", dt.datetime(2026, 3, 9), dt.datetime(2026, 3, 20), "1"),
    (3, "Test", "5d", dt.datetime(2026, 3, 23), dt.datetime(2026, 3, 27), "2"),
)


def workbook(path: Path, rows: Sequence[Row] | Mapping[str, Sequence[Row]], **looks: Any) -> Path:
    """An Excel workbook; rows of one sheet 'Planning', or of several by name.

    ``looks``: ``indents`` and ``levels`` by row from 1, ``hidden`` names of sheets, ``hidden_rows``, ``column`` of the
    indents (1).
    """
    sheets = rows if isinstance(rows, Mapping) else {"Planning": rows}
    with xlsxwriter.Workbook(path) as book:
        date = book.add_format({"num_format": "dd-mm-yyyy"})
        moment = book.add_format({"num_format": "dd-mm-yyyy hh:mm"})
        for name, content in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(content):
                for column, value in enumerate(row):
                    _write(sheet, number, column, value, (date, moment))
            _dress(book, sheet, content, looks)
            if name in looks.get("hidden", ()):
                sheet.hide()
    return path


def _write(sheet: Any, row: int, column: int, value: object, formats: tuple[Any, Any]) -> None:
    if isinstance(value, dt.datetime):
        sheet.write_datetime(row, column, value, formats[1 if value.hour else 0])
    elif isinstance(value, str) and value.startswith("=#"):
        sheet.write_formula(row, column, "=NA()", None, value[1:])
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    elif value is not None:
        sheet.write(row, column, value)


def _dress(book: Any, sheet: Any, content: Sequence[Row], looks: Mapping[str, Any]) -> None:
    column = looks.get("column", 1)
    for row, indent in looks.get("indents", {}).items():
        sheet.write_string(row - 1, column, str(content[row - 1][column]), book.add_format({"indent": indent}))
    for row, level in looks.get("levels", {}).items():
        sheet.set_row(row - 1, None, None, {"level": level})
    for row in looks.get("hidden_rows", ()):
        sheet.set_row(row - 1, None, None, {"hidden": True})


def separated(path: Path, rows: Sequence[Row], *, sign: str = ";", encoding: str = "utf-8") -> Path:
    """A CSV file; dates as day-month-year."""
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file, delimiter=sign).writerows([[_text(one) for one in row] for row in rows])
    return path


def _text(value: object) -> object:
    if isinstance(value, dt.datetime):
        return value.strftime("%d-%m-%Y")
    return "" if value is None else value


def open_document(path: Path, rows: Sequence[Row]) -> Path:
    """An OpenDocument spreadsheet."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    table = Table(name="Planning")
    for row in rows:
        line = TableRow()
        for value in row:
            if isinstance(value, dt.datetime):
                cell = TableCell(valuetype="date", datevalue=value.strftime("%Y-%m-%d"))
            elif isinstance(value, int | float):
                cell = TableCell(valuetype="float", value=str(value))
            else:
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=str(value or "")))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(path))
    return path
