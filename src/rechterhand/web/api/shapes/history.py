"""What happened to records, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

from rechterhand.web.access.record import kinds_in, records
from rechterhand.web.api.shapes.base import Answer, Body, known
from rechterhand.web.data.models import Person, Programme, Project
from rechterhand.web.queries.history import VERSION, Event

Value = str | int | float | bool | list[str] | dict[str, str | int | float | list[int] | None] | None
if TYPE_CHECKING:
    Kind: TypeAlias = str
    KindOfProject: TypeAlias = str
    KindOfProgramme: TypeAlias = str
    KindOfView: TypeAlias = str
else:
    Kind = Literal[(*records(), VERSION)]
    KindOfProject, KindOfProgramme, KindOfView = (Literal[kinds_in(one)] for one in (Project, Programme, Person))


class ChangeAnswer(Answer):
    """One field before and after; an estimate, a risk or a changed duration as a line, which ``about`` names."""

    about: str
    field: str
    before: Value
    after: Value


class EventAnswer(Answer):
    """One change of one record: who, when, what. ``id`` and ``kind`` name the state to go back to, where there is a way
    back; ``about`` says which record of its kind it was. ``back`` says whether you may go back to this state, and
    ``revision`` is what ``If-Match`` then names.
    """

    id: int
    kind: Kind
    about: str
    label: Literal["insert", "update", "delete", "came", "left", "gone"]
    at: datetime
    by: str
    action: str
    changes: list[ChangeAnswer]
    is_now: bool
    back: bool
    revision: int


class OfProject(Body):
    """The kind of record whose older state comes back."""

    kind: KindOfProject


class OfProgramme(Body):
    """The kind of record whose older state comes back."""

    kind: KindOfProgramme


class OfViews(Body):
    """The kind of record whose older state comes back."""

    kind: KindOfView


def event(one: Event) -> EventAnswer:
    """A change."""
    return EventAnswer(
        id=one.pk,
        kind=known(one.kind),
        about=one.about,
        label=known(one.label),
        at=one.at,
        by=one.by,
        action=one.action,
        changes=[
            ChangeAnswer(field=each.field, about=each.about, before=_value(each.before), after=_value(each.after))
            for each in one.changes
        ],
        is_now=one.is_now,
        back=one.back,
        revision=one.revision,
    )


def _value(value: object) -> Value:
    """A column's value as JSON has it."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (list, tuple)):
        return [str(one) for one in value]
    return float(value) if isinstance(value, Decimal) else str(value)
