"""Working time: activities on other calendars, and calendars with other hours."""

from __future__ import annotations

from collections.abc import Iterator

from rechterhand.text import Message
from rechterhand.versions.change import Change, What
from rechterhand.versions.changes.scene import Scene
from rechterhand.versions.hours import other_days, with_other_hours


def find(scene: Scene) -> Iterator[Change]:
    """First the calendars themselves, then the rows that went to another one."""
    names = {one.id: one.name for plan in (scene.old, scene.new) for one in plan.calendars}
    for key in sorted(with_other_hours(scene.joined)):
        days = other_days(scene.joined, key)
        if not days:
            continue
        first, last = days[0], days[-1]
        text = Message.of("compare.change.hours", name=names[key], count=len(days), first=first, last=last)
        told = ", ".join(one.isoformat() for one in days[:10])
        yield Change(What.CALENDAR, None, "hours", names[key], told, text)
    if scene.old.default_calendar_id != scene.new.default_calendar_id:
        was, now = (names.get(one.default_calendar_id or 0) for one in (scene.old, scene.new))
        text = Message.of("compare.change.default_calendar", old=was, new=now)
        yield Change(What.CALENDAR, None, "default_calendar", was, now, text)
    for old, new in scene.both():
        before, after = scene.joined.calendar_of(old, new=False), scene.joined.calendar_of(new, new=True)
        if before == after or old.type.is_summary or new.type.is_summary:
            continue
        was, now = (None if key is None else names.get(key) for key in (before, after))
        text = Message.of("compare.change.calendar", name=new.name, old=was, new=now)
        yield Change(What.CALENDAR, new.id, "calendar", was, now, text)
