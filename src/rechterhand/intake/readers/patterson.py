"""Patterson's form of instances of project scheduling."""

from __future__ import annotations

from rechterhand.intake.psplib.plan import read_instance
from rechterhand.intake.reader import Opened, Reader, Reading


def _bid(opened: Opened) -> float:
    return 0.6 if opened.suffix in reader.suffixes else 0.0


def _read(opened: Opened) -> Reading:
    return read_instance(opened, "rechterhand.intake.psplib.patterson:load")


reader = Reader(suffixes=(".rcp",), bid=_bid, read=_read)
