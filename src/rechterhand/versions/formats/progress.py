"""Progress: what was done up to when, and what is left, is the same; how a tool keeps count of it isn't."""

from __future__ import annotations

from dataclasses import replace

from rechterhand.record.activity import Activity
from rechterhand.record.plan import Plan
from rechterhand.versions.formats.pair import Formats
from rechterhand.versions.rows import left

_KEPT = (
    "actual_duration_minutes",
    "stop",
    "resume",
    "suspended",
    "splits",
    "percent_complete",
    "percent_work_complete",
    "percent_physical",
)


def evened(formats: Formats) -> Plan:
    """Rows with the same actual dates and the same length left are as far as they were."""

    def change(old: Activity, new: Activity) -> Activity:
        same = (old.actual_start, old.actual_finish, left(old)) == (new.actual_start, new.actual_finish, left(new))
        return replace(new, **{name: getattr(old, name) for name in _KEPT}) if same else new

    return formats.each(change)
