"""What was done since, what was undone, and actual dates that were written anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from rechterhand.record.activity import Activity
from rechterhand.text import Message
from rechterhand.versions.change import Change, What
from rechterhand.versions.changes.scene import Scene
from rechterhand.versions.rows import left, undone

_TOLERANCE = 0.5
"""Percentage points that rounding may differ."""


def find(scene: Scene) -> Iterator[Change]:
    """The status date, then each row."""
    if scene.old.status_date != scene.new.status_date:
        old, new = scene.old.status_date, scene.new.status_date
        back = old is not None and new is not None and new < old
        text = Message.of("compare.change.status_date", old=old, new=new)
        yield Change(What.PROGRESS_BACK if back else What.PROGRESS, None, "status_date", old, new, text)
    for before, after in scene.both():
        if not (before.type.is_summary or after.type.is_summary):
            yield from _dates(scene, before, after)
            yield from _amounts(scene, before, after)


def _dates(scene: Scene, old: Activity, new: Activity) -> Iterator[Change]:
    for field in ("actual_start", "actual_finish"):
        was, now = getattr(old, field), getattr(new, field)
        if was == now:
            continue
        what = What.PROGRESS_BACK if now is None else What.PROGRESS
        form = "undone" if now is None else "anew" if was is not None else "done"
        values = {"name": new.name, "old": was, "new": now}
        if field == "actual_start" and form == "done" and new.actual_finish is None:
            form, values["left"] = "under_way", scene.days(left(new))
        text = Message.of(f"compare.change.{field}_{form}", **values)
        yield Change(what, new.id, field, was, now, text, in_past=_in_past(scene, was, now))


def _in_past(scene: Scene, was: datetime | None, now: datetime | None) -> bool:
    """A date that the old version had already reported, or that lies before what it reported up to."""
    return was is not None or scene.past(now)


def _amounts(scene: Scene, old: Activity, new: Activity) -> Iterator[Change]:
    """What is left of work under way, where it is less (more is a changed duration); percentages that went down."""
    if old.started and new.started and not (old.finished or new.finished) and left(new) < left(old):
        text = Message.of("compare.change.left", name=new.name, old=scene.days(left(old)), new=scene.days(left(new)))
        yield Change(What.PROGRESS, new.id, "remaining_duration_minutes", left(old), left(new), text)
    back = False
    for field in ("percent_complete", "percent_physical"):
        was, now = getattr(old, field) or 0.0, getattr(new, field) or 0.0
        if now < was - _TOLERANCE and not (field == "percent_complete" and _diluted(old, new)):
            text = Message.of(f"compare.change.{field}", name=new.name, old=was / 100, new=now / 100)
            back = True
            past = old.finished and scene.past(old.actual_finish)
            yield Change(What.PROGRESS_BACK, new.id, field, was, now, text, in_past=past)
    if undone(old, new) and not back:
        text = Message.of("compare.change.left", name=new.name, old=scene.days(left(old)), new=scene.days(left(new)))
        yield Change(What.PROGRESS_BACK, new.id, "remaining_duration_minutes", left(old), left(new), text)


def _diluted(old: Activity, new: Activity) -> bool:
    """Whether a percentage of the duration fell because more is left, not because what was done is left again."""
    under_way = old.started and new.started and not (old.finished or new.finished)
    return under_way and left(new) > left(old) and not undone(old, new)
