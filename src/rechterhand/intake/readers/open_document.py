"""OpenDocument spreadsheets, as LibreOffice writes them."""

from __future__ import annotations

from rechterhand.intake.reader import Opened, Reader, Reading
from rechterhand.intake.tables.plan import read_table

_CELLS = "rechterhand.intake.tables.workbook:load"
_KIND = b"application/vnd.oasis.opendocument.spreadsheet"


def _bid(opened: Opened) -> float:
    if _KIND in opened.head[:200]:
        return 0.95
    return 0.4 if opened.suffix in reader.suffixes else 0.0


def _read(opened: Opened) -> Reading:
    return read_table(opened, _CELLS, "ODS")


reader = Reader(suffixes=(".ods", ".ots"), bid=_bid, read=_read, cells=_CELLS)
