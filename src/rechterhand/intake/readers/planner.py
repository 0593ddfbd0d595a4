"""Planner of the GNOME desktop."""

from __future__ import annotations

from rechterhand.intake.mpxj.plan import read_project
from rechterhand.intake.reader import Opened, Reader


def _bid(opened: Opened) -> float:
    return 0.9 if opened.suffix == ".planner" and b"<" in opened.head else 0.0


reader = Reader(suffixes=(".planner",), bid=_bid, read=read_project)
