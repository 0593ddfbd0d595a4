"""Text with separators: CSV as spreadsheets and registers export it."""

from __future__ import annotations

from rechterhand.intake.reader import Opened, Reader, Reading
from rechterhand.intake.tables.plan import TEXT, read_table

_OTHERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"MPX,")
_SPREADSHEETS = frozenset({".xls", ".xlsx", ".ods"})


def _bid(opened: Opened) -> float:
    if opened.head.startswith(_OTHERS):
        return 0.0
    if opened.suffix in reader.suffixes:
        return 0.6
    text = b"\0" not in opened.head and not opened.head.lstrip().startswith(b"<")
    separated = any(sign in opened.head for sign in (b";", b"\t", b","))
    return 0.5 if opened.suffix in _SPREADSHEETS and text and separated else 0.0


def _read(opened: Opened) -> Reading:
    return read_table(opened, TEXT, "CSV")


reader = Reader(suffixes=(".csv", ".tsv"), bid=_bid, read=_read, cells=TEXT)
