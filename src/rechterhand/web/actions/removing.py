"""Removing a project wholly: its rows, its jobs and its files. History keeps that it was there, and who removed it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.db import transaction

from rechterhand.web.actions.acting import acting, held
from rechterhand.web.bridge import storage
from rechterhand.web.data.models import Job, Person, PlanVersion, Programme, Project


def remove_project(person: Person | None, pk: int, revision: int) -> None:
    """Files go once the rows are gone for good. Raises NotThere, Conflict."""
    with acting(person, "project.remove"):
        _remove(held(Project, pk, revision, {}))


def remove_demonstration(person: Person | None) -> int:
    """Remove what the demonstration brought, its people too. Gives how many projects there were."""
    with acting(person, "demonstration.remove"):
        projects = list(Project.objects.select_for_update().filter(is_demonstration=True))
        for one in projects:
            _remove(one)
        Programme.objects.filter(is_demonstration=True, projects__isnull=True).delete()
        Person.objects.filter(is_demonstration=True).delete()
        return len(projects)


def _remove(project: Project) -> None:
    uploads = set(PlanVersion.objects.filter(project=project).values_list("upload", flat=True))
    for work in Job.objects.filter(project=project).values_list("work", flat=True):
        uploads |= {UUID(one) for one in (work.get("upload"), work.get("export")) if one}
    project.delete()
    for one in uploads:
        transaction.on_commit(partial(storage.remove, one), robust=True)
