"""Primavera P6's exchange format."""

from __future__ import annotations

from rechterhand import errors
from rechterhand.intake.mpxj.plan import read_project
from rechterhand.intake.reader import Opened, Reader, Reading
from rechterhand.text import Message

_END = b"%E"
_TAIL = 256


def _bid(opened: Opened) -> float:
    return 1.0 if opened.head.lstrip(b"\xef\xbb\xbf").startswith(b"ERMHDR") else 0.0


def _read(opened: Opened) -> Reading:
    """Read it, when it is whole: tables that are cut off leave a plan that looks sound, without links, say.

    Raises UnreadableFile when the line that ends such a file is missing.
    """
    with opened.path.open("rb") as file:
        file.seek(max(0, opened.size - _TAIL))
        lines = file.read().rstrip(b"\0 \t\r\n\x1a").splitlines()
    if not lines or lines[-1].strip() != _END:
        raise errors.UnreadableFile(Message.of("intake.cut_off"), hint=Message.of("intake.cut_off_hint"))
    return read_project(opened)


reader = Reader(suffixes=(".xer",), bid=_bid, read=_read)
