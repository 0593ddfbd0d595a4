"""PSPLIB's instances of project scheduling: .sm with a single mode, .mm with several."""

from __future__ import annotations

from rechterhand.intake.psplib.plan import read_instance
from rechterhand.intake.reader import Opened, Reader, Reading


def _bid(opened: Opened) -> float:
    if b"jobs (incl. supersource/sink" in opened.head:
        return 0.95
    return 0.5 if opened.suffix in reader.suffixes else 0.0


def _read(opened: Opened) -> Reading:
    return read_instance(opened, "rechterhand.intake.psplib.progen:load")


reader = Reader(suffixes=(".sm", ".mm"), bid=_bid, read=_read)
