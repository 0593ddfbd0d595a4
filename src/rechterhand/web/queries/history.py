"""The history of a record: who changed what, when, as differences that people can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from rechterhand.web.data.models import LatestActivity, Person, PlanVersion, Programme, Project
from rechterhand.web.queries.history_lines import Change, activities_in, split
from rechterhand.web.queries.visible import projects_of

MOST = 100
"""Changes of a record, or of the parts of one kind, that its history tells: the latest."""
ENDS = frozenset(f"{end}{part}" for end in ("predecessor", "successor") for part in ("", "_number", "_code", "_name"))
"""Of a link: what it runs between, which is told beside every change of it."""
HIDDEN = frozenset({"id", "revision", "search", "is_demonstration", "outcome", "created_by"}) | ENDS
"""Columns that tell people nothing."""
QUIET = frozenset({"slug", "project", "programme", "created_at"})
"""Where a record is: no change to anybody by itself, but of the project that moved to another programme."""
KINDS = {
    "programme": "Programme",
    "project": "Project",
    "committed_date": "CommittedDate",
    "membership": "Membership",
    "uncertainty": "UncertaintyTable",
    "scenario": "Scenario",
    "view": "SavedView",
    "link": "ProjectLink",
    "taken_back": "TakenBack",
}
NAMED = {"committed_date": "what", "scenario": "name", "view": "name"}
"""Columns that say which record of a kind it is."""
PARTS = ("committed_date", "membership", "uncertainty", "scenario", "taken_back")
"""What belongs to a project, and is told in its history."""


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one record. ``action`` is the verb (``project.health``), ``label`` insert, update or delete.

    ``about`` says which record of its kind: what is promised, whose role, the scenario's name, what is tied.
    """

    pk: int
    kind: str
    label: str
    at: datetime
    by: str
    action: str
    changes: tuple[Change, ...]
    about: str = ""


def history(kind: str, pk: int, most: int = MOST) -> tuple[Event, ...]:
    """The history of one record, newest first. Two statements, and one for each kind of record that it refers to."""
    return _told(kind, _events(kind, {"pgh_obj_id": pk}), most)


def history_of_parts(kind: str, project_id: int, most: int = MOST) -> tuple[Event, ...]:
    """The history of what belongs to a project: its memberships, committed dates, scenarios, uncertainty, and which
    versions were taken back.
    """
    return _told(kind, _events(kind, {"project_id": project_id}), most)


def history_of_project(person: Person, project: Project) -> tuple[Event, ...]:
    """The history of a project, its promised dates, people, uncertainty, scenarios, versions (those that were taken
    back too) and links, newest first.

    Two statements for each kind at most, and one for each kind of record that it refers to. A link to a project that
    the person may not see isn't told.
    """
    tied = Q(predecessor=project, successor__in=projects_of(person).values("pk"))
    tied |= Q(successor=project, predecessor__in=projects_of(person).values("pk"))
    parts = (one for kind in PARTS for one in history_of_parts(kind, project.pk))
    return _sorted(history("project", project.pk), parts, _of_versions(project.pk), _of_links(tied))


def history_of_programme(person: Person, programme: Programme) -> tuple[Event, ...]:
    """The history of a programme, its people, and the links between projects of it that the person may see."""
    seen = projects_of(person).filter(programme=programme).values("pk")
    people = _told("membership", _events("membership", {"programme_id": programme.pk}), MOST)
    return _sorted(history("programme", programme.pk), people, _of_links(Q(predecessor__in=seen, successor__in=seen)))


def _sorted(*found: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(sorted((one for each in found for one in each), key=lambda one: one.at, reverse=True))


def _of_links(where: Q) -> tuple[Event, ...]:
    events = apps.get_model("rechterhand", "ProjectLinkEvent")._default_manager.filter(where)
    return _told("link", events.order_by("pgh_obj_id", "pgh_id"), MOST)


def _of_versions(project_id: int, most: int = MOST) -> tuple[Event, ...]:
    """Versions of the plan don't change once they are there: who brought each, and when it was last reviewed."""
    rows = PlanVersion.objects.filter(project_id=project_id).select_related("created_by")
    wanted = ("number", "file_name", "status_date", "created_at", "reviewed_at", "created_by")
    told: list[Event] = []
    for one in rows.only(*wanted).order_by("-number")[:most]:
        about, told_of = f"{one.number} · {one.file_name}", ("number", "file_name", "status_date")
        changes = tuple(Change(each, None, getattr(one, each)) for each in told_of if getattr(one, each) is not None)
        by = str(one.created_by or "")
        told.append(Event(one.pk, "version", "insert", one.created_at, by, "version.add", changes, about))
        if one.reviewed_at is not None:
            changes = (Change("reviewed_at", None, one.reviewed_at),)
            told.append(Event(one.pk, "version", "update", one.reviewed_at, "", "version.verdict", changes, about))
    return tuple(told[:most])


def is_cut(events: Iterable[Event]) -> bool:
    """Whether older changes of some kind were left out, or may have been."""
    return any(count >= MOST for count in Counter(one.kind for one in events).values())


def _events(kind: str, by: dict[str, Any]) -> Any:
    model = apps.get_model("rechterhand", f"{KINDS[kind]}Event")
    return model._default_manager.filter(**by).order_by("pgh_obj_id", "pgh_id")


def _told(kind: str, rows: Any, most: int) -> tuple[Event, ...]:
    events = list(rows)
    columns = [one for one in events[0]._meta.concrete_fields if _shown(one)] if events else []
    names = _Names(events)
    told: list[Event] = []
    before: Any = None
    for one in events:
        earlier = before if before is not None and before.pgh_obj_id == one.pgh_obj_id else None
        before, context = one, one.pgh_context or {}
        changes = tuple(_changes(earlier, one, columns, names))
        if one.pgh_label == "update" and not any(_tells(kind, each.field) for each in changes):
            continue
        by, action = names.person(context.get("person")), str(context.get("action", ""))
        about = names.about(kind, one) or str(context.get("about", ""))
        told.append(Event(one.pgh_id, kind, one.pgh_label, one.pgh_created_at, by, action, changes, about))
    told.sort(key=lambda one: one.pk, reverse=True)
    return tuple(told[:most])


def _tells(kind: str, field: str) -> bool:
    """Whether a change of this column alone is worth an entry."""
    return field not in QUIET or (kind == "project" and field == "programme")


def _shown(one: models.Field[Any, Any]) -> bool:
    return not one.name.startswith("pgh_") and one.name not in HIDDEN


def _changes(before: Any, after: Any, columns: Iterable[Any], names: _Names) -> Iterable[Change]:
    """What differs from the state before; of the first state what it says at all, of one that went what it said."""
    gone = after.pgh_label == "delete"
    for one in columns:
        old = getattr(after, one.attname) if gone else None if before is None else getattr(before, one.attname)
        new = None if gone else getattr(after, one.attname)
        nothing = (before is None or gone) and (old if gone else new) in (None, "", [], {}, False)
        if old != new and not nothing:
            parts = split(one.name, old, new, names.activities)
            yield from parts or (Change(one.name, names.of(one, old), names.of(one, new)),)


class _Names:
    """What the keys in a history stand for, read once for all events."""

    def __init__(self, events: list[Any]) -> None:
        people = {(one.pgh_context or {}).get("person") for one in events}
        wanted: dict[type[models.Model], set[Any]] = {Person: people}
        fields = [one for one in events[0]._meta.concrete_fields if not one.name.startswith("pgh_")] if events else []
        for column in fields:
            if column.related_model is not None:
                keys = {getattr(one, column.attname) for one in events}
                wanted.setdefault(column.related_model, set()).update(keys)
        self._found = {model: _named(model, keys - {None}) for model, keys in wanted.items() if keys - {None}}
        numbers = set().union(*(activities_in(one) for one in events))
        rows = LatestActivity.objects.filter(project_id=events[0].project_id) if numbers else None
        named = rows.filter(activity_id__in=numbers).values_list("activity_id", "name") if rows is not None else ()
        self.activities = dict(named)

    def person(self, key: int | None) -> str:
        return self._found.get(Person, {}).get(key, "")

    def of(self, column: Any, value: Any) -> object:
        if column.related_model is None or value is None:
            return value
        return self._found.get(column.related_model, {}).get(value, str(value))

    def about(self, kind: str, one: Any) -> str:
        """Which record of its kind it is."""
        if kind == "link":
            return " → ".join(self._end(one, end) for end in ("predecessor", "successor"))
        if kind == "membership":
            return self.person(one.person_id)
        if kind == "taken_back":
            return self._found.get(PlanVersion, {}).get(one.version_id, "")
        return str(getattr(one, NAMED[kind])) if kind in NAMED else ""

    def _end(self, one: Any, end: str) -> str:
        project = self._found.get(Project, {}).get(getattr(one, f"{end}_id"), "")
        mark = getattr(one, f"{end}_code") or str(getattr(one, f"{end}_number"))
        return f"{project}: {mark} · {getattr(one, f'{end}_name')}".strip(" ·")


def _named(model: type[models.Model], keys: set[Any]) -> dict[Any, str]:
    rows = model._default_manager.filter(pk__in=keys)
    if model is PlanVersion:
        return {pk: str(number) for pk, number in rows.values_list("pk", "number")}
    return {one.pk: str(one) for one in rows}
