"""Constraints, deadlines, typed dates, and whether a row counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from rechterhand.record.activity import Activity, ConstraintType
from rechterhand.text import Message
from rechterhand.versions.change import Change, Value, What
from rechterhand.versions.changes.scene import Scene

_DATES = ("deadline", "expected_finish", "external_early_start", "external_late_finish")


def find(scene: Scene) -> Iterator[Change]:
    """All rules on dates of rows in both versions."""
    for old, new in scene.both():
        if new.id in scene.added_up:
            continue
        for field, was, now in _rules(old, new):
            if was != now:
                text = Message.of(f"compare.change.{field}", name=new.name, old=_spoken(was), new=_spoken(now))
                yield Change(What.CONSTRAINT, new.id, field, _written(was), _written(now), text)
        if old.active != new.active:
            form = "active" if new.active else "inactive"
            text = Message.of(f"compare.change.{form}", name=new.name)
            yield Change(What.SETTINGS, new.id, "active", old.active, new.active, text)


Rule = tuple[ConstraintType, datetime | None] | datetime | bool | None


def _rules(old: Activity, new: Activity) -> Iterator[tuple[str, Rule, Rule]]:
    yield "constraint", _first(old), _first(new)
    yield "second_constraint", _second(old), _second(new)
    for field in _DATES:
        yield field, getattr(old, field), getattr(new, field)
    if not (old.type.is_summary or new.type.is_summary):
        yield "manual", old.manual, new.manual
        if old.manual and new.manual:
            yield "typed_start", old.start, new.start
            yield "typed_finish", old.finish, new.finish


def _first(one: Activity) -> Rule:
    if one.constraint is ConstraintType.AS_SOON_AS_POSSIBLE:
        return None
    return one.constraint, one.constraint_date


def _second(one: Activity) -> Rule:
    if one.second_constraint in {None, ConstraintType.AS_SOON_AS_POSSIBLE}:
        return None
    return one.second_constraint, one.second_constraint_date


def _spoken(value: Rule) -> Message | datetime | None:
    """A rule for a sentence; none is a word too."""
    if isinstance(value, tuple):
        kind, date = value
        rule = Message.of(f"compare.constraint.{kind.value}")
        return rule if date is None else Message.of("compare.constraint.dated", rule=rule, date=date)
    if value is None or value is False:
        return Message.of("compare.none")
    return Message.of("compare.yes") if value is True else Message.of("compare.date", date=value)


def _written(value: Rule) -> Value:
    """A rule as data: 'snet 2026-03-02T08:00'."""
    if isinstance(value, tuple):
        kind, date = value
        return kind.value if date is None else f"{kind.value} {date.isoformat(timespec='minutes')}"
    return value
