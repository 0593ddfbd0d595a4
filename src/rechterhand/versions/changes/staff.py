"""Who does the work, how much of it, and resources themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rechterhand.record.resource import Assignment
from rechterhand.text import Message
from rechterhand.versions.change import Change, What
from rechterhand.versions.changes.scene import Scene

_HALF_MINUTE = 0.5


def find(scene: Scene) -> Iterator[Change]:
    """Assignments of rows in both versions, levelling delays, then resources of their own."""
    old, new = _by_row(scene.old.assignments), _by_row(scene.new.assignments)
    names = {one.id: one.name for plan in (scene.old, scene.new) for one in plan.resources}
    for before, after in scene.both():
        key = after.id
        for who in dict.fromkeys((*old.get(key, {}), *new.get(key, {}))):
            name = who[1] if who[0] is None else names.get(who[0], "")
            yield from _assigned(scene, (key, name), old.get(key, {}).get(who), new.get(key, {}).get(who))
        if before.levelling_delay_minutes != after.levelling_delay_minutes:
            was, now = before.levelling_delay_minutes, after.levelling_delay_minutes
            text = Message.of("compare.change.levelling", name=after.name, old=was / 1440, new=now / 1440)
            yield Change(What.RESOURCE, key, "levelling_delay_minutes", was, now, text)
    yield from _resources(scene)


Who = tuple[int | None, str | None]


def _by_row(assignments: Sequence[Assignment]) -> Mapping[int, Mapping[Who, Assignment]]:
    found: dict[int, dict[Who, Assignment]] = defaultdict(dict)
    for one in assignments:
        if one.resource_id is None and not one.role:
            continue  # Microsoft Project keeps work that nobody does on an assignment of nobody
        found[one.activity_id].setdefault((one.resource_id, one.role if one.resource_id is None else None), one)
    return found


def _assigned(
    scene: Scene, where: tuple[int, str | None], old: Assignment | None, new: Assignment | None
) -> Iterator[Change]:
    key, resource = where
    values = {"name": scene.name(key), "resource": resource or "–"}
    if old is None or new is None:
        form = "assigned" if old is None else "released"
        text = Message.of(f"compare.change.{form}", **values)
        was, now = (None if one is None else resource for one in (old, new))
        yield Change(What.RESOURCE, key, "assignment", was, now, text)
        return
    if abs(old.units - new.units) > 1e-6:
        text = Message.of("compare.change.units", old=old.units, new=new.units, **values)
        yield Change(What.RESOURCE, key, "units", old.units, new.units, text)
    if abs(old.work_minutes - new.work_minutes) > _HALF_MINUTE:
        text = Message.of("compare.change.work", old=old.work_minutes / 60, new=new.work_minutes / 60, **values)
        yield Change(What.RESOURCE, key, "work_minutes", old.work_minutes, new.work_minutes, text)


def _resources(scene: Scene) -> Iterator[Change]:
    old = {one.id: one for one in scene.old.resources}
    new = {one.id: one for one in scene.new.resources}
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if before is None or after is None:
            form = "added" if before is None else "deleted"
            was, now = (None if one is None else one.name for one in (before, after))
            text = Message.of(f"compare.change.resource_{form}", name=now or was)
            yield Change(What.RESOURCE, None, "resource", was, now, text)
            continue
        name = after.name
        if before.max_units != after.max_units:
            units = before.max_units, after.max_units
            text = Message.of("compare.change.max_units", name=name, old=units[0], new=units[1])
            yield Change(What.RESOURCE, None, "max_units", units[0], units[1], text)
        if before.calendar_id != after.calendar_id:
            first, last = (_calendar(scene, one.calendar_id) for one in (before, after))
            text = Message.of("compare.change.resource_calendar", name=name, old=first, new=last)
            yield Change(What.RESOURCE, None, "resource_calendar", first, last, text)


def _calendar(scene: Scene, key: int | None) -> str | None:
    return next((one.name for plan in (scene.new, scene.old) for one in plan.calendars if one.id == key), None)
