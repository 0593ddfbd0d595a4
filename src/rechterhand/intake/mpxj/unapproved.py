"""Primavera's planned dates, which MPXJ gives as a baseline where the file has none.

P6 itself compares with the planned dates of the project when no baseline is assigned. They move along with every
update of work that hasn't begun, so nobody approved them, and what they were once isn't in the file. The plan keeps
them as what they are, ``Activity.planned_start`` and its like. An XER holds a single project and so never a baseline;
Primavera's XML may have baselines beside the project.
"""

from __future__ import annotations

import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_BASELINE = b"<BaselineProject>"
_SECTIONS = ("tasks", "resources", "assignments")


def is_unapproved(path: Path, file_type: object) -> bool:
    """Whether what MPXJ calls the baseline of this file are the planned dates of the project itself."""
    if file_type == "PMXML":
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            return content.find(_BASELINE) < 0
    return file_type == "XER"


def without_baseline(document: Mapping[str, Any]) -> dict[str, Any]:
    """MPXJ's JSON without anything that it says of a baseline."""
    return {
        **document,
        "property_values": _bare(document["property_values"]),
        **{name: [_bare(row) for row in document[name]] for name in _SECTIONS if name in document},
    }


def _bare(row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in row.items() if "baseline" not in name}
