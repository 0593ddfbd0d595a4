"""Which calendars of two versions have other hours, day by day, whatever way the files write them down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeAlias

import numpy as np

from rechterhand.engine.network.clock import build_clock
from rechterhand.errors import BadPlan
from rechterhand.record.calendar import Calendar
from rechterhand.record.plan import Plan
from rechterhand.versions.joined import Joined

BEYOND = timedelta(days=366)


def used(plan: Plan) -> set[int]:
    """Calendars that something of the plan counts on."""
    found = {one.calendar_id for one in plan.activities} | {one.calendar_id for one in plan.resources}
    found.add(plan.default_calendar_id)
    known = {one.id for one in plan.calendars}
    return {key for key in found if key is not None and key in known}


def span(plans: Iterable[Plan]) -> tuple[date, date]:
    """From the first date of all plans to the last, with a year on both sides."""
    found = []
    for plan in plans:
        found += [one for one in (plan.start, plan.finish, plan.status_date) if one is not None]
        found += [one for row in plan.activities for one in (row.start, row.finish) if one is not None]
    days = [one.date() for one in found] or [date(2024, 1, 1)]
    return max(min(days), date(1951, 1, 1)) - BEYOND, min(max(days), date(2190, 1, 1)) + BEYOND


def with_other_hours(joined: Joined) -> frozenset[int]:
    """Ids of calendars in both versions, used in one of them, that work at other times."""
    old = {one.id: one for one in joined.old.calendars}
    new = {one.id: one for one in joined.new.calendars}
    both = sorted((used(joined.old) | used(joined.new)) & old.keys() & new.keys())
    shift = max((*old, *new), default=0) + 1
    moved = [_moved(one, shift) for one in joined.new.calendars]
    first, last = span((joined.old, joined.new))
    found = set()
    for key in both:
        try:
            clock = build_clock([*joined.old.calendars, *moved], [key, key + shift], first, last)
        except BadPlan:  # one without any work: nothing that works can count on it
            if old[key] != new[key]:
                found.add(key)
            continue
        if clock.position[key] != clock.position[key + shift]:
            found.add(key)
    return frozenset(found)


Patterns: TypeAlias = Mapping[int | None, int]
"""Which working time each calendar has, by id: calendars with equal hours have equal numbers."""


def patterns(joined: Joined) -> tuple[Patterns, Patterns]:
    """The working times of both versions' used calendars, whatever they are called; those without any work are left
    out.
    """
    shift = max((one.id for plan in (joined.old, joined.new) for one in plan.calendars), default=0) + 1
    calendars = [*joined.old.calendars, *(_moved(one, shift) for one in joined.new.calendars)]
    keys = [sorted(used(joined.old)), sorted(key + shift for key in used(joined.new))]
    first, last = span((joined.old, joined.new))
    working = [[key for key in ones if _works(calendars, key, first, last)] for ones in keys]
    clock = build_clock(calendars, [*working[0], *working[1]], first, last)
    old: Patterns = {key: clock.position[key] for key in working[0]}
    new: Patterns = {key - shift: clock.position[key] for key in working[1]}
    return old, new


def _works(calendars: list[Calendar], key: int, first: date, last: date) -> bool:
    try:
        build_clock(calendars, [key], first, last)
    except BadPlan:
        return False
    return True


def _moved(one: Calendar, shift: int) -> Calendar:
    return replace(one, id=one.id + shift, parent_id=None if one.parent_id is None else one.parent_id + shift)


def other_days(joined: Joined, key: int) -> list[date]:
    """The days on which a calendar works at other times than it did."""
    shift = max(one.id for plan in (joined.old, joined.new) for one in plan.calendars) + 1
    first, last = span((joined.old, joined.new))
    moved = [_moved(one, shift) for one in joined.new.calendars]
    try:
        clock = build_clock([*joined.old.calendars, *moved], [key, key + shift], first, last)
    except BadPlan:
        return []
    old, new = (clock.pattern[clock.position[one]] for one in (key, key + shift))
    return [first + timedelta(days=int(day)) for day in np.flatnonzero(old != new)]
