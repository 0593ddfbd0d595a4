"""Microsoft Project: .mpp and .mpt of all versions, and its text format .mpx."""

from __future__ import annotations

from rechterhand.intake.mpxj.plan import read_project
from rechterhand.intake.reader import Opened, Reader

OLE = b"\xd0\xcf\x11\xe0"


def _bid(opened: Opened) -> float:
    if opened.head.startswith(b"MPX"):
        return 1.0
    if opened.head.startswith(OLE):
        return 0.9 if opened.suffix in reader.suffixes else 0.4
    return 0.0


reader = Reader(suffixes=(".mpp", ".mpt", ".mpx"), bid=_bid, read=read_project)
