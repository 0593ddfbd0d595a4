"""Whether a file defines no calendar at all: MPXJ then gives it the standard one without a word, or doesn't read it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_TAG = re.compile(rb"<(?:\w+:)?calendar[\s>]", re.IGNORECASE)
_IN_XML = frozenset({"MSPDI", "PMXML", "XML"})
"""Microsoft Project's, Primavera's and Planner's."""
_GANTT_PROJECT = re.compile(rb"<project\s[^<]*?(?:view-date|webLink|gantt-divider-location)=")
_CALENDARS = re.compile(rb"<calendars[\s/>]")
_WEEK = (
    b'<calendars><day-types><day-type id="0"/><day-type id="1"/><default-week id="1" name="default" sun="1" mon="0" '
    b'tue="0" wed="0" thu="0" fri="0" sat="1"/></day-types></calendars>'
)
_END = b"</project>"
_CHUNK = 1 << 20
_OVERLAP = 64
_HEAD = 4096


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


def give_week(path: Path) -> bool:
    """Write Monday to Friday into a GanttProject file without calendars, which MPXJ refuses otherwise.

    Returns
    -------
    bool
        Whether it was written. The file must be the worker's own copy.
    """
    with path.open("rb") as file:
        if not _GANTT_PROJECT.search(file.read(_HEAD)):
            return False
    data = path.read_bytes()
    end = data.rfind(_END)
    if end < 0 or _CALENDARS.search(data):
        return False
    path.write_bytes(data[:end] + _WEEK + data[end:])
    return True


def _has_tag(path: Path) -> bool:
    with path.open("rb") as file:
        before = b""
        while chunk := file.read(_CHUNK):
            if _TAG.search(before + chunk):
                return True
            before = chunk[-_OVERLAP:]
    return False
