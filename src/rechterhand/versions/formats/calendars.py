"""Working time: who counts the work, the activity's calendar or that of its resources, is a matter of the tool."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rechterhand.engine.network import microsoft, primavera
from rechterhand.engine.network.clock import Mixed
from rechterhand.engine.network.rule import Setting
from rechterhand.record.activity import Activity, ActivityType
from rechterhand.record.plan import Dialect, Plan
from rechterhand.versions.formats.pair import Formats
from rechterhand.versions.hours import Patterns, patterns


def evened(formats: Formats) -> Plan:
    """Rows that work at the same hours name the old version's calendar; the default one by its hours too."""
    same = frozenset(same_hours(formats))

    def change(old: Activity, new: Activity) -> Activity:
        if new.id not in same:
            return new
        made = replace(
            new, calendar_id=old.calendar_id, ignore_resource_calendars=old.ignore_resource_calendars,
            task_type=old.task_type,
        )  # fmt: skip
        kinds = {old.type, new.type}
        return replace(made, type=old.type) if kinds == {ActivityType.TASK, ActivityType.RESOURCE_DEPENDENT} else made

    old, new = patterns(formats.joined)
    default = formats.new.default_calendar_id
    if old.get(formats.old.default_calendar_id) == new.get(default):
        default = formats.old.default_calendar_id
    return replace(formats.each(change), default_calendar_id=default)


def same_hours(formats: Formats) -> Iterator[int]:
    """Ids of the rows whose work is counted on the same hours in both versions, or on those of part of the staff."""
    old, new = patterns(formats.joined)
    before, after = Setting.of(formats.old), Setting.of(formats.new)
    for one, other in formats.both():
        was, now = _hours(one, before, old), _hours(other, after, new)
        if was and now and (was <= now or now <= was):
            yield other.id


def _hours(row: Activity, setting: Setting, known: Patterns) -> frozenset[int]:
    """The patterns of the calendars that count a row's work by the rules of its tool."""
    rules = primavera if setting.plan.dialect is Dialect.PRIMAVERA else microsoft
    key = rules.calendar_of(row, setting)
    if isinstance(key, Mixed):
        keys = {*key.resources, *(() if key.task is None else (key.task,))}
    else:
        keys = {setting.plan.default_calendar_id if key is None else key}
    return frozenset(known[one] for one in keys if one in known)
