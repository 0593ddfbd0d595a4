"""What the naive schedule speaks of: dates of activities, kinds of links, and manual work as its links have it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rechterhand.record.activity import Activity, ActivityType, ConstraintType
from rechterhand.record.link import LinkType

C = ConstraintType
FAR = 10**12
TO_START, FROM_FINISH = {LinkType.FS, LinkType.SS}, {LinkType.FS, LinkType.FF}
MILESTONES = {ActivityType.MILESTONE, ActivityType.START_MILESTONE, ActivityType.FINISH_MILESTONE}
DRIVEN = {ActivityType.LEVEL_OF_EFFORT, ActivityType.HAMMOCK}


@dataclass(frozen=True)
class Dates:
    """Early and late dates, total and free float of one activity."""

    es: int
    ef: int
    ls: int
    lf: int
    tf: int
    ff: int


@dataclass(frozen=True)
class At:
    """Remaining work on its own calendar: working minutes at both ends, and the moments shown and handed on."""

    start: int
    finish: int
    begin: int
    end: int


def by_links(one: Activity) -> Activity:
    """A manual task as one that is scheduled; its typed start holds it as a date not to start before."""
    if not one.manual or one.finished:
        return one
    date = None if one.started else one.start
    kind = C.AS_SOON_AS_POSSIBLE if date is None else C.START_NO_EARLIER_THAN
    return replace(one, manual=False, constraint=kind, constraint_date=date)
