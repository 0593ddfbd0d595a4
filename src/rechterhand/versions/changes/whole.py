"""What holds for the plan as a whole: its start, and the options that decide dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from rechterhand.text import Message
from rechterhand.versions.change import Change, Value, What
from rechterhand.versions.changes.scene import Scene


def find(scene: Scene) -> Iterator[Change]:
    """Start, dialect and every option."""
    old, new = scene.old, scene.new
    if old.start != new.start:
        text = Message.of("compare.change.project_start", old=old.start, new=new.start)
        yield Change(What.SETTINGS, None, "start", old.start, new.start, text)
    if old.dialect is not new.dialect:
        text = Message.of("compare.change.dialect", old=old.source.format, new=new.source.format)
        yield Change(What.SETTINGS, None, "dialect", old.dialect.value, new.dialect.value, text)
    for field in fields(old.options):
        was, now = (_value(getattr(one.options, field.name)) for one in (old, new))
        if was != now:
            text = Message.of("compare.change.option", option=field.name, old=str(was), new=str(now))
            yield Change(What.SETTINGS, None, field.name, was, now, text)


def _value(value: object) -> Value:
    return value if isinstance(value, (bool, int)) or value is None else str(value)
