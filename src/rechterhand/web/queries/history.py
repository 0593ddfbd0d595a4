"""The history of a record: who changed what, when, as differences that people can read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models

from rechterhand.web.data.models import Person

MOST = 100
"""Changes of a record, or of the parts of one kind, that its history tells: the latest."""
HIDDEN = frozenset({"id", "revision", "search", "is_demonstration"})
"""Columns that tell people nothing."""
KINDS = {
    "programme": "Programme",
    "project": "Project",
    "committed_date": "CommittedDate",
    "membership": "Membership",
    "uncertainty": "UncertaintyTable",
    "scenario": "Scenario",
    "view": "SavedView",
    "link": "ProjectLink",
}


PARTS = ("committed_date", "membership")
"""What belongs to a project, and is told in its history."""


@dataclass(frozen=True, slots=True)
class Change:
    """One column before and after; ``field`` is its name, which pages have a word for (``records.column.<field>``)."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one record. ``action`` is the verb (``project.health``), ``label`` insert, update or delete."""

    pk: int
    kind: str
    label: str
    at: datetime
    by: str
    action: str
    changes: tuple[Change, ...]


def history(kind: str, pk: int, most: int = MOST) -> tuple[Event, ...]:
    """The history of one record, newest first. Two statements, and one for each kind of record that it refers to."""
    return _told(kind, _events(kind, {"pgh_obj_id": pk}), most)


def history_of_parts(kind: str, project_id: int, most: int = MOST) -> tuple[Event, ...]:
    """The history of what belongs to a project: its memberships, committed dates, scenarios, uncertainty."""
    return _told(kind, _events(kind, {"project_id": project_id}), most)


def history_of_project(pk: int) -> tuple[Event, ...]:
    """The history of a project, its promised dates and its people, newest first. Seven statements."""
    events = [*history("project", pk), *(one for kind in PARTS for one in history_of_parts(kind, pk))]
    return tuple(sorted(events, key=lambda one: one.at, reverse=True))


def _events(kind: str, by: dict[str, Any]) -> Any:
    model = apps.get_model("rechterhand", f"{KINDS[kind]}Event")
    return model._default_manager.filter(**by).order_by("pgh_obj_id", "pgh_id")


def _told(kind: str, rows: Any, most: int) -> tuple[Event, ...]:
    events = list(rows)
    columns = [one for one in events[0]._meta.concrete_fields if _shown(one)] if events else []
    names = _Names(events, columns)
    told: list[Event] = []
    before: Any = None
    for one in events:
        earlier = before if before is not None and before.pgh_obj_id == one.pgh_obj_id else None
        context = one.pgh_context or {}
        told.append(
            Event(
                one.pgh_id,
                kind,
                one.pgh_label,
                one.pgh_created_at,
                names.person(context.get("person")),
                str(context.get("action", "")),
                tuple(_changes(earlier, one, columns, names)),
            )
        )
        before = one
    told.sort(key=lambda one: one.pk, reverse=True)
    return tuple(told[:most])


def _shown(one: models.Field[Any, Any]) -> bool:
    return not one.name.startswith("pgh_") and one.name not in HIDDEN


def _changes(before: Any, after: Any, columns: Iterable[Any], names: _Names) -> Iterable[Change]:
    """What differs from the state before; of the first state what it says at all."""
    if after.pgh_label == "delete":
        return
    for one in columns:
        old = None if before is None else getattr(before, one.attname)
        new = getattr(after, one.attname)
        if old != new and not (before is None and new in (None, "", [], {}, False)):
            yield Change(one.name, names.of(one, old), names.of(one, new))


class _Names:
    """What the keys in a history stand for, read once for all events."""

    def __init__(self, events: list[Any], columns: list[Any]) -> None:
        people = {(one.pgh_context or {}).get("person") for one in events}
        wanted: dict[type[models.Model], set[Any]] = {Person: people}
        for column in columns:
            if column.related_model is not None:
                keys = {getattr(one, column.attname) for one in events}
                wanted.setdefault(column.related_model, set()).update(keys)
        self._found = {
            model: {one.pk: str(one) for one in model._default_manager.filter(pk__in=keys - {None})}
            for model, keys in wanted.items()
            if keys - {None}
        }

    def person(self, key: int | None) -> str:
        return self._found.get(Person, {}).get(key, "")

    def of(self, column: Any, value: Any) -> object:
        if column.related_model is None or value is None:
            return value
        return self._found.get(column.related_model, {}).get(value, str(value))
