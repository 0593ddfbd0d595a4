"""What events of history say: differences with the state before, and the names that keys stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from rechterhand.web.access.record import Record
from rechterhand.web.data.models import LatestActivity, Person, PlanVersion, Project
from rechterhand.web.queries.history_lines import Change, activities_in, split

HIDDEN = frozenset({"id", "revision", "search", "is_demonstration"})
"""Columns that tell people nothing."""
QUIET = frozenset({"slug", "project", "programme", "created_at"})
"""Where a record is: no change to anybody by itself, but of the project that moved to another programme."""


def columns_of(record: Record) -> list[Any]:
    """The columns of its events that are told."""
    fields = record.events.model._meta.concrete_fields
    return [one for one in fields if not one.name.startswith("pgh_") and one.name not in HIDDEN | record.untold]


def is_loud(record: Record, column: Any) -> bool:
    """Whether a change of this column alone is worth an entry."""
    return column.name not in QUIET or column.attname == record.moves


def changes(record: Record, before: Any, after: Any, names: Names) -> Iterable[Change]:
    """What differs from the state before; of the first state what it says at all, of one that went what it said."""
    gone = after.pgh_label == "delete"
    for one in columns_of(record):
        old = getattr(after, one.attname) if gone else None if before is None else getattr(before, one.attname)
        new = None if gone else getattr(after, one.attname)
        nothing = (before is None or gone) and (old if gone else new) in (None, "", [], {}, False)
        if old != new and not nothing:
            parts = split(one.name, old, new, names.activities)
            yield from parts or (Change(one.name, names.of(one, old), names.of(one, new)),)


class Names:
    """What the keys in events of a history stand for, read once for all of them."""

    def __init__(self, events: Iterable[Any], project: Project | None) -> None:
        wanted: dict[type[models.Model], set[Any]] = {}
        numbers: set[int] = set()
        for event in events:
            wanted.setdefault(Person, set()).add((event.pgh_context or {}).get("person"))
            for column in event._meta.concrete_fields:
                if column.related_model is not None and not column.name.startswith("pgh_"):
                    wanted.setdefault(column.related_model, set()).add(getattr(event, column.attname))
            numbers |= activities_in(event)
        self._found = {model: _named(model, keys - {None}) for model, keys in wanted.items() if keys - {None}}
        rows = LatestActivity.objects.filter(project=project, activity_id__in=numbers) if numbers else None
        self.activities: Mapping[int, str] = dict(rows.values_list("activity_id", "name")) if rows is not None else {}

    def person(self, key: int | None) -> str:
        """Who it is."""
        return self._found.get(Person, {}).get(key, "")

    def of(self, column: Any, value: Any) -> object:
        """A value, by the name of what it refers to."""
        if column.related_model is None or value is None:
            return value
        return self._found.get(column.related_model, {}).get(value, str(value))

    def about(self, record: Record, one: Any) -> str:
        """Which record of its kind it is: by a column, or by its two ends."""
        if record.about:
            column = one._meta.get_field(record.about)
            return str(self.of(column, getattr(one, column.attname)))
        ends = [self._end(one, end) for end in ("predecessor", "successor") if hasattr(one, f"{end}_number")]
        return " → ".join(ends)

    def _end(self, one: Any, end: str) -> str:
        project = self._found.get(Project, {}).get(getattr(one, f"{end}_id"), "")
        mark = getattr(one, f"{end}_code") or str(getattr(one, f"{end}_number"))
        return f"{project}: {mark} · {getattr(one, f'{end}_name')}".strip(" ·")


def _named(model: type[models.Model], keys: set[Any]) -> dict[Any, str]:
    rows = model._default_manager.filter(pk__in=keys)
    if model is PlanVersion:
        return {pk: str(number) for pk, number in rows.values_list("pk", "number")}
    return {one.pk: str(one) for one in rows}
