"""What happened to a project, a programme or one's views, and back to an older state."""

from __future__ import annotations

from ninja import Router
from ninja.responses import Status

from rechterhand.web.access.guard import Guarded
from rechterhand.web.access.record import Place
from rechterhand.web.actions.going_back import go_back
from rechterhand.web.api.declaring import does
from rechterhand.web.api.entity_tags import seen
from rechterhand.web.api.paging import page
from rechterhand.web.api.shapes.base import Key, Limit, Offset, Page, Slug
from rechterhand.web.api.shapes.history import (
    EventAnswer,
    OfProgramme,
    OfProject,
    OfViews,
    event,
)
from rechterhand.web.queries.history import History, history_of_programme, history_of_project, history_of_views
from rechterhand.web.queries.paging import USUAL, part

router = Router(tags=["history"])


@router.get("projects/{slug:project}/history", response=Page[EventAnswer])
@does("project.see")
def list_history(request: Guarded, project: Slug, limit: Limit = USUAL, offset: Offset = 0) -> Page[EventAnswer]:
    """What happened to a project, newest first."""
    return _page(request, history_of_project(request.user, request.project), limit, offset)


@router.get("programmes/{slug:programme}/history", response=Page[EventAnswer])
@does("programme.see")
def list_history_of_programme(
    request: Guarded, programme: Slug, limit: Limit = USUAL, offset: Offset = 0
) -> Page[EventAnswer]:
    """What happened to a programme and between its projects, newest first."""
    return _page(request, history_of_programme(request.user, request.programme), limit, offset)


@router.get("portfolio/views/history", response=Page[EventAnswer])
@does("portfolio.see")
def list_history_of_views(request: Guarded, limit: Limit = USUAL, offset: Offset = 0) -> Page[EventAnswer]:
    """What you did with your saved views, newest first."""
    return _page(request, history_of_views(request.user), limit, offset)


@router.post("projects/{slug:project}/history/{int:event_id}/back", response={204: None})
@does("project.see", by_revision=True)
def go_back_to(request: Guarded, project: Slug, event_id: Key, told: OfProject) -> Status[None]:
    """Go back to an older state of a project or a part of it."""
    return _back(request, request.project, told.kind, event_id)


@router.post("programmes/{slug:programme}/history/{int:event_id}/back", response={204: None})
@does("programme.see", by_revision=True)
def go_back_in_programme(request: Guarded, programme: Slug, event_id: Key, told: OfProgramme) -> Status[None]:
    """Go back to an older state of a programme, a role in it or a link."""
    return _back(request, request.programme, told.kind, event_id)


@router.post("portfolio/views/history/{int:event_id}/back", response={204: None})
@does("portfolio.see", by_revision=True)
def go_back_to_view(request: Guarded, event_id: Key, told: OfViews) -> Status[None]:
    """Go back to an older state of a saved view."""
    return _back(request, request.user, told.kind, event_id)


def _page(request: Guarded, found: History, limit: int, offset: int) -> Page[EventAnswer]:
    return page(request, part(found, offset, limit), event, limit=limit, offset=offset)


def _back(request: Guarded, place: Place, kind: str, event_id: int) -> Status[None]:
    with seen(request) as revision:
        go_back(request.user, place, kind, event_id, revision)
    return Status(204, None)
