"""Versions of a project's plan: brought in, looked at, reviewed anew, and had back as they came."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from ninja import File, Form, Router
from ninja.files import UploadedFile
from ninja.responses import Status

from rechterhand.export.endings import PLAN_FILES
from rechterhand.web.access.guard import Guarded
from rechterhand.web.access.permissions import allowed
from rechterhand.web.actions.errors import NotThere
from rechterhand.web.actions.plans import upload_plan
from rechterhand.web.actions.reading import LONGEST_PASSWORD
from rechterhand.web.actions.taking_back import put_back, take_back
from rechterhand.web.actions.working import queue_export, queue_review
from rechterhand.web.api.binary import BINARY, DOCUMENT
from rechterhand.web.api.declaring import does
from rechterhand.web.api.documents import sent_document, sent_file
from rechterhand.web.api.errors import NotReviewed
from rechterhand.web.api.paging import page
from rechterhand.web.api.shapes.base import TEXT, Limit, Number, Offset, Page, Slug
from rechterhand.web.api.shapes.plans import JobAnswer, NewExport, Reason, VersionAnswer, version
from rechterhand.web.api.shapes.plans import job as shape_of
from rechterhand.web.api.shapes.reading import LONGEST_MAPPING, how
from rechterhand.web.data.models import Job, PlanVersion
from rechterhand.web.look.say import language
from rechterhand.web.queries.paging import USUAL, part
from rechterhand.web.queries.versions import exports_of, job_line, version_for, version_line, versions

router = Router(tags=["plans"])


@router.get("projects/{slug:project}/versions", response=Page[VersionAnswer])
@does("plan.see")
def list_versions(request: Guarded, project: Slug, limit: Limit = USUAL, offset: Offset = 0) -> Page[VersionAnswer]:
    """Versions of the plan, newest first."""
    return page(request, part(versions(request.project), offset, limit), version, limit=limit, offset=offset)


@router.post("projects/{slug:project}/versions", response={202: JobAnswer})
@does("plan.upload")
def upload_version(
    request: Guarded,
    project: Slug,
    plan: File[UploadedFile],
    response: HttpResponse,
    *,
    password: Annotated[str, Form(max_length=LONGEST_PASSWORD, pattern=TEXT)] = "",
    mapping: Annotated[str, Form(max_length=LONGEST_MAPPING, pattern=TEXT)] = "",
) -> Status[JobAnswer]:
    """Upload a plan as the next version."""
    row = upload_plan(request.user, request.project.pk, plan.name or "", plan, how=how(password, mapping))
    return _accepted(row, project, response)


@router.get("projects/{slug:project}/versions/{int:number}", response=VersionAnswer)
@does("plan.see")
def read_version(request: Guarded, project: Slug, number: Number) -> VersionAnswer:
    """One version."""
    return version(version_line(_version(request, project, number)))


@router.get("projects/{slug:project}/versions/{int:number}/verdict", openapi_extra=DOCUMENT)
@does("plan.see")
def read_verdict(request: Guarded, project: Slug, number: Number) -> HttpResponse:
    """The verdict of a version."""
    row = _version(request, project, number)
    if row.reviewed_at is None:
        raise NotReviewed
    return sent_document(request, row.verdict_nl if language() == "nl" else row.verdict_en)


@router.get("projects/{slug:project}/versions/{int:number}/original", openapi_extra=BINARY)
@does("plan.download")
def read_original(request: Guarded, project: Slug, number: Number) -> HttpResponseBase:
    """The file as it came."""
    row = _version(request, project, number)
    return sent_file(request, row.original, row.file_name, digest=row.file_sha256)


@router.post("projects/{slug:project}/versions/{int:number}/review", response={202: JobAnswer})
@does("plan.review")
def review_version(request: Guarded, project: Slug, number: Number, response: HttpResponse) -> Status[JobAnswer]:
    """Review a version anew."""
    return _accepted(queue_review(request.user, _version(request, project, number).pk), project, response)


@router.post("projects/{slug:project}/versions/{int:number}/take-back", response=VersionAnswer)
@does("plan.take_back")
def take_back_version(request: Guarded, project: Slug, number: Number, told: Reason) -> VersionAnswer:
    """Take back the newest version."""
    take_back(request.user, _version(request, project, number).project_id, number, told.reason)
    return version(version_line(_version(request, project, number)))


@router.post("projects/{slug:project}/versions/{int:number}/put-back", response=VersionAnswer)
@does("plan.take_back")
def put_back_version(request: Guarded, project: Slug, number: Number) -> VersionAnswer:
    """Put back a version that was taken back."""
    put_back(request.user, _version(request, project, number).project_id, number)
    return version(version_line(_version(request, project, number)))


@router.get("projects/{slug:project}/versions/{int:number}/exports", response=Page[JobAnswer])
@does("plan.export")
def list_exports(
    request: Guarded, project: Slug, number: Number, limit: Limit = USUAL, offset: Offset = 0
) -> Page[JobAnswer]:
    """Files made of a version."""
    names = allowed(request.user, "plan.download", request.project)
    found = exports_of(_version(request, project, number), language(), names=names, most=1000)
    shaped = part([shape_of(one, project) for one in found], offset, limit)
    return page(request, shaped, _same, limit=limit, offset=offset)


@router.post("projects/{slug:project}/versions/{int:number}/exports", response={202: JobAnswer})
@does("plan.export")
def make_export(
    request: Guarded, project: Slug, number: Number, told: NewExport, response: HttpResponse
) -> Status[JobAnswer]:
    """Make a file of a version."""
    row, suffix = _version(request, project, number), f".{told.format}"
    if suffix not in PLAN_FILES and row.reviewed_at is None:
        raise NotReviewed
    return _accepted(queue_export(request.user, row.pk, suffix, language()), project, response)


def _same(one: JobAnswer) -> JobAnswer:
    return one


def _version(request: Guarded, project: str, number: int) -> PlanVersion:
    """Raises NotThere."""
    found = version_for(request.user, project, number)
    if found is None:
        raise NotThere
    return found


def _accepted(row: Job, project: str, response: HttpResponse) -> Status[JobAnswer]:
    """Work is on its way; where it can be followed."""
    response["Location"] = reverse("api:read_job", kwargs={"project": project, "job": row.pk})
    return Status(202, shape_of(job_line(row, language()), project))
