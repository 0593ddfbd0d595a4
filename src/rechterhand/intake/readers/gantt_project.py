"""GanttProject."""

from __future__ import annotations

from rechterhand.intake.mpxj.plan import read_project
from rechterhand.intake.reader import Opened, Reader


def _bid(opened: Opened) -> float:
    return 0.95 if b"<project" in opened.head and opened.suffix == ".gan" else 0.0


reader = Reader(suffixes=(".gan",), bid=_bid, read=read_project)
