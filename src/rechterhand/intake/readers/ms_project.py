"""Microsoft Project: .mpp and .mpt of all versions, and its text format .mpx."""

from __future__ import annotations

from rechterhand import errors
from rechterhand.intake.mpxj.plan import read_project
from rechterhand.intake.ole import stored
from rechterhand.intake.reader import Opened, Reader, Reading
from rechterhand.text import Message

OLE = b"\xd0\xcf\x11\xe0"


def _bid(opened: Opened) -> float:
    if opened.head.startswith(b"MPX"):
        return 1.0
    if not opened.head.startswith(OLE):
        return 0.0
    held = stored(opened.path, opened.size)
    if held.is_project or held.is_workbook:
        return float(held.is_project)
    return 0.9 if opened.suffix in reader.suffixes else 0.4


def _read(opened: Opened) -> Reading:
    """Read it, when it is whole. Raises UnreadableFile when its end is missing."""
    if opened.head.startswith(OLE) and stored(opened.path, opened.size).cut_off:
        raise errors.UnreadableFile(Message.of("intake.end_missing"), hint=Message.of("intake.cut_off_hint"))
    return read_project(opened)


reader = Reader(suffixes=(".mpp", ".mpt", ".mpx"), bid=_bid, read=_read)
