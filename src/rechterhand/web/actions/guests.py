"""Guests: who drops a file on a fresh installation, before there is an account."""

from __future__ import annotations

import secrets
from pathlib import PurePosixPath

from django.core.files.base import File
from django.db import connection, transaction

from rechterhand.text import Language, Message
from rechterhand.web.actions.acting import acting, changed, found
from rechterhand.web.actions.errors import TooLate
from rechterhand.web.actions.plans import file_name, upload_plan
from rechterhand.web.actions.projects import ProjectForm, create_project
from rechterhand.web.actions.removing import remove_project
from rechterhand.web.actions.traces import Traces, remove_traces
from rechterhand.web.data.erasure_role import make_role
from rechterhand.web.data.models import Job, Person, Project

LONGEST_NAME = 200


def add_guest(name: str, language: Language) -> Person:
    """Somebody without a password, who is known by this session alone."""
    with acting(None, "guest.add"):
        return Person.objects.create_user(f"guest-{secrets.token_hex(6)}", name=name, language=language, is_guest=True)


def drop_plan(guest: Person, name: str, content: File[bytes]) -> Project:
    """A project named after the file, in which the guest is PMO'er, and the work of reading it.

    Raises TooLarge, UnreadableFile; then nothing is kept.
    """
    called = PurePosixPath(file_name(name)).stem.strip()[:LONGEST_NAME] or "plan"
    with transaction.atomic():
        project = create_project(guest, ProjectForm(called))
        upload_plan(guest, project.pk, name, content)
    return project


def keep_guest(guest: Person, username: str, password: str) -> Person:
    """The guest becomes the first account: administrator, and still PMO'er of what was dropped.

    Raises TooLate when there is an administrator already or the guest is one no longer, Taken when the name is taken.
    """
    with acting(guest, "guest.keep"):
        guests = list(Person.objects.select_for_update().filter(is_guest=True).order_by("pk"))
        mine = next((one for one in guests if one.pk == guest.pk), None)
        if mine is None or Person.objects.filter(is_administrator=True).exists():
            raise TooLate(Message.of("start.keep.too_late"))
        mine.set_password(password)
        return changed(mine, {"username": username, "name": "", "is_guest": False, "is_administrator": True})


def throw_away(guest: Person) -> None:
    """The guest, with projects, files and the history of all that, goes wholly. Raises NotThere."""
    make_role(connection)
    with acting(None, "guest.throw_away"):
        mine = found(Person, pk=guest.pk, is_guest=True)
        gone = [
            one
            for one in Project.objects.filter(memberships__person=mine)
            if not one.memberships.exclude(person=mine).exists()
        ]
        queued = Job.objects.filter(project__in=gone).values_list("queued_id", flat=True)
        left = Traces(
            frozenset({mine.pk}),
            frozenset(one.pk for one in gone),
            frozenset(),
            frozenset(one for one in queued if one is not None),
        )
        for project in gone:
            remove_project(None, project.pk, project.revision)
        mine.delete()
        remove_traces(left)
