"""Links between projects of a programme, and the projects looked at together."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from ninja import Path, Router
from ninja.responses import Status

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.errors import NotThere, Unfit
from rechterhand.web.actions.links import Ends, Hold, add_link, change_link, look_together, remove_link
from rechterhand.web.actions.working import cancel_job, retry_job
from rechterhand.web.api.declaring import does
from rechterhand.web.api.entity_tags import has_revision, seen
from rechterhand.web.api.paging import page
from rechterhand.web.api.shapes.base import Key, Limit, Offset, Page, Slug
from rechterhand.web.api.shapes.links import ChangedLink, JointJob, NewLink, ProjectLinkAnswer, TogetherAnswer
from rechterhand.web.api.shapes.links import job as job_shape
from rechterhand.web.api.shapes.links import link as shape_of
from rechterhand.web.api.shapes.links import together as together_shape
from rechterhand.web.data.models import JobKind
from rechterhand.web.look.say import language
from rechterhand.web.queries.paging import USUAL, part
from rechterhand.web.queries.project_links import LinkLine, link_seen, links_of_programme
from rechterhand.web.queries.together import together
from rechterhand.web.queries.versions import job_line
from rechterhand.web.queries.visible import projects_of
from rechterhand.web.queries.work import visible_job

JobKey = Annotated[UUID, Path()]
router = Router(tags=["programmes"])


@router.get("programmes/{slug:programme}/links", response=Page[ProjectLinkAnswer])
@does("programme.see")
def list_links(request: Guarded, programme: Slug, limit: Limit = USUAL, offset: Offset = 0) -> Page[ProjectLinkAnswer]:
    """Links between the projects of a programme."""
    found = part(links_of_programme(request.user, request.programme), offset, limit)
    return page(request, found, shape_of, limit=limit, offset=offset)


@router.post("programmes/{slug:programme}/links", response={201: ProjectLinkAnswer})
@does("programme.see")
def add_link_between(
    request: Guarded, programme: Slug, told: NewLink, response: HttpResponse
) -> Status[ProjectLinkAnswer]:
    """Link activities of two projects; one must be allowed to in both."""
    keys = dict(
        projects_of(request.user)
        .filter(programme=request.programme, slug__in=(told.predecessor.project, told.successor.project))
        .values_list("slug", "pk")
    )
    lacking = [side for side in ("predecessor", "successor") if getattr(told, side).project not in keys]
    if lacking:
        raise Unfit({f"{side}.project": [Message.of("records.not_there")] for side in lacking})
    ends = Ends(
        keys[told.predecessor.project],
        told.predecessor.activity_id,
        keys[told.successor.project],
        told.successor.activity_id,
    )
    row = add_link(request.user, request.programme.pk, ends, Hold(told.type, told.lag_days))
    response["Location"] = reverse("api:read_link", kwargs={"programme": programme, "link": row.pk})
    return Status(201, _shown(request, row.pk, response))


@router.get("programmes/{slug:programme}/links/{int:link}", response=ProjectLinkAnswer)
@does("link.see")
def read_link(request: Guarded, programme: Slug, link: Key, response: HttpResponse) -> ProjectLinkAnswer:
    """One link."""
    return _shown(request, link, response)


@router.patch("programmes/{slug:programme}/links/{int:link}", response=ProjectLinkAnswer)
@does("link.change", by_revision=True)
def change_link_to(
    request: Guarded, programme: Slug, link: Key, told: ChangedLink, response: HttpResponse
) -> ProjectLinkAnswer:
    """Change the type or lag of a link."""
    one, given = request.link, told.model_dump(exclude_unset=True)
    hold = Hold(given.get("type", one.type), given.get("lag_days", one.lag_days))
    with seen(request) as revision:
        change_link(request.user, link, revision, hold)
    return _shown(request, link, response)


@router.delete("programmes/{slug:programme}/links/{int:link}", response={204: None})
@does("link.change", by_revision=True)
def remove_link_between(request: Guarded, programme: Slug, link: Key) -> Status[None]:
    """Remove a link."""
    with seen(request) as revision:
        remove_link(request.user, link, revision)
    return Status(204, None)


@router.get("programmes/{slug:programme}/together", response=TogetherAnswer)
@does("programme.see")
def read_together(request: Guarded, programme: Slug) -> TogetherAnswer:
    """The projects of a programme looked at together."""
    return together_shape(together(request.user, request.programme, language()), programme)


@router.post("programmes/{slug:programme}/together", response={202: JointJob})
@does("programme.review")
def look_at_together(request: Guarded, programme: Slug) -> Status[JointJob]:
    """Look at the projects of a programme together now."""
    job = look_together(request.user, request.programme.pk)
    return Status(202, job_shape(job_line(job, language()), programme, tells=True))


@router.post("programmes/{slug:programme}/together/{uuid:job}/cancel", response=JointJob)
@does("programme.review")
def cancel_joint(request: Guarded, programme: Slug, job: JobKey) -> JointJob:
    """Cancel looking at them."""
    row = cancel_job(request.user, _steered(request, job))
    return job_shape(job_line(row, language()), programme, tells=False)


@router.post("programmes/{slug:programme}/together/{uuid:job}/retry", response=JointJob)
@does("programme.review")
def retry_joint(request: Guarded, programme: Slug, job: JobKey) -> JointJob:
    """Try looking at them again."""
    row = retry_job(request.user, _steered(request, job))
    return job_shape(job_line(row, language()), programme, tells=False)


def _shown(request: Guarded, pk: int, response: HttpResponse) -> ProjectLinkAnswer:
    one = _found(request, pk)
    has_revision(response, one.revision)
    return shape_of(one)


def _found(request: Guarded, pk: int) -> LinkLine:
    """Raises NotThere."""
    found = link_seen(request.user, request.programme, pk)
    if found is None:
        raise NotThere
    return found


def _steered(request: Guarded, pk: UUID) -> UUID:
    """Work on this programme. Raises NotThere."""
    found = visible_job(request.user, pk)
    if found is None or found.kind != JobKind.JOINT or found.programme_id != request.programme.pk:
        raise NotThere
    return found.pk
