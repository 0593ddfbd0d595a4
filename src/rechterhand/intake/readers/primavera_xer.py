"""Primavera P6's exchange format."""

from __future__ import annotations

from rechterhand.intake.mpxj.plan import read_project
from rechterhand.intake.reader import Opened, Reader


def _bid(opened: Opened) -> float:
    return 1.0 if opened.head.lstrip(b"\xef\xbb\xbf").startswith(b"ERMHDR") else 0.0


reader = Reader(suffixes=(".xer",), bid=_bid, read=read_project)
