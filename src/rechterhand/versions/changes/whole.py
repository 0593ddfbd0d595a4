"""What holds for the plan as a whole: its start, and the options that decide dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime

from rechterhand.text import Message
from rechterhand.text.message import Value as Told
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
            values = [_spoken(field.name, getattr(one.options, field.name)) for one in (old, new)]
            option = Message.of(f"compare.option.{field.name}")
            text = Message.of("compare.change.option", option=option, old=values[0], new=values[1])
            yield Change(What.SETTINGS, None, field.name, was, now, text)


def _value(value: object) -> Value:
    return value if isinstance(value, (bool, int)) or value is None else str(value)


def _spoken(name: str, value: object) -> Told:
    """A value as it stands in a sentence: a choice in words, minutes in hours."""
    if isinstance(value, bool):
        return Message.of("compare.yes" if value else "compare.no")
    if value is None:
        return Message.of("compare.none")
    if isinstance(value, datetime):
        return Message.of("compare.date", date=value)
    if isinstance(value, int):
        hours = name != "days_per_month"
        return Message.of("compare.hours", hours=value / 60) if hours else Message.of("compare.number", number=value)
    return Message.of(f"compare.choice.{value}")
