"""Back to an older state of a record, from its history."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models

from rechterhand.web.actions.acting import acting, changed, conflict, found
from rechterhand.web.actions.errors import NotThere
from rechterhand.web.data.models import (
    CommittedDate,
    Membership,
    Person,
    Programme,
    Project,
    ProjectLink,
    SavedView,
    Scenario,
    UncertaintyTable,
)

KINDS: dict[str, type[models.Model]] = {
    "programme": Programme,
    "project": Project,
    "committed_date": CommittedDate,
    "membership": Membership,
    "uncertainty": UncertaintyTable,
    "scenario": Scenario,
    "view": SavedView,
    "link": ProjectLink,
}
"""What can be brought back, by the name that addresses have for it."""
OWN = frozenset({"id", "revision", "search", "slug", "created_at", "since", "is_demonstration"})
"""What a record keeps whatever its state."""


def events_of(kind: str) -> Any:
    """The history of a kind of record. Raises NotThere for no such kind."""
    if kind not in KINDS:
        raise NotThere
    return apps.get_model("rechterhand", f"{KINDS[kind].__name__}Event")._default_manager


def state_fields(model: type[models.Model]) -> list[str]:
    """The columns that a state consists of."""
    return [one.attname for one in model._meta.concrete_fields if one.name not in OWN]


def restore(person: Person, kind: str, event_id: int, revision: int | None = None) -> models.Model:
    """Give a record the values of an older state; one that was removed comes back. ``revision`` is the one seen.

    Raises
    ------
    NotThere, Conflict, Unfit, Taken
        No such state; changed meanwhile; what it refers to is gone; its name went to another.
    """
    model = KINDS.get(kind)
    event = events_of(kind).filter(pgh_id=event_id).first()
    if model is None or event is None:
        raise NotThere
    values = {name: getattr(event, name) for name in state_fields(model)}
    with acting(person, f"{kind}.restore"):
        row = model._default_manager.filter(pk=event.pgh_obj_id).first()
        if row is None:
            own = {
                one.attname: getattr(event, one.attname)
                for one in model._meta.concrete_fields
                if one.name in OWN - {"search"}
            }
            row = model(**own)
        else:
            row = found(model, pk=row.pk)
            current = getattr(row, "revision", None)
            if revision is not None and current is not None and current != revision:
                raise conflict(row, values, current)
        return changed(row, values)
