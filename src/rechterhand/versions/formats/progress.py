"""Progress: what was done up to when, and what is left, is the same; how a tool keeps count of it isn't.

Primavera takes what is left as a share of the original duration, Microsoft Project what was done as a share of the
whole: one row, a third done, is 34 % in one and 12 % in the other.
"""

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
)
_SHARES = ("percent_complete", "percent_work_complete", "percent_physical")


def evened(formats: Formats) -> Plan:
    """Rows with the same actual dates and the same length left are as far as they were; shares of two tools never
    tell.
    """

    def change(old: Activity, new: Activity) -> Activity:
        same = (old.actual_start, old.actual_finish, left(old)) == (new.actual_start, new.actual_finish, left(new))
        kept = (*(_KEPT if same else ()), *(_SHARES if same or formats.two_tools else ()))
        return replace(new, **{name: getattr(old, name) for name in kept}) if kept else new

    return formats.each(change)
