"""Jobs as their listeners may see them."""

from __future__ import annotations

from uuid import UUID

from rechterhand.web.access.permissions import allowed
from rechterhand.web.data.models import Job, Person
from rechterhand.web.data.models.job import OPEN
from rechterhand.web.queries.visible import projects_of


def active_person(pk: int) -> Person | None:
    """Somebody who still may sign in. One statement."""
    return Person.objects.filter(pk=pk, is_active=True).first()


def sees_job(person: Person, job: UUID) -> bool:
    """Whether the job is about a project that the person may see. One statement."""
    return Job.objects.filter(pk=job, project__in=projects_of(person)).exists()


def visible_job(person: Person, job: UUID) -> Job | None:
    """A job on a project that the person may see. One statement."""
    return Job.objects.filter(pk=job, project__in=projects_of(person)).select_related("project").first()


def may_steer(person: Person, job: Job) -> bool:
    """Whether somebody may stop a job or try it again: who asked for it, and who may have plans reviewed there."""
    return job.owner_id == person.pk or allowed(person, "plan.review", job.project)


def has_open_work(project_id: int) -> bool:
    """Whether something about a project waits or runs. One statement."""
    return Job.objects.filter(project=project_id, state__in=OPEN).exists()
