"""Working time: activities on other calendars, and calendars with other hours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rechterhand.record.calendar import Calendar
from rechterhand.text import Message
from rechterhand.text.message import Value
from rechterhand.versions.change import Change, What
from rechterhand.versions.changes.scene import Scene
from rechterhand.versions.hours import other_days, with_other_hours


def find(scene: Scene) -> Iterator[Change]:
    """First the calendars themselves, then the rows that went to another one."""
    names = {one.id: one.name for plan in (scene.old, scene.new) for one in plan.calendars}
    for key, (days, below) in _by_origin(scene).items():
        values: dict[str, Value] = {"name": names[key], "count": len(days), "first": days[0], "last": days[-1]}
        if below:
            text = Message.of("compare.change.hours_below", **values, below=below)
        else:
            text = Message.of("compare.change.hours", **values)
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


def _by_origin(scene: Scene) -> dict[int, tuple[list[date], int]]:
    """Calendars whose own hours changed: the days, and how many calendars that are built on them changed with them."""
    old, new = ({one.id: one for one in plan.calendars} for plan in (scene.joined.old, scene.joined.new))
    found: dict[int, tuple[list[date], int]] = {}
    for key in sorted(with_other_hours(scene.joined)):
        days = other_days(scene.joined, key)
        if days:
            head = _origin(key, old, new)
            known, below = found.get(head, (days, 0))
            found[head] = (days if head == key else known, below + (head != key))
    return found


def _origin(key: int, old: dict[int, Calendar], new: dict[int, Calendar]) -> int:
    """The calendar from which a change was inherited; the calendar itself where it was changed."""
    seen = {key}
    while old[key].parent_id == new[key].parent_id and _own(old[key]) == _own(new[key]):
        above = new[key].parent_id
        if above is None or above in seen or above not in old or above not in new:
            break
        seen.add(above)
        key = above
    return key


def _own(one: Calendar) -> tuple[object, ...]:
    """What a calendar says itself."""
    return one.week, one.exceptions, one.work_weeks
