"""Jobs on a project: how far they are, stopped, tried again; and the files that they made."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from ninja import Path, Router
from ninja.responses import Status

from rechterhand.web.access.guard import Guarded
from rechterhand.web.access.permissions import allowed
from rechterhand.web.actions.errors import NotThere
from rechterhand.web.actions.reading import answer_import
from rechterhand.web.actions.working import cancel_job, retry_job
from rechterhand.web.api.binary import BINARY, EVENTS
from rechterhand.web.api.declaring import does
from rechterhand.web.api.documents import sent_file
from rechterhand.web.api.listening import listened
from rechterhand.web.api.paging import page
from rechterhand.web.api.shapes.base import Limit, Offset, Page, Slug
from rechterhand.web.api.shapes.plans import JobAnswer
from rechterhand.web.api.shapes.plans import job as shape_of
from rechterhand.web.api.shapes.reading import HowToRead, SeenAnswer, seen
from rechterhand.web.data.models import JobKind, JobState
from rechterhand.web.look.say import language
from rechterhand.web.queries.asked_of_people import table_asked
from rechterhand.web.queries.paging import USUAL, part
from rechterhand.web.queries.versions import JobLine, job_for, jobs
from rechterhand.web.queries.work import active_person, may_steer, visible_job

LONGEST = 1000
"""Jobs of a project that the list goes back to."""
JobKey = Annotated[UUID, Path()]
router = Router(tags=["work"])


@router.get("projects/{slug:project}/jobs", response=Page[JobAnswer])
@does("plan.see")
def list_jobs(request: Guarded, project: Slug, limit: Limit = USUAL, offset: Offset = 0) -> Page[JobAnswer]:
    """Jobs of a project, newest first."""
    found = part(jobs(request.project, language(), most=LONGEST), offset, limit)

    names = _may_read_names(request)

    def shaped(one: JobLine) -> JobAnswer:
        return shape_of(one, project, names=names)

    return page(request, found, shaped, limit=limit, offset=offset)


@router.get("projects/{slug:project}/jobs/{uuid:job}", response=JobAnswer)
@does("plan.see")
def read_job(request: Guarded, project: Slug, job: JobKey) -> JobAnswer:
    """How far a job is."""
    return shape_of(_job(request, project, job), project, names=_may_read_names(request))


@router.get("projects/{slug:project}/jobs/{uuid:job}/events", openapi_extra=EVENTS)
@does("plan.see")
def follow_job(request: Guarded, project: Slug, job: JobKey) -> HttpResponseBase:
    """A job as it goes on."""
    person, place, words = request.user, request.project, language()

    def now() -> JobAnswer | None:
        found = None if active_person(person.pk) is None else job_for(person, job, words, slug=project)
        return None if found is None else shape_of(found, project, names=allowed(person, "plan.download", place))

    return listened(request, job, read_job(request, project, job), now)


@router.post("projects/{slug:project}/jobs/{uuid:job}/cancel", response=JobAnswer)
@does("plan.see")
def cancel(request: Guarded, project: Slug, job: JobKey) -> JobAnswer:
    """Cancel a job."""
    cancel_job(request.user, _steered(request, project, job))
    return read_job(request, project, job)


@router.post("projects/{slug:project}/jobs/{uuid:job}/retry", response=JobAnswer)
@does("plan.see")
def retry(request: Guarded, project: Slug, job: JobKey) -> JobAnswer:
    """Try a job again."""
    retry_job(request.user, _steered(request, project, job))
    return read_job(request, project, job)


@router.get("projects/{slug:project}/jobs/{uuid:job}/table", response=SeenAnswer)
@does("plan.upload")
def read_table(request: Guarded, project: Slug, job: JobKey) -> SeenAnswer:
    """The first rows of a table in which no plan was found."""
    asked = table_asked(request.project, job)
    if asked is None or not asked.asks_columns:
        raise NotThere
    return seen(asked.table)


@router.post("projects/{slug:project}/jobs/{uuid:job}/answer", response={202: JobAnswer})
@does("plan.upload")
def answer(request: Guarded, project: Slug, job: JobKey, told: HowToRead) -> Status[JobAnswer]:
    """Read an uploaded file once more, with its password or by its columns."""
    answer_import(request.user, _job(request, project, job).pk, told.how())
    return Status(202, read_job(request, project, job))


@router.get("projects/{slug:project}/exports/{uuid:job}", openapi_extra=BINARY)
@does("plan.export")
def read_export(request: Guarded, project: Slug, job: JobKey) -> HttpResponseBase:
    """A file that was made."""
    found = _job(request, project, job)
    if found.kind != JobKind.EXPORT or found.state != JobState.DONE:
        raise NotThere
    if found.names_people and not _may_read_names(request):
        raise NotThere
    return sent_file(request, found.result["file"], found.result["name"], digest=found.pk.hex)


def _may_read_names(request: Guarded) -> bool:
    return allowed(request.user, "plan.download", request.project)


def _job(request: Guarded, project: str, job: UUID) -> JobLine:
    """Raises NotThere, also for a job of another project."""
    found = job_for(request.user, job, language(), slug=project)
    if found is None:
        raise NotThere
    return found


def _steered(request: Guarded, project: str, job: UUID) -> UUID:
    """A job that the person may steer. Raises NotThere, PermissionDenied."""
    found = visible_job(request.user, _job(request, project, job).pk)
    if found is None or not may_steer(request.user, found):
        raise PermissionDenied
    return found.pk
