"""Whether a file defines no calendar at all: MPXJ then gives it the standard one without a word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_TAG = re.compile(rb"<(?:\w+:)?calendar[\s>]", re.IGNORECASE)
_IN_XML = frozenset({"MSPDI", "PMXML", "XML"})
"""Microsoft Project's, Primavera's and Planner's."""
_CHUNK = 1 << 20
_OVERLAP = 64


def is_calendarless(path: str | Path, kind: str, tables: Mapping[str, int]) -> bool:
    """Only told of the formats that define calendars in so many words.

    Parameters
    ----------
    path
        The file.
    kind
        MPXJ's name of its type.
    tables
        Rows by table, of an XER.
    """
    if kind == "XER":
        return not tables.get("CALENDAR")
    return kind in _IN_XML and not _has_tag(Path(path))


def _has_tag(path: Path) -> bool:
    with path.open("rb") as file:
        before = b""
        while chunk := file.read(_CHUNK):
            if _TAG.search(before + chunk):
                return True
            before = chunk[-_OVERLAP:]
    return False
