"""What happened to a project or a programme, and back to an older state."""

from __future__ import annotations

from typing import Literal

from ninja import Router
from ninja.responses import Status

from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.going_back import go_back
from rechterhand.web.api.declaring import does
from rechterhand.web.api.entity_tags import seen
from rechterhand.web.api.paging import page
from rechterhand.web.api.shapes.base import Body, Key, Limit, Offset, Page, Slug
from rechterhand.web.api.shapes.records import EventAnswer, event
from rechterhand.web.queries.history import history_of_programme, history_of_project
from rechterhand.web.queries.paging import USUAL, part

router = Router(tags=["history"])


class Back(Body):
    """The kind of record whose older state comes back."""

    kind: Literal["project", "committed_date", "membership", "uncertainty"]


@router.get("projects/{slug:project}/history", response=Page[EventAnswer])
@does("project.see")
def list_history(request: Guarded, project: Slug, limit: Limit = USUAL, offset: Offset = 0) -> Page[EventAnswer]:
    """What happened to a project, newest first."""
    found = part(history_of_project(request.user, request.project), offset, limit)
    return page(request, found, event, limit=limit, offset=offset)


@router.get("programmes/{slug:programme}/history", response=Page[EventAnswer])
@does("programme.see")
def list_history_of_programme(
    request: Guarded, programme: Slug, limit: Limit = USUAL, offset: Offset = 0
) -> Page[EventAnswer]:
    """What happened to a programme and between its projects, newest first."""
    found = part(history_of_programme(request.user, request.programme), offset, limit)
    return page(request, found, event, limit=limit, offset=offset)


@router.post("projects/{slug:project}/history/{int:event_id}/back", response={204: None})
@does("project.change", by_revision=True)
def go_back_to(request: Guarded, project: Slug, event_id: Key, told: Back) -> Status[None]:
    """Go back to an older state; the revision is that of the project, or of its uncertainty to go back to that."""
    with seen(request) as revision:
        go_back(request.user, request.project, told.kind, event_id, revision)
    return Status(204, None)
