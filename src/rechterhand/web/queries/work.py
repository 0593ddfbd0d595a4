"""Jobs as their listeners may see them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from rechterhand.web.access.permissions import allowed
from rechterhand.web.data.models import Job, Person, Programme, Project
from rechterhand.web.data.models.job import OPEN
from rechterhand.web.queries.visible import programmes_of, projects_of


def active_person(pk: int) -> Person | None:
    """Somebody who still may sign in. One statement."""
    return Person.objects.filter(pk=pk, is_active=True).first()


def sees_job(person: Person, job: UUID) -> bool:
    """Whether the job is about a project or programme that the person may see. One statement."""
    return Job.objects.filter(_seen(person), pk=job).exists()


def visible_job(person: Person, job: UUID) -> Job | None:
    """A job on a project or programme that the person may see. One statement."""
    return Job.objects.filter(_seen(person), pk=job).select_related("project", "programme").first()


def _seen(person: Person) -> Q:
    return Q(project__in=projects_of(person)) | Q(programme__in=programmes_of(person))


def may_steer(person: Person, job: Job) -> bool:
    """Whether somebody may stop a job or try it again: who asked for it, and who may have plans reviewed there."""
    if job.owner_id == person.pk:
        return True
    return reviews_in(person, job.project if job.programme is None else job.programme)


def reviews_in(person: Person, where: Project | Programme | None) -> bool:
    """Whether somebody may have plans reviewed in a place, and so steers whatever is done there."""
    action = "programme.review" if isinstance(where, Programme) else "plan.review"
    return where is not None and allowed(person, action, where)


def has_open_work(project_id: int) -> bool:
    """Whether something about a project waits or runs. One statement."""
    return Job.objects.filter(project=project_id, state__in=OPEN).exists()
