"""Activities of the latest version."""

from __future__ import annotations

from ninja import Query, Router

from rechterhand.web.access.guard import Guarded
from rechterhand.web.actions.errors import NotThere
from rechterhand.web.api.declaring import does
from rechterhand.web.api.paging import page
from rechterhand.web.api.shapes.activities import (
    ActivityAnswer,
    ActivityInList,
    AskedActivities,
    in_activities,
    row,
    tie,
)
from rechterhand.web.api.shapes.base import Key, Limit, Offset, Page, Slug
from rechterhand.web.queries.activities import Wanted, activities, activity_row
from rechterhand.web.queries.activity import activity
from rechterhand.web.queries.paging import USUAL

router = Router(tags=["activities"])


@router.get("projects/{slug:project}/activities", response=Page[ActivityInList])
@does("plan.see")
def list_activities(
    request: Guarded, project: Slug, asked: Query[AskedActivities], limit: Limit = USUAL, offset: Offset = 0
) -> Page[ActivityInList]:
    """Activities of the latest version."""
    wanted = Wanted(asked.q.strip(), asked.critical, asked.milestones, asked.finding)
    found = activities(request.project, wanted, offset, limit)
    return page(request, found, in_activities, limit=limit, offset=offset)


@router.get("projects/{slug:project}/activities/{int:activity_id}", response=ActivityAnswer)
@does("plan.see")
def read_activity(request: Guarded, project: Slug, activity_id: Key) -> ActivityAnswer:
    """One activity with its links."""
    one = activity_row(request.project, activity_id)
    found = activity(request.user, project, activity_id)
    if one is None or found is None:
        raise NotThere
    return ActivityAnswer(
        **row(one),
        version=found.version,
        notes=found.notes,
        predecessors=[tie(each) for each in found.predecessors],
        successors=[tie(each) for each in found.successors],
    )
