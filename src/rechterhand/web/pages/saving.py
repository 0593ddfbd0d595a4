"""How a form is saved: what doesn't fit is said beside its field, what somebody else changed meanwhile is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.forms.formsets import BaseFormSet
from django.http import QueryDict
from django.utils import timezone

from rechterhand.text.writing import long_date, number
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.errors import BeyondRights, Conflict, InUse, Taken, Unfit
from rechterhand.web.data.models import Person, Programme, Project
from rechterhand.web.look.health import word
from rechterhand.web.look.say import language, say, told
from rechterhand.web.pages.view_words import view_words
from rechterhand.web.queries.asked import whole
from rechterhand.web.queries.history_lines import Change, split
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
    by: str = ""
    at: datetime | None = None


SAVED = Outcome()


def saved(
    form: forms.Form, act: Callable[[], object], *more: BaseFormSet[Any], names: Mapping[int, str] | None = None
) -> Outcome:
    """Do what a form asks, if it is right. After a conflict the form holds its own values and the other's revision.

    ``names`` are those of activities that the values speak of.
    """
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
    except (BeyondRights, InUse, Taken) as error:
        form.add_error(None, " ".join(told(one) for one in (error.message, error.hint) if one))
        return Outcome(422)
    except Conflict as error:
        renewed: Any = form.data.copy() if isinstance(form.data, QueryDict) else dict(form.data)
        renewed["revision"] = str(error.revision)
        form.data = renewed
        return conflicting(error, names)
    return SAVED


def put_away(request: Guarded, row: Project | Programme, act: Callable[..., object]) -> None:
    """Archive it, or take it back: what one saw decides, and a change meanwhile is told."""
    seen, archived = request.GET.get("revision", ""), row.archived_at is None
    act(request.user, row.pk, whole(seen, row.revision), archived=archived)
    messages.success(request, say("projects.put_away" if archived else "projects.taken_back"))


def removed(request: Guarded, row: Project | Programme, act: Callable[..., object]) -> bool:
    """Remove it for good, when its name was typed again; whether it is gone. A change meanwhile is told."""
    seen = request.POST.get("revision", "")
    try:
        act(request.user, row.pk, whole(seen), request.POST.get("confirmation", ""))
    except Unfit as error:
        for each in error.fields.values():
            messages.error(request, " ".join(told(one) for one in each))
        return False
    messages.success(request, say("projects.removed", name=row.name))
    return True


def conflicting(error: Conflict, names: Mapping[int, str] | None = None) -> Outcome:
    """What a page shows of a conflict."""
    return Outcome(409, differences(error.yours, error.theirs, names), error.by, error.at)


def differences(
    yours: Mapping[str, object], theirs: Mapping[str, object], names: Mapping[int, str] | None = None
) -> tuple[Difference, ...]:
    """What differs between two versions, in words; of a column of many lines each line that differs."""
    changes = [
        each
        for name in yours
        if yours[name] != theirs.get(name)
        for each in split(name, yours[name], theirs.get(name), names or {})
        or (Change(name, yours[name], theirs.get(name)),)
    ]
    return tuple(difference(one) for one in changes)


def difference(one: Change) -> Difference:
    """One change in words."""
    word = column_word(one.field)
    name = f"{word}: {one.about}" if one.about else word
    return Difference(name, written(one.field, one.before), written(one.field, one.after))


def column_word(name: str) -> str:
    """The word for a column."""
    return say(f"records.column.{COLUMNS.get(name, name)}")


def written(name: str, value: object) -> str:
    """A value of a column as people read it."""
    if value in (None, "", []):
        return "–"
    if isinstance(value, bool):
        return say("projects.yes") if value else say("projects.no")
    if name in _LINES and isinstance(value, Mapping):
        return _LINES[name](value)
    if name == "duration":
        return say("records.days", value=_plainly(value))
    if name in _BAND and isinstance(value, float):
        return _percent(_BAND[name](value))
    if name in _SHARES and isinstance(value, float):
        return _percent(value)
    if name in _COUNTED and isinstance(value, list):
        return number(len(value), language())
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
    if isinstance(value, (float, Decimal)):
        return number(float(value), language(), 0 if value == int(value) else 2)
    return str(value)


def _programme(pk: str) -> str:
    found = Programme.objects.filter(pk=pk).first() if pk.isdecimal() else pk
    return str(found or "–")


def _person(pk: str) -> str:
    found = Person.objects.filter(pk=pk).first() if pk.isdecimal() else pk
    return str(found or "–")


def _percent(share: float) -> str:
    return f"{number(100 * share, language(), 0)} %"


def _points(one: Mapping[str, Any]) -> str:
    """The three points of a line, from low over likely to high, in whatever unit they are."""
    days = one.get("low_days") is not None
    points = [one[f"{point}_{'days' if days else 'factor'}"] for point in ("low", "likely", "high")]
    if not days:
        return " – ".join(_percent(value) for value in points)
    told = " – ".join(_plainly(float(value)) for value in points)
    return say("records.days", value=told)


def _risk(one: Mapping[str, Any]) -> str:
    """How likely, what it does, and to which activities."""
    activities = ", ".join(str(key) for key in one["activity_ids"])
    return f"{_percent(one['probability'])}: {_points(one)} ({activities})"


_BAND: dict[str, Callable[[float], float]] = {
    "low": lambda share: 1 - share,
    "likely": lambda share: share - 1,
    "high": lambda share: share - 1,
}
"""The usual range as its form has it: how much shorter or longer than planned."""
_SHARES = frozenset({"correlation"})
"""Columns that hold shares."""
_COUNTED = frozenset({"ways"})
"""Columns of keys that tell people nothing: how many they are is told."""
_LINES: dict[str, Callable[[Mapping[str, Any]], str]] = {"estimate": _points, "risk": _risk}
_WORDS: dict[str, Callable[[str], str]] = {
    "method": lambda one: say(f"records.method.{one}"),
    "phase": lambda one: say(f"records.phase.{one}"),
    "role": lambda one: say(f"access.role.{one}"),
    "health": lambda one: word(STATES[one]),
    "type": lambda one: say(f"records.link_type.{one}"),
    "programme_id": _programme,
    "health_by_id": _person,
    "query": view_words,
}
