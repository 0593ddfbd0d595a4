"""Projects: begun, looked at, changed, put away."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from ninja import Query, Router
from ninja.responses import Status

from rechterhand.text import Message
from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.errors import NotThere, Unfit
from rechterhand.web.actions.projects import (
    ProjectForm,
    Promised,
    archive_project,
    change_project,
    create_project,
    set_committed_dates,
    set_health,
    set_tolerances,
)
from rechterhand.web.actions.removing import remove_archived
from rechterhand.web.api.asking import filters
from rechterhand.web.api.declaring import does
from rechterhand.web.api.entity_tags import has_revision, seen
from rechterhand.web.api.paging import page
from rechterhand.web.api.shapes.base import Limit, Offset, Page, Slug
from rechterhand.web.api.shapes.projects import (
    Archived,
    Asked,
    ChangedProject,
    CommittedDates,
    Declared,
    NewProject,
    ProjectAnswer,
    ProjectInList,
    Removal,
    Tolerances,
    in_list,
)
from rechterhand.web.api.shapes.projects import project as shape_of
from rechterhand.web.data.models import Health, Programme
from rechterhand.web.look.say import language
from rechterhand.web.queries.overview import overview
from rechterhand.web.queries.paging import USUAL, Part
from rechterhand.web.queries.portfolio import portfolio
from rechterhand.web.queries.programmes import programmes_to_be_in, programmes_to_begin_in

router = Router(tags=["projects"])


@router.get("projects", response=Page[ProjectInList])
@does("portfolio.see")
def list_projects(
    request: Guarded, asked: Query[Asked], limit: Limit = USUAL, offset: Offset = 0
) -> Page[ProjectInList]:
    """Projects, with how each stands."""
    found = portfolio(request.user, filters(asked, limit=limit, offset=offset), language())
    return page(request, Part(found.lines, found.total), in_list, limit=limit, offset=offset)


@router.post("projects", response={201: ProjectAnswer})
@does("project.start")
def create_project_with(request: Guarded, told: NewProject, response: HttpResponse) -> Status[ProjectAnswer]:
    """Begin a project."""
    programme = None
    if told.programme is not None:
        programme = _chosen(programmes_to_begin_in(request.user).filter(slug=told.programme).first())
    form = ProjectForm(
        told.name,
        number=told.number,
        programme_id=programme,
        method=told.method or "",
        phase=told.phase or "",
        unit=told.unit,
        tags=tuple(told.tags),
    )
    row = create_project(request.user, form)
    response["Location"] = reverse("api:read_project", kwargs={"project": row.slug})
    return Status(201, _shown(request, row.slug, response))


@router.get("projects/{slug:project}", response=ProjectAnswer)
@does("project.see")
def read_project(request: Guarded, project: Slug, response: HttpResponse) -> ProjectAnswer:
    """One project."""
    return _shown(request, project, response)


@router.patch("projects/{slug:project}", response=ProjectAnswer)
@does("project.change", by_revision=True)
def change_project_to(request: Guarded, project: Slug, told: ChangedProject, response: HttpResponse) -> ProjectAnswer:
    """Change a project."""
    with seen(request) as revision:
        row = request.project
        given = told.model_dump(exclude_unset=True)
        programme = row.programme_id
        if given.get("programme"):
            programmes = programmes_to_be_in(request.user, row)
            programme = _chosen(programmes.filter(slug=given["programme"]).first())
        elif "programme" in given:
            programme = None
        form = ProjectForm(
            given.get("name", row.name),
            number=given.get("number", row.number),
            programme_id=programme,
            method=given.get("method", row.method) or "",
            phase=given.get("phase", row.phase) or "",
            unit=given.get("unit", row.unit),
            tags=tuple(given.get("tags", row.tags)),
        )
        change_project(request.user, row.pk, revision, form)
    return _shown(request, project, response)


@router.put("projects/{slug:project}/archived", response=ProjectAnswer)
@does("project.archive", by_revision=True)
def archive_project_or_take_back(
    request: Guarded, project: Slug, told: Archived, response: HttpResponse
) -> ProjectAnswer:
    """Archive a project, or take it back."""
    with seen(request) as revision:
        archive_project(request.user, request.project.pk, revision, archived=told.archived)
    return _shown(request, project, response)


@router.post("projects/{slug:project}/removal", response={204: None})
@does("project.remove", by_revision=True)
def remove_project(request: Guarded, project: Slug, told: Removal) -> Status[None]:
    """Remove an archived project for good."""
    with seen(request) as revision:
        remove_archived(request.user, request.project.pk, revision, told.confirmation)
    return Status(204, None)


@router.put("projects/{slug:project}/tolerances", response=ProjectAnswer)
@does("project.tolerances", by_revision=True)
def set_tolerances_of_project(
    request: Guarded, project: Slug, told: Tolerances, response: HttpResponse
) -> ProjectAnswer:
    """Set the tolerances."""
    with seen(request) as revision:
        days, cost = told.time_tolerance_days, told.money
        set_tolerances(request.user, request.project.pk, revision, days=days, cost=cost)
    return _shown(request, project, response)


@router.put("projects/{slug:project}/committed-dates", response=ProjectAnswer)
@does("project.tolerances", by_revision=True)
def set_committed_dates_of_project(
    request: Guarded, project: Slug, told: CommittedDates, response: HttpResponse
) -> ProjectAnswer:
    """Set the committed dates."""
    dates = [Promised(one.what, one.date, is_whole=one.whole) for one in told.committed_dates]
    with seen(request) as revision:
        set_committed_dates(request.user, request.project.pk, revision, dates)
    return _shown(request, project, response)


@router.put("projects/{slug:project}/health", response=ProjectAnswer)
@does("project.health", by_revision=True)
def declare_health(request: Guarded, project: Slug, told: Declared, response: HttpResponse) -> ProjectAnswer:
    """Set the health, with a reason."""
    health = None if told.health is None else Health(told.health)
    with seen(request) as revision:
        set_health(request.user, request.project.pk, revision, health, told.reason)
    return _shown(request, project, response)


def _chosen(programme: Programme | None) -> int:
    """A programme that may be chosen here. Raises Unfit."""
    if programme is None:
        raise Unfit({"programme": [Message.of("records.field.invalid_choice")]})
    return programme.pk


def _shown(request: Guarded, slug: str, response: HttpResponse) -> ProjectAnswer:
    """The project as it is now. Raises NotThere for who doesn't see it (any more)."""
    found = overview(request.user, slug, language())
    if found is None:
        raise NotThere
    has_revision(response, found.revision)
    return shape_of(found)
