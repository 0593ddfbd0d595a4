"""Reads separated text (CSV) inside the worker: encoding, separator, cells, in bounds."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from pathlib import Path
from typing import Any

from rechterhand import errors
from rechterhand.intake.tables.workbook import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from rechterhand.text import Message

SEPARATORS = ";\t,|"
_LONGEST_CELL = 1_000_000
_LOOKED_AT = 50
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def load(path: str, separator: str | None = None) -> dict[str, Any]:
    """The one sheet of a text file, in the form that ``workbook.load`` gives; and its ``separator``, found or told.

    Raises UnreadableFile for what isn't text, TooLarge.
    """
    text = decoded(Path(path).read_bytes())
    found, text = _separator(text)
    separator = separator or found
    rows: list[tuple[int, list[Any]]] = []
    cells = 0
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for number, row in enumerate(reader, 1):
            told = [one if one.strip() else None for one in row]
            while told and told[-1] is None:
                told.pop()
            if not told:
                continue
            rows.append((number, list(told)))
            cells += len(told)
            _in_bounds(len(rows), len(told), cells)
    except csv.Error as error:
        raise errors.UnreadableFile(
            Message.of("intake.damaged", told=str(error)),
            where={"row": reader.line_num},
            hint=Message.of("tables.damaged_text_hint"),
        ) from error
    return {"sheets": [{"name": "", "rows": rows}], "separator": separator}


def decoded(data: bytes) -> str:
    """Text of a file: by its mark, else UTF-8, else the Windows code page of Western Europe.

    Raises UnreadableFile when it is no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _in(data, encoding)
    if b"\0" in data[:65536]:
        raise _no_text()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _in(data, "cp1252")


def _in(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, UnicodeError):
        raise _no_text() from None
    signs = Counter(text[:65536])
    odd = sum(count for sign, count in signs.items() if ord(sign) < 32 and sign not in "\t\r\n\f\v\x1a")
    if odd > len(text[:65536]) // 200:
        raise _no_text()
    return text


def _no_text() -> errors.UnreadableFile:
    return errors.UnreadableFile(Message.of("tables.no_text"), hint=Message.of("tables.no_text_hint"))


def _separator(text: str) -> tuple[str, str]:
    """The sign that separates cells, and the text without Excel's line that names it."""
    first, _, rest = text.partition("\n")
    told = first.strip().lower()
    if told.startswith("sep=") and len(told) == 5:
        return first.strip()[4], "\n" + rest  # the line stays, empty: row numbers must be the file's
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]
    return max(SEPARATORS, key=lambda sign: _fit(lines, sign)), text


def _fit(lines: list[str], sign: str) -> tuple[int, int]:
    """How many lines share the commonest number of separators, and how many that is."""
    counts = Counter(count for line in lines if (count := _outside_quotes(line, sign)))
    if not counts:
        return (0, 0)
    commonest, times = max(counts.items(), key=lambda item: (item[1] * min(item[0], 6), item[0]))
    return (times * min(commonest, 6), commonest)


def _outside_quotes(line: str, sign: str) -> int:
    return sum(part.count(sign) for part in line.split('"')[::2])


def _in_bounds(rows: int, columns: int, cells: int) -> None:
    for count, most, key in (
        (rows, MOST_ROWS, "tables.too_many_rows"),
        (columns, MOST_COLUMNS, "tables.too_many_columns"),
        (cells, MOST_CELLS, "tables.too_many_cells"),
    ):
        if count > most:
            raise errors.TooLarge(Message.of(key, most=most), hint=Message.of("tables.too_large_hint"))
