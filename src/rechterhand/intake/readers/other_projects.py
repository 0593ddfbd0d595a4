"""Every other project file that MPXJ knows.

ProjectLibre, Asta Powerproject, SDEF, ConceptDraw, FastTrack, TurboProject, Merlin and more.
"""

from __future__ import annotations

from rechterhand.intake.mpxj.plan import read_project
from rechterhand.intake.reader import Opened, Reader


def _bid(opened: Opened) -> float:
    if opened.suffix in reader.suffixes:
        return 0.5
    return 0.2 if opened.suffix == ".xml" and b"<" in opened.head else 0.0


reader = Reader(
    suffixes=(
        ".pod",
        ".pp",
        ".sp",
        ".sdef",
        ".cdpx",
        ".cdpz",
        ".cdpm",
        ".fts",
        ".pep",
        ".ppx",
        ".schedule_grid",
        ".prx",
        ".stx",
        ".pc",
        ".mdb",
        ".mpd",
        ".zip",
    ),
    bid=_bid,
    read=read_project,
)
