"""Resources: roles beside people, calendars of their own with the same hours, capacities left out."""

from __future__ import annotations

from dataclasses import replace

from rechterhand.lineage.names import plain_name
from rechterhand.record.plan import Plan
from rechterhand.record.resource import Resource
from rechterhand.versions.formats.pair import Formats
from rechterhand.versions.hours import patterns

WHOLE = 1.0
"""The capacity of a resource without one."""


def evened(formats: Formats) -> Plan:
    """Resources with equal hours and capacity are as they were; a format without any says nothing of them."""
    old, new = formats.old, formats.new
    if not old.resources or not new.resources:
        return replace(new, resources=old.resources, assignments=old.assignments)
    hours = patterns(formats.joined)
    known = {one.id: one for one in old.resources}

    def like(one: Resource) -> Resource:
        was = known.get(one.id)
        if was is None:
            return one
        calendars = [
            at.get(plan.default_calendar_id if each.calendar_id is None else each.calendar_id)
            for at, plan, each in zip(hours, (old, new), (was, one), strict=True)
        ]
        made = replace(one, calendar_id=was.calendar_id) if calendars[0] == calendars[1] else one
        units = WHOLE if was.max_units is None else was.max_units, WHOLE if one.max_units is None else one.max_units
        return replace(made, max_units=was.max_units) if units[0] == units[1] else made

    came = _spare(new, old)
    made = tuple(like(one) for one in new.resources if one.id in known or one.id not in came)
    there = {one.id for one in made}
    went = _spare(old, new)
    gone = tuple(one for one in old.resources if one.id not in there and one.id in went)
    return replace(new, resources=(*made, *gone))


def _spare(plan: Plan, other: Plan) -> set[int]:
    """Resources without work whose name the other version has too: a role beside the one who fills it."""
    used = {one.resource_id for one in plan.assignments}
    names = {plain_name(one.name) for one in other.resources}
    return {one.id for one in plan.resources if one.id not in used and plain_name(one.name) in names}
