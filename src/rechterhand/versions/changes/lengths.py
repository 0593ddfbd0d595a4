"""Changed durations and estimates, for another reason than progress."""

from __future__ import annotations

from collections.abc import Iterator

from rechterhand.engine.network.clock import DAY
from rechterhand.record.activity import Activity, ThreePoint
from rechterhand.text import Message
from rechterhand.text.message import Value as Told
from rechterhand.versions.cause import Cause
from rechterhand.versions.change import Change, What
from rechterhand.versions.changes.scene import Scene
from rechterhand.versions.rows import Twins, left, length_changed

_WHOLE = "duration_minutes", "compare.change.duration"
_LEFT = "remaining_duration_minutes", "compare.change.remains"


def find(scene: Scene) -> Iterator[Change]:
    """Durations, elapsed or not, kinds of work, and three points."""
    for old, new in scene.both():
        if old.type.is_summary or new.type.is_summary:
            continue
        if Cause.DURATION in Twins.of(old, new, Cause.NEW_WORK, nested=False).causes:
            before, after = _lengths(old, new)
            if before != after and length_changed(old, new) and new.id not in scene.shared_out:
                field, form = _LEFT if old.started or new.started else _WHOLE
                text = Message.of(form, name=new.name, old=scene.days(before), new=scene.days(after))
                if old.elapsed or new.elapsed:
                    lasts = (_of_days(scene, old, before), _of_days(scene, new, after))
                    text = Message.of(f"{form}_elapsed", name=new.name, before=lasts[0], now=lasts[1])
                yield Change(What.DURATION, new.id, field, before, after, text)
            for field in ("type", "elapsed", "three_point"):
                was, now = _shown(getattr(old, field)), _shown(getattr(new, field))
                if was != now and not (field == "type" and old.type.is_milestone and new.type.is_milestone):
                    spoken = [_spoken(scene, getattr(one, field)) for one in (old, new)]
                    text = Message.of(f"compare.change.{field}", name=new.name, old=spoken[0], new=spoken[1])
                    yield Change(What.DURATION, new.id, field, was, now, text)


def _lengths(old: Activity, new: Activity) -> tuple[int, int]:
    """Total durations of work that hasn't begun; of work that has, what is left, which progress doesn't add to."""
    if old.started or new.started:
        return left(old), left(new)
    return old.duration_minutes or 0, new.duration_minutes or 0


def _of_days(scene: Scene, one: Activity, minutes: int) -> Message:
    """A length in working days, or in days of the clock."""
    if one.elapsed:
        return Message.of("compare.length.elapsed", days=minutes / DAY)
    return Message.of("compare.length.working", days=scene.days(minutes))


def _shown(value: object) -> str | bool | None:
    if isinstance(value, ThreePoint):
        return " / ".join(str(one) for one in (value.low_minutes, value.likely_minutes, value.high_minutes))
    return value if isinstance(value, bool) or value is None else str(value)


def _spoken(scene: Scene, value: object) -> Told:
    """A value as it stands in a sentence."""
    if isinstance(value, ThreePoint):
        return tuple(scene.days(one) for one in (value.low_minutes, value.likely_minutes, value.high_minutes))
    if isinstance(value, bool):
        return Message.of("compare.yes" if value else "compare.no")
    return Message.of("compare.none") if value is None else Message.of(f"compare.type.{value}")
