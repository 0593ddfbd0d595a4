"""How a form is saved: what doesn't fit is said beside its field, what somebody else changed meanwhile is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.forms.formsets import BaseFormSet
from django.http import QueryDict
from django.utils import timezone

from rechterhand.text.writing import long_date, number
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.errors import Conflict, Taken, Unfit
from rechterhand.web.data.models import Person, Programme, Project
from rechterhand.web.look.health import word
from rechterhand.web.look.say import language, say, told
from rechterhand.web.queries.standing import STATES

COLUMNS = {"programme_id": "programme", "health_by_id": "health_by", "person_id": "person", "project_id": "project"}
"""Columns by the names that texts have for them."""
FIELDS = {"programme_id": "programme"}


@dataclass(frozen=True)
class Difference:
    """A field of which two people gave different values."""

    name: str
    yours: str
    theirs: str


@dataclass(frozen=True)
class Outcome:
    """What became of it: a status for a page that shows the form again; 0 when it was saved."""

    status: int = 0
    conflict: tuple[Difference, ...] = ()


SAVED = Outcome()


def saved(form: forms.Form, act: Callable[[], object], *more: BaseFormSet[Any]) -> Outcome:
    """Do what a form asks, if it is right. After a conflict the form holds its own values and the other's revision."""
    right = [form.is_valid(), *(one.is_valid() for one in more)]
    if not all(right):
        return Outcome(422)
    try:
        act()
    except Unfit as error:
        for name, told_of in error.fields.items():
            field = FIELDS.get(name, name)
            for one in told_of:
                form.add_error(field if field in form.fields else None, told(one))
        return Outcome(422)
    except Taken as error:
        form.add_error(None, told(error.message))
        return Outcome(422)
    except Conflict as error:
        renewed: Any = form.data.copy() if isinstance(form.data, QueryDict) else dict(form.data)
        renewed["revision"] = str(error.revision)
        form.data = renewed
        return Outcome(409, differences(error.yours, error.theirs))
    return SAVED


def put_away(request: Guarded, row: Project | Programme, act: Callable[..., object]) -> None:
    """Archive it, or take it back: what one saw decides, and a change meanwhile is told."""
    seen, archived = request.GET.get("revision", ""), row.archived_at is None
    act(request.user, row.pk, int(seen) if seen.isdecimal() else row.revision, archived=archived)
    messages.success(request, say("projects.put_away" if archived else "projects.taken_back"))


def differences(yours: Mapping[str, object], theirs: Mapping[str, object]) -> tuple[Difference, ...]:
    """What differs between two versions, in words."""
    return tuple(
        Difference(column_word(name), written(name, yours[name]), written(name, theirs.get(name)))
        for name in yours
        if yours[name] != theirs.get(name)
    )


def column_word(name: str) -> str:
    """The word for a column."""
    return say(f"records.column.{COLUMNS.get(name, name)}")


def written(name: str, value: object) -> str:
    """A value of a column as people read it."""
    if value in (None, "", []):
        return "–"
    if isinstance(value, bool):
        return say("projects.yes") if value else say("projects.no")
    if name in _LINES and isinstance(value, list):
        return "; ".join(_LINES[name](one) for one in value)
    if name in _WORDS:
        return _WORDS[name](str(value))
    return _plainly(value)


def _plainly(value: object) -> str:
    if isinstance(value, datetime):
        return long_date(timezone.localtime(value), language())
    if isinstance(value, date):
        return long_date(value, language())
    if isinstance(value, (list, tuple)):
        return ", ".join(str(one) for one in value)
    if isinstance(value, int):
        return number(value, language())
    if isinstance(value, float):
        return number(value, language(), 2)
    return str(value)


def _programme(pk: str) -> str:
    found = Programme.objects.filter(pk=pk).first() if pk.isdecimal() else pk
    return str(found or "–")


def _person(pk: str) -> str:
    found = Person.objects.filter(pk=pk).first() if pk.isdecimal() else pk
    return str(found or "–")


def _points(one: Mapping[str, Any]) -> str:
    """The three points of a line, in whatever unit they are."""
    told = [value for key, value in one.items() if key.startswith(("low", "likely", "high")) and value is not None]
    return " – ".join(number(value, language(), 2) for value in told)


_LINES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "estimates": lambda one: f"{one['activity_id']}: {_points(one)}",
    "risks": lambda one: f"{one['title']} ({number(100 * one['probability'], language(), 0)} %): {_points(one)}",
}
_WORDS: dict[str, Callable[[str], str]] = {
    "method": lambda one: say(f"records.method.{one}"),
    "phase": lambda one: say(f"records.phase.{one}"),
    "role": lambda one: say(f"access.role.{one}"),
    "health": lambda one: word(STATES[one]),
    "programme_id": _programme,
    "health_by_id": _person,
}
