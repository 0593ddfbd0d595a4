"""What people and records leave behind besides their rows: history, sessions, work in the queue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.db.models import Q

from rechterhand.web.actions.working import TASKS
from rechterhand.web.data.history import ERASURE_ROLE
from rechterhand.web.data.models import Person, Programme, Project

SIGNING_IN, SHOWN = "account_login", "account_authentication_methods_user"
"""Where django-allauth keeps who gave a password and has a code to give yet, and by which ways somebody signed in."""


@dataclass(frozen=True, slots=True)
class Traces:
    """Of whom and of what: keys of people, projects and programmes, and numbers of work in the queue."""

    people: frozenset[int]
    projects: frozenset[int]
    programmes: frozenset[int]
    queued: frozenset[int]

    def of(self, model: object) -> frozenset[int]:
        """The keys of a model's rows."""
        keys: dict[object, frozenset[int]] = {
            Person: self.people, Project: self.projects, Programme: self.programmes
        }  # fmt: skip
        return keys.get(model, frozenset())


def remove_traces(found: Traces) -> None:
    """Remove them; call it in the transaction in which the rows went, when the role of the erasure is there."""
    end_sessions(found.people)
    with connection.cursor() as cursor:
        # what a worker is at ends by itself when it finds its record gone
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE id = ANY(%s) AND task_name = ANY(%s) AND status <> 'doing'",
            [sorted(found.queued), sorted(TASKS.values())],
        )
        cursor.execute(f"SET LOCAL ROLE {ERASURE_ROLE}")
    for events in _events():
        about = _about(events, found)
        if about is not None:
            events._default_manager.filter(about)._raw_delete(events._default_manager.db)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def end_sessions(people: Iterable[int]) -> None:
    """End every session in which one of them signed in or was about to; those that are over by now go too."""
    theirs = {str(one) for one in people}
    for one in Session.objects.iterator():
        told = one.get_decoded()
        waiting = told.get(SIGNING_IN)
        named = {told.get(SESSION_KEY), told.get(SHOWN), waiting.get("user_pk") if isinstance(waiting, dict) else None}
        if theirs & {str(each) for each in named}:
            one.delete()


def _events() -> Iterator[type[models.Model]]:
    return (one for one in apps.get_app_config("rechterhand").get_models() if hasattr(one, "pgh_tracked_model"))


def _about(events: type[models.Model], found: Traces) -> Q | None:
    """The events of these rows, and of what is only there with one of them."""
    tracked: type[models.Model] = getattr(events, "pgh_tracked_model")  # noqa: B009 - the type doesn't know of it
    if keys := found.of(tracked):
        return Q(pgh_obj__in=keys)
    if tracked in (Person, Project, Programme):
        return None
    about = Q()
    for one in tracked._meta.fields:
        whole = isinstance(one, models.ForeignKey) and one.remote_field.on_delete is models.CASCADE
        if whole and (keys := found.of(one.related_model)):
            about |= Q(**{f"{one.attname}__in": keys})
    return about or None
