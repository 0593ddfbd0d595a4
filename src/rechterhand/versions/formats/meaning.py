"""The new version in the terms of the old one, for versions of two formats or tools.

What both mean alike is written as the old version writes it; what one of them can't carry is as the old version has
it. What differs afterwards is what somebody changed. Dates are still computed from the versions as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from rechterhand.record.plan import Plan
from rechterhand.versions.formats import calendars, dates, lags, money, numbers, options, progress, staff
from rechterhand.versions.formats.pair import Formats
from rechterhand.versions.joined import Joined


class Subject(StrEnum):
    """What two formats write down differently, in the order in which it is said."""

    NUMBERS = "numbers"
    CALENDARS = "calendars"
    DATES = "dates"
    LAGS = "lags"
    PROGRESS = "progress"
    RESOURCES = "resources"
    COSTS = "costs"
    BASELINES = "baselines"
    SETTINGS = "settings"
    FLOATS = "floats"


_STEPS: tuple[tuple[Subject, Callable[[Formats], Plan]], ...] = (
    (Subject.NUMBERS, numbers.evened),
    (Subject.CALENDARS, calendars.evened),
    (Subject.DATES, dates.evened),
    (Subject.LAGS, lags.evened),
    (Subject.PROGRESS, progress.evened),
    (Subject.RESOURCES, staff.evened),
    (Subject.COSTS, money.costs),
    (Subject.BASELINES, money.baselines),
    (Subject.SETTINGS, options.evened),
)


@dataclass(frozen=True)
class Meaning:
    """``joined`` has the new version in the old one's terms; ``subjects`` are those in which terms differed.

    ``same_hours`` are the rows whose work is counted on the same working time, whatever calendars say so.
    """

    joined: Joined
    subjects: tuple[Subject, ...] = ()
    same_hours: frozenset[int] = field(default_factory=frozenset)


def meaning_of(joined: Joined) -> Meaning:
    """Put the new version into the old one's terms.

    Parameters
    ----------
    joined
        Both versions in one numbering; versions of one format come back as they are.
    """
    formats = Formats(joined)
    if not formats.differ:
        return Meaning(joined)
    same_hours = frozenset(calendars.same_hours(formats))
    plan, found = joined.new, []
    for subject, made in _made(formats):
        if made != plan:
            found.append(subject)
        plan = made
    if formats.two_tools:
        found.append(Subject.FLOATS)  # each tool counts them by its own rules
    return Meaning(replace(joined, new=plan), tuple(found), same_hours)


def _made(formats: Formats) -> Iterator[tuple[Subject, Plan]]:
    for subject, step in _STEPS:
        made = step(formats)
        yield subject, made
        formats = formats.having(made)
