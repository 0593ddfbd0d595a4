"""Excel workbooks."""

from __future__ import annotations

from rechterhand.intake.ole import stored
from rechterhand.intake.reader import Opened, Reader, Reading
from rechterhand.intake.tables.plan import read_table

_CELLS = "rechterhand.intake.tables.workbook:load"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def _bid(opened: Opened) -> float:
    ours = opened.suffix in reader.suffixes
    if opened.head.startswith(_ZIP):
        content = b"[Content_Types].xml" in opened.head or b"xl/" in opened.head
        return 0.9 if ours else 0.6 if content and opened.suffix not in {".zip", ".pod"} else 0.0
    if opened.head.startswith(_OLE):
        held = stored(opened.path, opened.size)
        return 0.95 if held.is_workbook or (ours and not held.is_project) else 0.0
    return 0.3 if ours else 0.0


def _read(opened: Opened) -> Reading:
    return read_table(opened, _CELLS, "XLSX")


reader = Reader(suffixes=(".xlsx", ".xlsm", ".xlsb", ".xls", ".xltx"), bid=_bid, read=_read, cells=_CELLS)
