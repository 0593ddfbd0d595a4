"""Primavera P6's XML (PMXML)."""

from __future__ import annotations

from rechterhand.intake.mpxj.plan import read_project
from rechterhand.intake.reader import Opened, Reader


def _bid(opened: Opened) -> float:
    if b"APIBusinessObjects" in opened.head:
        return 0.95
    return 0.5 if opened.suffix == ".pmxml" else 0.0


reader = Reader(suffixes=(".xml", ".pmxml"), bid=_bid, read=read_project)
