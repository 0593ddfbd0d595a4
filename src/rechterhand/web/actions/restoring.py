"""The values of an older state, given to a record: within an action, which has seen that it may be."""

from __future__ import annotations

from typing import Any

from django.db import models

from rechterhand.web.access.record import OWN, Place, Record, Seen, State
from rechterhand.web.actions.acting import changed, conflict, found
from rechterhand.web.actions.errors import Conflict
from rechterhand.web.data.models import Project


def as_it_is(record: Record, event: Any) -> models.Model | None:
    """The record that an event is about, held until the transaction ends; None when it is gone."""
    if not record.model._default_manager.filter(pk=event.pgh_obj_id).exists():
        return None
    return found(record.model, pk=event.pgh_obj_id)


def refuse_unseen(record: Record, row: Any, event: Any, then: State, *, place: Place, revision: int) -> None:
    """Raises Conflict when the record isn't as somebody saw it."""
    if record.seen is Seen.PLACE:
        current: int = found(Project, pk=place.pk).revision
    elif record.seen is Seen.EVENT:
        current = record.events.filter(pgh_obj_id=event.pgh_obj_id).latest("pgh_id").pgh_id
    else:
        current = 0 if row is None else row.revision
    if current != revision:
        raise Conflict(then, {}, current) if row is None else conflict(row, then, current)


def restored(record: Record, row: Any, event: Any, *, place: Place) -> models.Model:
    """The record in the state of an event; one that was removed comes back as it was. Raises Unfit, Taken."""
    if row is None:
        kept = (one for one in record.model._meta.concrete_fields if one.name in OWN - {"search"})
        row = record.model(**{one.attname: getattr(event, one.attname) for one in kept})
    made: models.Model = changed(row, record.state(event))
    if record.seen is Seen.PLACE and isinstance(place, Project):
        changed(found(Project, pk=place.pk), {})
    return made
