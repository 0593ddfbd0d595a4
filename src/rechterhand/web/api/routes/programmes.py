"""Programmes: begun, looked at, changed, put away."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from ninja import Router
from ninja.responses import Status

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.errors import NotThere, Unfit
from rechterhand.web.actions.programmes import ProgrammeForm, archive_programme, change_programme, create_programme
from rechterhand.web.actions.programmes import remove_programme as remove
from rechterhand.web.api.declaring import does
from rechterhand.web.api.entity_tags import has_revision, seen
from rechterhand.web.api.paging import page
from rechterhand.web.api.shapes.base import Limit, Offset, Page, Slug
from rechterhand.web.api.shapes.programmes import (
    BegunProgramme,
    ChangedProgramme,
    NewProgramme,
    ProgrammeAnswer,
    ProgrammeInList,
    in_programmes,
)
from rechterhand.web.api.shapes.programmes import programme as shape_of
from rechterhand.web.api.shapes.projects import Archived, Removal
from rechterhand.web.look.say import language
from rechterhand.web.queries.paging import USUAL, part
from rechterhand.web.queries.people import people_to_choose
from rechterhand.web.queries.programmes import programme_lines, programme_page
from rechterhand.web.queries.visible import programmes_of

router = Router(tags=["programmes"])


@router.get("programmes", response=Page[ProgrammeInList])
@does("portfolio.see")
def list_programmes(
    request: Guarded, archived: bool = False, limit: Limit = USUAL, offset: Offset = 0
) -> Page[ProgrammeInList]:
    """Programmes."""
    found = part(programme_lines(request.user, archived=archived), offset, limit)
    return page(request, found, in_programmes, limit=limit, offset=offset)


@router.post("programmes", response={201: BegunProgramme})
@does("programme.create")
def create_programme_with(request: Guarded, told: NewProgramme, response: HttpResponse) -> Status[BegunProgramme]:
    """Begin a programme, with somebody as its PMO'er; you see nothing of it unless that is you."""
    pmo = people_to_choose(request.user).filter(pk=told.pmo_id).first()
    if pmo is None:
        raise Unfit({"pmo_id": [Message.of("records.field.invalid_choice")]})
    row = create_programme(request.user, ProgrammeForm(told.name, number=told.number, unit=told.unit), pmo=pmo)
    response["Location"] = reverse("api:read_programme", kwargs={"programme": row.slug})
    return Status(201, BegunProgramme(slug=row.slug, number=row.number, name=row.name, unit=row.unit, pmo_id=pmo.pk))


@router.get("programmes/{slug:programme}", response=ProgrammeAnswer)
@does("programme.see")
def read_programme(request: Guarded, programme: Slug, response: HttpResponse) -> ProgrammeAnswer:
    """One programme with its projects."""
    return _shown(request, programme, response)


@router.patch("programmes/{slug:programme}", response=ProgrammeAnswer)
@does("programme.change", by_revision=True)
def change_programme_to(
    request: Guarded, programme: Slug, told: ChangedProgramme, response: HttpResponse
) -> ProgrammeAnswer:
    """Change a programme."""
    row, given = request.programme, told.model_dump(exclude_unset=True)
    form = ProgrammeForm(
        given.get("name", row.name), number=given.get("number", row.number), unit=given.get("unit", row.unit)
    )
    with seen(request) as revision:
        change_programme(request.user, row.pk, revision, form)
    return _shown(request, programme, response)


@router.put("programmes/{slug:programme}/archived", response=ProgrammeAnswer)
@does("programme.archive", by_revision=True)
def archive_programme_or_take_back(
    request: Guarded, programme: Slug, told: Archived, response: HttpResponse
) -> ProgrammeAnswer:
    """Archive a programme, or take it back."""
    with seen(request) as revision:
        archive_programme(request.user, request.programme.pk, revision, archived=told.archived)
    return _shown(request, programme, response)


@router.post("programmes/{slug:programme}/removal", response={204: None})
@does("programme.remove", by_revision=True)
def remove_programme(request: Guarded, programme: Slug, told: Removal) -> Status[None]:
    """Remove a programme without projects for good."""
    with seen(request) as revision:
        remove(request.user, request.programme.pk, revision, told.confirmation)
    return Status(204, None)


def _shown(request: Guarded, slug: str, response: HttpResponse) -> ProgrammeAnswer:
    row = programmes_of(request.user).filter(slug=slug).first()
    if row is None:
        raise NotThere
    has_revision(response, row.revision)
    return shape_of(programme_page(request.user, row, language()))
